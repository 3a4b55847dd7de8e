"""The province's signed targets (sync.signed): keys, metadata, publishing, and the addresses halls read them at."""
