"""The viewer of the phone images as they arrive at the CCV."""
