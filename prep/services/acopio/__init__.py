"""Receiving sobres at the counter of a CATD."""
