"""Procedures: one row a source and version, the ways to name each, facts of this hall, and what was loaded when."""

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


@catalogue()
def m003_versions(db: Database) -> None:
    # valid_from is a day, "2027-03-01", or "" for what holds since ever.
    db.execute(
        """CREATE TABLE procedure_version (
            code TEXT NOT NULL,
            origin TEXT NOT NULL CHECK (origin IN ('plain', 'official', 'province')),
            valid_from TEXT NOT NULL,
            body BLOB NOT NULL,
            page TEXT,
            PRIMARY KEY (code, origin, valid_from)
        ) STRICT"""
    )
    db.execute(
        """INSERT INTO procedure_version (code, origin, valid_from, body, page)
           SELECT code, origin, '', body, page FROM procedure_source"""
    )
    db.execute("DROP TABLE procedure_source")
    db.execute("ALTER TABLE procedure_version RENAME TO procedure_source")
    db.execute("CREATE INDEX procedure_source_page ON procedure_source (page)")
    # The rows that a load replaced, to take it back; body NULL = there was none.
    db.execute(
        """CREATE TABLE procedure_source_before (
            load INTEGER NOT NULL REFERENCES catalogue_load (id),
            code TEXT NOT NULL,
            origin TEXT NOT NULL,
            valid_from TEXT NOT NULL,
            body BLOB,
            page TEXT,
            PRIMARY KEY (load, code, origin, valid_from)
        ) STRICT"""
    )
    db.execute("ALTER TABLE catalogue_load ADD COLUMN undone_at_ms INTEGER")
    # The day on which another version begins and the index must be built anew, "" = none is known.
    db.execute("ALTER TABLE catalogue_generation ADD COLUMN next_change TEXT NOT NULL DEFAULT ''")


@catalogue()
def m004_phrases(db: Database) -> None:
    # Search compares phrases in memory; the next start builds these rows, because the software's fingerprint changed.
    db.execute("DROP TABLE procedure_term")
    db.execute("DROP TABLE procedure_words")
    db.execute("DROP TABLE procedure_entry")
    db.execute(
        """CREATE TABLE procedure_entry (
            code TEXT NOT NULL PRIMARY KEY,
            label TEXT NOT NULL,
            offered INTEGER NOT NULL,
            prior REAL NOT NULL,
            life_event TEXT NOT NULL,
            confidence TEXT NOT NULL,
            phrases TEXT NOT NULL
        ) STRICT"""
    )
    db.execute("CREATE INDEX procedure_entry_life_event ON procedure_entry (life_event)")


@catalogue()
def m005_local(db: Database) -> None:
    # What this hall knows better: of a procedure (its code), of a field ("field:..."), of all ("*").
    db.execute(
        """CREATE TABLE local_fact (
            scope TEXT NOT NULL,
            name TEXT NOT NULL,
            value TEXT NOT NULL,
            at_ms INTEGER NOT NULL,
            clerk TEXT NOT NULL,
            PRIMARY KEY (scope, name)
        ) STRICT"""
    )
    # How often a procedure was looked at on a day; nobody's name stands anywhere near.
    db.execute(
        """CREATE TABLE procedure_use (
            day TEXT NOT NULL,
            code TEXT NOT NULL,
            uses INTEGER NOT NULL,
            PRIMARY KEY (day, code)
        ) STRICT, WITHOUT ROWID"""
    )
