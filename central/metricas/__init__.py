"""The figures of a node for Prometheus, on loopback; no person's name is among them."""
