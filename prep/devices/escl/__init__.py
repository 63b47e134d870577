"""A network scanner by eSCL: what is asked of it, over which connection, and in which messages."""
