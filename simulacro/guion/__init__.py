"""What will be played: the actas, their paper and when each arrives; and the ledger of what went otherwise."""
