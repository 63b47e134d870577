"""The people of a site: another password for who forgot theirs, other permissions, another site, between two (P-10)."""
