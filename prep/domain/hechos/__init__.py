"""What a person or a device did: the facts, their canonical text, and the bounded reading of JSON from others."""
