"""How far each photographed paper is on its way to the province."""

from sqlite_utils import Database, Migrations

papers = Migrations("papers")


@papers()
def m001_papers_travel(db: Database) -> None:
    db.execute(
        """ALTER TABLE submission_blob ADD COLUMN
           state TEXT NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'sent', 'dead'))"""
    )
    db.execute("ALTER TABLE submission_blob ADD COLUMN attempts INTEGER NOT NULL DEFAULT 0")
    db.execute("ALTER TABLE submission_blob ADD COLUMN next_try_ms INTEGER NOT NULL DEFAULT 0")
    db.execute("ALTER TABLE submission_blob ADD COLUMN last_error TEXT")
    db.execute("ALTER TABLE submission_blob ADD COLUMN acked_incarnation TEXT")
    db.execute("ALTER TABLE submission_blob ADD COLUMN acked_ms INTEGER")
    for state in ("pending", "dead"):
        db.execute(f"CREATE INDEX submission_blob_{state} ON submission_blob (state) WHERE state = '{state}'")
