"""What the verifier checks of each row, by subject."""
