"""Old and new address lines: which commune of today is "Ấp 4, xã Khánh Bình, huyện Trần Văn Thời, Cà Mau"?

Districts are gone since 1 July 2025 and most communes were joined; some were split, and then nobody can tell from a
line which part was meant: all are named. The line itself is never changed.

Names are read with or without accents, commas and the words for their kind ("xã", "x.", "TT"), with old and new
provinces.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

from kiosk.catalogue.search.slips import Neighbours
from kiosk.catalogue.search.syllable import agreement, folded, form_of
from kiosk.catalogue.units import FormerUnit, Unit, Units, short_name

LONGEST_LINE = 400  # letters; the commune of a line stands at its end
LONGEST_NAME = 7  # syllables: "Văn Miếu - Quốc Tử Giám"
MOST_CANDIDATES = 20
MOST_MENDED = 16  # words from the end of a line that are looked at for a slip

Level = Literal["commune", "district", "province"]
Certainty = Literal["certain", "split", "several", "none"]

# How people write the kind of a unit, with plain letters, and which levels it names.
_KINDS: dict[tuple[str, ...], tuple[str, tuple[Level, ...]]] = {
    ("xa",): ("xã", ("commune",)),
    ("x",): ("xã", ("commune",)),
    ("phuong",): ("phường", ("commune",)),
    ("p",): ("phường", ("commune",)),
    ("f",): ("phường", ("commune",)),
    ("thi", "tran"): ("thị trấn", ("commune",)),
    ("tt",): ("thị trấn", ("commune",)),
    ("dac", "khu"): ("đặc khu", ("commune",)),
    ("huyen",): ("huyện", ("district",)),
    ("h",): ("huyện", ("district",)),
    ("quan",): ("quận", ("district",)),
    ("q",): ("quận", ("district",)),
    ("thi", "xa"): ("thị xã", ("district",)),
    ("tx",): ("thị xã", ("district",)),
    ("thanh", "pho"): ("thành phố", ("district", "province")),
    ("tp",): ("thành phố", ("district", "province")),
    ("tinh",): ("tỉnh", ("province",)),
    ("t",): ("tỉnh", ("province",)),
}
_SHORT_NAMES = {
    "tphcm": "thành phố hồ chí minh", "hcm": "hồ chí minh", "sg": "hồ chí minh", "hn": "hà nội",
    "tphn": "thành phố hà nội", "brvt": "bà rịa vũng tàu", "tth": "huế",
}  # fmt: skip
_LONGER_NAMES = {("sai", "gon"): "hồ chí minh", ("thua", "thien", "hue"): "huế"}

NAMED, NUMBERED, KIND_RIGHT, KIND_WRONG, SYLLABLE = 3.0, 1.5, 1.0, -1.0, 0.7
KIND_ELSEWHERE = -2.5  # no word for its kind, while another name has one
DISTRICT_RIGHT, DISTRICT_WRONG, DISTRICT_OF_TODAY = 3.0, -3.0, -1.0
DISTRICT_OR_PROVINCE = 0.4  # one name that a town and a province have, "Cao Bằng": no proof of the town
PROVINCE_RIGHT, PROVINCE_NOW, PROVINCE_WRONG = 2.0, 1.5, -4.0
LATER = 0.05  # a name further back in the line is more likely the commune than one in front: hamlets come first
ALIKE = 0.6  # readings that differ by less are equally good
LEAST = 3.0
SIGNS_MISSING = 0.8  # a name written with some of its accents, but not all

_WORD = re.compile(r"\w+")
_NUMBERED = re.compile(r"(p|q|f)\.?(\d{1,2})")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A commune of today that a line may mean, and the former commune that was read, unless the line is of today."""

    unit: Unit
    former: FormerUnit | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """What a line says.

    `certainty`: "certain" one commune; "split" several took over the former commune; "several" the names fit more than
    one; "none" no commune was found. `rest` is what stands before the commune: hamlet, street, number.
    """

    typed: str
    certainty: Certainty
    candidates: tuple[Candidate, ...] = ()
    rest: str = ""


@dataclass(frozen=True, slots=True)
class _Word:
    fold: str
    form: str
    start: int
    opens: bool  # a comma, hyphen or the like stands before it
    parts: bool  # a comma or the like, which no name has inside

    @property
    def signed(self) -> bool:
        return self.form != self.fold and not self.form.isdigit()


@dataclass(frozen=True, slots=True)
class _Span:
    """A name in the line: words `start` to before `end`, with the words for its kind in front from `begin` on."""

    begin: int
    start: int
    end: int
    kind: str
    levels: tuple[Level, ...]  # that its kind allows


@dataclass(frozen=True, slots=True)
class _Place:
    """A row of the tables: a former commune, or one of today (`former` is None)."""

    name: str
    district: str
    province: str
    units: tuple[Unit, ...]
    former: FormerUnit | None


