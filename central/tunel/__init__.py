"""A node's only way out: the two ends of the tunnel that it opens to the centre, by OpenSSH."""
