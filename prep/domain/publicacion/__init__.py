"""What a cut publishes: rows, sums, shares, percentages and the header."""
