"""The verifier in one file, for who has nothing of ours: how it is made, and how it starts."""
