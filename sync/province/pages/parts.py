"""What the pages take from other parts of the province, in one place."""

from typing import Any

from sqlalchemy import Connection

from sync.messages import ProblemCode
from sync.province import office
from sync.province.problems import ProvinceError
from sync.province.province import Province

PAPERS_OPEN = False  # whether photographed papers can be opened here


def open_paper(province: Province, device_id: str, event_id: str, blob_id: str, by: str) -> bytes:
    """Return the PDF of a photographed paper; noted in the audit."""
    raise ProvinceError(ProblemCode.NOT_FOUND)


def root_sha256(province: Province) -> str | None:
    """Return the SHA-256 of the first root of what the province signs; None while it signs nothing."""
    return None


def publish(province: Province, db: Connection, code: str, entry: dict[str, Any], by: str) -> bool:
    """Send an entry of the catalogue to the halls, signed; returns False where they have it like that already."""
    return office.publish_procedure(db, code, entry, province.now, by)
