"""Documents in PDF, by pieces that know no role."""
