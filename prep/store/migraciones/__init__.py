"""How the base of a node is made and changed (Alembic)."""
