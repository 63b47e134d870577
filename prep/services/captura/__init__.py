"""Blind capture, the verification desk and the phone images of the CCV."""
