"""What drafts need beside their answers: the slip's public key, how often it was tried, when the content was erased.

And what the drop-off report counts: totals of a day, no person, no code, no time of day.
"""

from sqlite_utils import Database, Migrations

drafts = Migrations("drafts")


@drafts()
def m001_drafts(db: Database) -> None:
    db.execute("ALTER TABLE submission ADD COLUMN resume_key TEXT")
    db.execute("ALTER TABLE submission ADD COLUMN resume_tries INTEGER NOT NULL DEFAULT 0")
    db.execute("ALTER TABLE submission ADD COLUMN erased_ms INTEGER")
    db.execute("ALTER TABLE submission ADD COLUMN erased_why TEXT")
    db.execute(
        """CREATE TABLE screen_total (
            day TEXT NOT NULL,
            form TEXT NOT NULL,
            form_version INTEGER NOT NULL,
            page TEXT NOT NULL,
            visits INTEGER NOT NULL,
            back INTEGER NOT NULL,
            help INTEGER NOT NULL,
            quit INTEGER NOT NULL,
            left_to_staff INTEGER NOT NULL,
            errors INTEGER NOT NULL,
            times TEXT NOT NULL,
            PRIMARY KEY (day, form, form_version, page)
        ) STRICT, WITHOUT ROWID"""
    )
