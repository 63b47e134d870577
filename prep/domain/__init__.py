"""The law without I/O, a tower of five rooms, each upon the one before."""
