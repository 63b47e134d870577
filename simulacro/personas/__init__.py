"""Who plays the night: robots at each post, phones, and the windows left to people."""
