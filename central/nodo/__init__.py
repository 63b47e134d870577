"""One node: its PostgreSQL cluster, folder, roles, settings, keys and the making of a proceso in it."""
