"""What every station has: who works, the card, the signature, the delivery and the heartbeat."""
