"""Where facts are kept: the node's PostgreSQL and the station's spool."""
