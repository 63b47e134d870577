"""Figures of several nodes and their centre on one machine."""
