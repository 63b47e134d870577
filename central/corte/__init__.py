"""A cut: the rows of the moment, their files, checked, signed and chained to the one before (R-25, R-26)."""
