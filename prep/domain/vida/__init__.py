"""The life of an acta: facts in, state out, with the one table of transitions."""
