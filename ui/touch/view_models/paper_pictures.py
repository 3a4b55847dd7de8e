"""Which drawing a paper has: what people know by its looks, and how it is to be brought."""

import re

from kiosk.catalogue.procedures import Document

# The first pattern that stands in the paper's name; what none knows is drawn by how it is brought.
_LOOKS: tuple[tuple[str, str], ...] = (
    (r"giấy chứng sinh", "submission/birth_paper"),
    (r"ủy quyền", "submission/authorisation"),
    (r"làm chứng|cam đoan", "submission/witness"),
    (r"giấy chứng nhận kết hôn|trích lục kết hôn|hôn thú", "papers/marriage"),
    (r"giấy chứng tử|giấy báo tử|trích lục khai tử|chứng tử", "papers/death"),
    (r"bản án|quyết định (?:.*)(?:tòa|toà)|ly hôn", "submission/court_paper"),
    (r"quyền sử dụng đất|sổ đỏ|sổ hồng", "papers/red_book"),
    (r"\bảnh\b", "papers/photo"),
    (r"bản vẽ|sơ đồ|thiết kế|bản đồ|trích đo", "papers/plan"),
    (r"hợp đồng|giao dịch|thỏa thuận", "papers/contract"),
    (r"đăng ký xe|biển số|giấy phép lái xe", "papers/vehicle"),
    (r"khám sức khỏe|bệnh án|ra viện|khuyết tật|y tế|bệnh", "papers/health"),
    (r"học bạ|văn bằng|chứng chỉ|tốt nghiệp|giấy chuyển trường", "papers/school"),
    (r"liệt sĩ|thương binh|huân chương|huy chương|tổ quốc ghi công|người có công", "papers/merit"),
    (r"danh sách", "papers/people"),
    (r"căn cước|cccd|hộ chiếu|giấy tờ tùy thân|định danh", "submission/id_card"),
)
_PATTERNS = tuple((re.compile(pattern, re.IGNORECASE), picture) for pattern, picture in _LOOKS)


def picture_of(document: Document, head: str) -> str:
    """Return the drawing of a paper. A form to fill in looks like a form, whatever it is about.

    Args:
        head: what the paper is called, without the explanation behind.
    """
    if document.form:
        return "papers/form"
    known = next((picture for pattern, picture in _PATTERNS if pattern.search(head)), "")
    if known:
        return known
    if document.present_only:
        return "papers/show"
    return "papers/copy" if document.copies and not document.originals else "papers/original"


def mark_of(document: Document) -> str:
    """Return the small drawing that says how a paper is brought, "" where the source does not say."""
    if document.present_only:
        return "papers/as_show"
    if document.originals:
        return "papers/as_original"
    return "papers/as_copy" if document.copies else ""
