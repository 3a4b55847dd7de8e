"""Why the province says no, as application/problem+json (RFC 9457) with a Vietnamese sentence for people."""

from kiosk.languages import texts
from sync.messages import ProblemCode

_STATUS = {
    ProblemCode.BAD_REQUEST: 422,
    ProblemCode.NOT_FOUND: 404,
    ProblemCode.NOT_JSON: 400,
    ProblemCode.NOT_GZIP: 400,
    ProblemCode.TOO_LARGE: 413,
    ProblemCode.CODE_WRONG: 403,
    ProblemCode.CODE_USED: 403,
    ProblemCode.WRONG_HALL: 403,
    ProblemCode.NONCE_WRONG: 401,
    ProblemCode.SIGNATURE_WRONG: 403,
    ProblemCode.TOKEN_WRONG: 401,
    ProblemCode.TOKEN_EXPIRED: 401,
    ProblemCode.DEVICE_UNKNOWN: 401,
    ProblemCode.DEVICE_REVOKED: 401,
    ProblemCode.CURSOR_GONE: 410,
    ProblemCode.SNAPSHOT_GONE: 412,
    ProblemCode.UPGRADE_REQUIRED: 426,
    ProblemCode.RANGE: 416,
    ProblemCode.NOT_SIGNED: 409,
    ProblemCode.UNKNOWN_DOSSIER: 404,
    ProblemCode.UNKNOWN_SUBMISSION: 404,
    ProblemCode.UNKNOWN_DEVICE: 404,
    ProblemCode.UNKNOWN_BLOB: 404,
    ProblemCode.OFFSET_WRONG: 409,
    ProblemCode.DIGEST_WRONG: 400,
    ProblemCode.BLOB_WRONG: 422,
    ProblemCode.BLOB_CONFLICT: 409,
    ProblemCode.NOT_WHOLE: 409,
    ProblemCode.UNKNOWN_NOTICE: 404,
    ProblemCode.NOTICE_STATE: 409,
    ProblemCode.NO_KEY: 409,
    ProblemCode.CANNOT_OPEN: 409,
    ProblemCode.TOO_MANY_LOOKUPS: 429,
    ProblemCode.BUSY: 503,
    ProblemCode.FULL: 507,
    ProblemCode.OFFICE_TOKEN: 401,
}


class ProvinceError(Exception):
    """The province says no. Not a KioskError: it is told over the wire, not on this machine's screen."""

    def __init__(
        self, code: ProblemCode, where: str = "", retry_after: int | None = None, headers: dict[str, str] | None = None
    ) -> None:
        super().__init__(code)
        self.code = code
        self.where = where
        self.retry_after = retry_after
        self.headers = headers or {}

    @property
    def status(self) -> int:
        return _STATUS[self.code]

    @property
    def detail(self) -> str:
        return self.sentence("vi")

    def sentence(self, language: str) -> str:
        return texts(language).say(f"sync.problem.{self.code.value}", where=self.where)


def problem_body(code: ProblemCode, status: int, detail: str) -> dict[str, str | int]:
    """Return the members of a problem; the envelope of an answer is added by the server."""
    return {
        "type": f"urn:mot-cua:problem:{code.value}",
        "title": code.value.replace("_", " "),
        "status": status,
        "detail": detail,
        "code": code.value,
    }
