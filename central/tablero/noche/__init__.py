"""Where the night goes: its curve, what holds it back, and when it will be done; read, and in words."""
