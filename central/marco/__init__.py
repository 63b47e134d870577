"""The frame of any command: arguments, the open centre, tables, the way to stop."""
