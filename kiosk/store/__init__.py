"""The one SQLite file that all processes of a hall share. Only this room knows its tables."""
