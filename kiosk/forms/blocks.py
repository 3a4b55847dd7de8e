"""Pages that many forms share: {"include": "requester"} stands for those of assets/forms/blocks/requester.json."""

from collections.abc import Iterator, Mapping
from typing import Any, cast

from kiosk.forms.part import WrongPlaceError

Blocks = Mapping[str, Any]  # name of a block -> its JSON


def placed_pages(
    raw: Any, blocks: Blocks, where: str = "pages", within: tuple[str, ...] = ()
) -> Iterator[tuple[Any, str]]:
    """Yield every page of a list of pages with the place it stands at, blocks put in.

    Args:
        raw: the JSON list.
        within: the blocks that are being put in now, to find one that contains itself.
    Raises:
        WrongPlaceError: no such block, one that includes itself, or one that is no list of pages.
    """
    if not isinstance(raw, list):
        raise WrongPlaceError(f"{where} phải là một danh sách câu hỏi")
    for at, page in enumerate(cast("list[Any]", raw)):
        here = f"{where}[{at}]"
        if isinstance(page, dict) and "include" in page:
            yield from _block(cast("dict[str, Any]", page), blocks, here, within)
        else:
            yield page, here


def _block(page: dict[str, Any], blocks: Blocks, here: str, within: tuple[str, ...]) -> Iterator[tuple[Any, str]]:
    name = page["include"]
    if len(page) > 1:
        raise WrongPlaceError(f"{here}: chỗ ghép đoạn chỉ có include, không có mục {min(set(page) - {'include'})}")
    if not isinstance(name, str) or name not in blocks:
        raise WrongPlaceError(f"{here}.include không có đoạn {name!r}. Xin xem tên tệp trong blocks")
    if name in within:
        chain = " → ".join((*within[within.index(name) :], name))
        raise WrongPlaceError(f"{here}.include: các đoạn ghép lẫn nhau không dừng: {chain}")
    block = blocks[name]
    if not isinstance(block, dict) or set(cast("dict[str, Any]", block)) != {"pages"}:
        raise WrongPlaceError(f'blocks/{name} phải là một nhóm {{"pages": [...]}}')
    yield from placed_pages(block["pages"], blocks, f"blocks/{name}.pages", (*within, name))
