"""The árbitro: learns of facts by the queue, verifies, folds, writes derived state, makes the work."""
