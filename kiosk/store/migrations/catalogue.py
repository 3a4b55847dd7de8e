"""Procedures: one row a source, the words a villager sees, and the full-text index over both."""

from sqlite_utils import Database, Migrations

catalogue = Migrations("catalogue")


@catalogue()
def m001_procedures(db: Database) -> None:
    db.execute(
        """CREATE TABLE procedure_source (
            code TEXT NOT NULL,
            origin TEXT NOT NULL CHECK (origin IN ('plain', 'official', 'province')),
            body BLOB NOT NULL,
            page TEXT,
            PRIMARY KEY (code, origin)
        ) STRICT"""
    )
    db.execute("CREATE INDEX procedure_source_page ON procedure_source (page)")
    db.execute(
        """CREATE TABLE procedure_entry (
            id INTEGER PRIMARY KEY,
            code TEXT NOT NULL UNIQUE,
            label TEXT NOT NULL,
            offered INTEGER NOT NULL,
            prior REAL NOT NULL,
            life_event TEXT NOT NULL,
            confidence TEXT NOT NULL,
            spoken TEXT NOT NULL
        ) STRICT"""
    )
    db.execute("CREATE INDEX procedure_entry_life_event ON procedure_entry (life_event)")
    # Columns: names people say (aliases, short name), the official name, field and life event, papers and results.
    db.execute(
        """CREATE VIRTUAL TABLE procedure_words USING fts5 (
            spoken, name, field, papers,
            content='', detail='column', prefix='1 2 3', tokenize='unicode61 remove_diacritics 0'
        )"""
    )
    db.execute("CREATE VIRTUAL TABLE procedure_term USING fts5vocab ('procedure_words', 'row')")
    db.execute(
        """CREATE TABLE catalogue_load (
            id INTEGER PRIMARY KEY,
            kind TEXT NOT NULL CHECK (kind IN ('bundled', 'import')),
            at_ms INTEGER NOT NULL,
            fingerprint TEXT NOT NULL,
            report TEXT NOT NULL
        ) STRICT"""
    )


@catalogue()
def m002_generation(db: Database) -> None:
    # Grows with every new index, whoever built it: an import, an update of the software, the province.
    db.execute(
        """CREATE TABLE catalogue_generation (
            one INTEGER PRIMARY KEY CHECK (one = 1),
            number INTEGER NOT NULL
        ) STRICT"""
    )
    db.execute("INSERT INTO catalogue_generation (one, number) VALUES (1, 0)")
