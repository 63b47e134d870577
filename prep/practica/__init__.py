"""Practising capture without a proceso: drawn actas with known answers, the rule of each, and how it went."""
