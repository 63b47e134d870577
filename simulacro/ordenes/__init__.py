"""The commands of the drill: `python -m simulacro X` is `simulacro/ordenes/x.py`."""
