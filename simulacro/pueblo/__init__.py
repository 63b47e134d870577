"""Invented towns: territories, names and figures from a seed."""