class Addresses:
    """Reads address lines; the tables are indexed when the first line is read."""

    def __init__(self, units: Units) -> None:
        self._units = units

    def read(self, line: str) -> Reading:
        """Return what `line` means today; any text is a line and never an error."""
        words = _words(line[-LONGEST_LINE:])
        scored = max((self._scored(one) for one in self._mended(words)), key=_best)
        best = _best(scored)
        if best < LEAST:
            return Reading(line, "none")
        good = [(place, span) for score, place, span in scored if score > best - ALIKE]
        places = sorted(dict.fromkeys(place for place, _ in good), key=lambda one: one.former is not None)
        candidates: dict[str, Candidate] = {}
        for place in places:
            for unit in place.units:
                candidates.setdefault(unit.code, Candidate(unit, place.former))
        certainty: Certainty = "certain" if len(candidates) == 1 else "split" if len(places) == 1 else "several"
        begin = min(span.begin for _, span in good)
        rest = line[: words[begin].start].strip(" ,;.-–/") if len(line) <= LONGEST_LINE else ""
        return Reading(line, certainty, tuple(candidates.values())[:MOST_CANDIDATES], rest)

    def _scored(self, words: Sequence[_Word]) -> list[tuple[float, _Place, _Span]]:
        """Return every commune that may be meant, with the span that names it and how well all of it fits."""
        spans = list(self._spans(words))
        alone = [one for one in spans if one.kind or not any(_within(one, other) for other in spans)]
        return [one for span in alone for one in self._communes(span, spans, words)]

    def _mended(self, words: Sequence[_Word]) -> Iterator[Sequence[_Word]]:
        """Yield the words, and where one of them stands in no name, with each name's word one slip of a key away."""
        yield words
        for at, word in enumerate(words[-MOST_MENDED:], max(0, len(words) - MOST_MENDED)):
            if word.fold not in self._syllables and not word.fold.isdigit():
                for near, _ in self._neighbours.near(word.fold):
                    mended = replace(word, fold=near, form=near)
                    yield [*words[:at], mended, *words[at + 1 :]]

    def _spans(self, words: Sequence[_Word]) -> Iterator[_Span]:
        """Yield every run of words that is the name of some unit."""
        for start in range(len(words)):
            begin, kind, levels = _kind_before(words, start)
            for end in range(start + 1, min(len(words), start + LONGEST_NAME) + 1):
                if end > start + 1 and words[end - 1].parts:
                    break
                key = _key(words[start:end])
                if key in self._names and not (key.isdigit() and not kind):
                    yield _Span(begin, start, end, kind, levels)

    def _communes(
        self, span: _Span, spans: Sequence[_Span], words: Sequence[_Word]
    ) -> Iterator[tuple[float, _Place, _Span]]:
        if span.kind and "commune" not in span.levels:
            return
        aside = 0.0 if span.kind or not _says_commune(words, span) else KIND_ELSEWHERE
        later = [one for one in spans if one.begin >= span.end]
        for place in self._by_name.get(_key(words[span.start : span.end]), ()):
            named = NUMBERED if words[span.start].fold.isdigit() else NAMED
            score = named + SYLLABLE * (span.end - span.start) + LATER * span.start
            score += aside + _kind_score(span, place.name)
            score *= _signs(words, span, place.name)
            score += self._district(place, later, words) + self._province(place, later, words)
            yield score, place, span

    def _district(self, place: _Place, later: Sequence[_Span], words: Sequence[_Word]) -> float:
        named = [one for one in later if "district" in one.levels or not one.kind]
        said = [one for one in named if one.kind and "province" not in one.levels]
        if not place.district:
            return DISTRICT_OF_TODAY if said else 0.0
        key = _name_key(place.district)
        fits = [one for one in named if _key(words[one.start : one.end]) == key]
        if len(fits) == 1 and not fits[0].kind and key in self._provinces and not self._ends(fits[0], later, words):
            return DISTRICT_OR_PROVINCE
        if fits:
            return max(
                DISTRICT_RIGHT * _signs(words, one, place.district)
                + (KIND_RIGHT if one.kind and place.district.casefold().startswith(one.kind) else 0.0)
                for one in fits
            )
        return DISTRICT_WRONG if said else 0.0

    def _ends(self, district: _Span, later: Sequence[_Span], words: Sequence[_Word]) -> bool:
        """Whether a province is named behind a district."""
        behind = (one for one in later if one.begin >= district.end)
        return any(_key(words[one.start : one.end]) in self._provinces for one in behind)

    def _province(self, place: _Place, later: Sequence[_Span], words: Sequence[_Word]) -> float:
        named = [one for one in later if "province" in one.levels or not one.kind]
        keys = {_key(words[one.start : one.end]) for one in named} & self._provinces
        if _name_key(place.province) in keys:
            return PROVINCE_RIGHT
        if any(_name_key(unit.province.name) in keys for unit in place.units):
            return PROVINCE_NOW
        district = _name_key(place.district) if place.district else ""
        return PROVINCE_WRONG if keys - {district} else 0.0

    @cached_property
    def _by_name(self) -> dict[str, list[_Place]]:
        """Former communes and those of today, by the plain letters of their names."""
        found: dict[str, list[_Place]] = defaultdict(list)
        for old in self._units.former:
            found[_name_key(old.name)].append(_Place(old.name, old.district, old.province, old.now, old))
        for new in self._units.today:
            found[_name_key(new.name)].append(_Place(new.name, "", new.province.name, (new,), None))
        return found

    @cached_property
    def _provinces(self) -> set[str]:
        return {_name_key(one.province) for one in self._units.former} | {
            _name_key(one.name) for one in self._units.provinces
        }

    @cached_property
    def _syllables(self) -> set[str]:
        kinds = {word for kind in _KINDS for word in kind}
        return {word for name in self._names for word in name.split()} | kinds

    @cached_property
    def _neighbours(self) -> Neighbours:
        return Neighbours(self._syllables)

    @cached_property
    def _names(self) -> set[str]:
        return {*self._by_name, *self._provinces, *(_name_key(one.district) for one in self._units.former)}


