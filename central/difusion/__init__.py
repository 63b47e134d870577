"""The publisher: a cut in each turn, and each cut taken to where the public and the difusores read it."""
