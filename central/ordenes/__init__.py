"""The commands: `central X` is `x.py`, which parses, calls one function and prints."""