def _best(scored: Sequence[tuple[float, _Place, _Span]]) -> float:
    return max((score for score, _, _ in scored), default=0.0)


def _within(span: _Span, other: _Span) -> bool:
    """Whether `span` is only a part of a longer name."""
    return other.start <= span.start and span.end <= other.end and other.end - other.start > span.end - span.start


def _words(line: str) -> list[_Word]:
    """Take a line apart; abbreviations of names and kinds are written out."""
    words: list[_Word] = []
    before = 0
    for match in _WORD.finditer(line):
        gap = set(line[before : match.start()])
        opens, parts = bool(gap & set(",;-–/()|")), bool(gap & set(",;/()|"))
        before = match.end()
        text = match[0].lower()
        fold = folded(form_of(text))
        if numbered := _NUMBERED.fullmatch(fold):
            pieces: Iterable[str] = (numbered[1], numbered[2])
        else:
            pieces = _SHORT_NAMES.get(fold, text).split()
        for piece in pieces:
            words.append(_word(piece, match.start(), opens, parts))
            opens = parts = False
    return list(_whole_names(words))


def _word(text: str, start: int, opens: bool, parts: bool) -> _Word:
    form = form_of(text)
    plain = folded(form)
    return _Word(plain.lstrip("0") or plain if plain.isdigit() else plain, form, start, opens, parts)


def _whole_names(words: Sequence[_Word]) -> Iterator[_Word]:
    """Write names that people still use for a province as the tables do."""
    at = 0
    while at < len(words):
        ward = bool(at) and words[at - 1].fold in ("phuong", "p")
        for long, name in _LONGER_NAMES.items():
            if not ward and tuple(one.fold for one in words[at : at + len(long)]) == long:
                for number, part in enumerate(name.split()):
                    yield _word(part, words[at].start, words[at].opens and not number, words[at].parts and not number)
                at += len(long)
                break
        else:
            yield words[at]
            at += 1


def _kind_before(words: Sequence[_Word], start: int) -> tuple[int, str, tuple[Level, ...]]:
    for length in (2, 1):
        if start >= length and not any(one.opens for one in words[start - length + 1 : start + 1]):
            found = _KINDS.get(tuple(one.fold for one in words[start - length : start]))
            if found:
                return start - length, *found
    return start, "", ()


def _says_commune(words: Sequence[_Word], span: _Span) -> bool:
    """Whether some word outside `span` says in full that the name behind it is a commune's."""
    kinds = [_kind_before(words, at) for at in range(1, len(words) + 1)]
    return any(
        "commune" in levels and at - begin + len(words[begin].fold) > 2 and not span.start <= begin < span.end
        for at, (begin, _, levels) in enumerate(kinds, 1)
    )


def _kind_score(span: _Span, name: str) -> float:
    if not span.kind:
        return 0.0
    return KIND_RIGHT if name.casefold().startswith(span.kind) else KIND_WRONG


def _signs(words: Sequence[_Word], span: _Span, name: str) -> float:
    """Return how well the accents of a span agree with a name's, about 0.5 to 1; a line without any agrees."""
    read = [one.form for one in words[span.start : span.end]]
    pairs = list(zip(read, (form_of(one.lower()) for one in _WORD.findall(short_name(name))), strict=False))
    worth = min((agreement(one, other) for one, other in pairs if not one.isdigit()), default=1.0)
    exact = all(one.replace("y", "i") == other.replace("y", "i") or one.isdigit() for one, other in pairs)
    return worth if exact or not any(one.signed for one in words) else worth * SIGNS_MISSING


def _key(words: Sequence[_Word]) -> str:
    return " ".join(one.fold for one in words)


def _name_key(name: str) -> str:
    return " ".join(folded(form_of(one)) for one in _WORD.findall(short_name(name).lower()))
