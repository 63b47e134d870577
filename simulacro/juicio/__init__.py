"""What is said of a finished drill: comparison with the paper, ledger, measures, report."""
