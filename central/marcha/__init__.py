"""A node from its start to its end: its base opened, what works beside it, and the proceso that follows another."""
