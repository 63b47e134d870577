"""The only Qt in prep: the frame of the stations and the pieces that their screens share."""
