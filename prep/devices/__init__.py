"""Devices of a station: where pages come from, and what is seen on them. One port, several adapters."""
