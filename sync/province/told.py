"""What halls are told of a dossier: its row, whom its holder's proof is for, its papers and results by name."""

from typing import Any

from sqlalchemy import Connection, Row, Select, select

from sync.messages import DossierStatus, PaperName
from sync.province.tables import dossier, dossier_holder, dossier_paper


def dossiers() -> Select[Any]:
    """Return the query of dossiers whose rows `status_of` takes."""
    return select(dossier, dossier_holder.c.holder_proof).select_from(dossier.outerjoin(dossier_holder))


def status_of(db: Connection, row: Row[Any]) -> DossierStatus:
    columns = dossier_paper.c
    of_dossier = select(dossier_paper).where(columns.official_code == row.official_code).order_by(columns.number)
    papers: dict[str, list[PaperName]] = {"papers": [], "results": []}
    for one in db.execute(of_dossier):
        papers[one.kind].append(PaperName(name=one.name, code=one.code, state=one.state))
    facts = {name: getattr(row, name) for name in DossierStatus.model_fields if name not in papers}
    return DossierStatus(**facts, papers=papers["papers"], results=papers["results"])
