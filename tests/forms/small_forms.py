"""Small forms made up for tests: pages in a row, some of them a loop, some waiting for an earlier answer."""

from typing import Any

from hypothesis import strategies as st

from kiosk.forms.definition import FormDefinition
from kiosk.forms.reading import read_definition

ANSWERS: dict[str, list[Any]] = {"yes_no": ["yes", "no"], "words": ["làm ruộng"], "count": ["1", "2"]}
KINDS = tuple(ANSWERS)


def small_form(*pages: dict[str, Any], loops: tuple[dict[str, Any], ...] = (), **more: Any) -> FormDefinition:
    """Return a form of these pages, every one on the check screen unless its review is None."""
    full = ({"text": f"{one['id']}?", "review": {"group": "all", "label": one["id"]}, **one} for one in pages)
    shown = [{key: value for key, value in one.items() if value is not None} for one in full]
    raw = {
        "schema_version": 1, "id": "small", "version": 1, "procedure": "9.999999", "field": "f", "title": "t",
        "official": "o", "groups": [{"id": "all", "text": "all"}], "pages": shown, "loops": [*loops], **more,
    }  # fmt: skip
    return read_definition(raw, "small", {})


def loop(name: str, *pages: str, least: int = 1, most: int = 3, more: str = "more?") -> dict[str, Any]:
    first = {} if least else {"first": f"{name}?"}
    return {"id": name, "pages": [*pages], "least": least, "most": most, "more": more, "group": "all", **first}


@st.composite
def small_forms(draw: st.DrawFn) -> FormDefinition:
    """Draw a form of two to six pages with at most two loops."""
    count = draw(st.integers(2, 6))
    cuts = sorted(draw(st.sets(st.integers(0, count), min_size=0, max_size=4)))
    spans = list(zip(cuts[::2], cuts[1::2], strict=False))
    least, most = st.integers(0, 1), st.integers(1, 3)
    loops = tuple(
        loop(f"loop{at}", *(f"p{one}" for one in range(first, end)), least=draw(least), most=draw(most))
        for at, (first, end) in enumerate(spans)
    )  # fmt: skip
    pages: list[dict[str, Any]] = []
    for at in range(count):
        page: dict[str, Any] = {"id": f"p{at}", "type": draw(st.sampled_from(KINDS)), "low": 1, "high": 9}
        own = next((span for span in spans if span[0] <= at < span[1]), (0, 0))
        seen = [one for one in range(at) if own[0] <= one < own[1] or not any(a <= one < b for a, b in spans)]
        asked = [one for one in seen if pages[one]["type"] == "yes_no"]
        if asked and draw(st.booleans()):
            page["show_if"] = [f"p{draw(st.sampled_from(asked))}", "=", draw(st.sampled_from(["yes", "no"]))]
        if draw(st.booleans()):
            page["unknown"] = ["ask_staff"]
        pages.append({**page, "required": draw(st.booleans())})
    return small_form(*pages, loops=loops)
