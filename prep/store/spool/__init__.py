"""The spool of a station: its private SQLite file, where every fact is safe before the screen says so."""
