"""The shared core of the suite: what an election is and what a station needs; it knows no role."""

VERSION = "0.2.0"
