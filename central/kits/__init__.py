"""The kits of the nodes and stations of a city: made at the centre, and opened each at its place."""
