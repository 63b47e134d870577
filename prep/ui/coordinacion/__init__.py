"""The window of who coordinates a centre of work: how it goes, who is where, and what people ask for (R-34)."""
