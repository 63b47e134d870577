"""The one place that prints: which printer, how it is, the document seen before, and what came of it."""
