"""What the public site costs: the making of a cut's files, and what a visitor waits and downloads."""
