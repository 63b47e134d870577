"""Use cases without Qt: what windows and robots do alike (acopio, digitalización, captura, validación)."""
