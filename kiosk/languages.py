"""Screen texts: an id gives a sentence; Vietnamese is complete, another language falls back to it.

Texts live in assets/languages/<language>/<room>.json, one flat object a file: {"text.id": "sentence {value}"}.
"""

import json
from collections.abc import Mapping
from functools import cache

from kiosk.assets import assets

LANGUAGES = {"vi": "Tiếng Việt", "en": "English", "km": "ភាសាខ្មែរ"}


class Texts:
    """The sentences of one language."""

    def __init__(self, sentences: Mapping[str, str], fallback: "Texts | None" = None) -> None:
        self.sentences = sentences
        self._fallback = fallback

    def say(self, text_id: str, **values: str | int) -> str:
        """Return the sentence with `values` filled in; an unknown id is returned as it is."""
        template = self.sentences.get(text_id)
        if template is None:
            return self._fallback.say(text_id, **values) if self._fallback else text_id
        return template.format_map(_KeepMissing(values))


class _KeepMissing(dict[str, str | int]):
    def __missing__(self, key: str) -> str:
        return f"{{{key}}}"


@cache
def texts(language: str = "vi") -> Texts:
    """Return the texts of `language` ("vi", "en", "km"); an unknown language is Vietnamese."""
    sentences: dict[str, str] = {}
    for file in sorted((assets() / "languages" / language).glob("*.json")):
        sentences.update(json.loads(file.read_text("utf-8")))
    return Texts(sentences, None if language == "vi" else texts("vi"))
