"""The workstation of a CATD: acopio, digitalización, captura and validación, (`python -m catd`)."""
