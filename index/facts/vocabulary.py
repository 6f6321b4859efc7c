"""The closed classes and names that a key is made canonical by, looked up by longest match."""

from dataclasses import dataclass, field
from functools import cache

from index.cities import PROVINCES
from index.lexicon.loading import forms, rows

# Numbers of measures may stand in names; these classes win over a quantity that begins at the same place.
NAMING = frozenset({"keep", "name"})


@dataclass(frozen=True, slots=True)
class Entry:
    """A word: what it is in each of its classes (class to canonical form), and an act's stage and want of a subject."""

    classes: dict[str, str]
    stage: str = ""
    own: bool = False


@dataclass(slots=True)
class Vocabulary:
    """All words by form, and the longest form by first character."""

    entries: dict[str, Entry] = field(default_factory=dict)
    longest: dict[str, int] = field(default_factory=dict)

    def match(self, text: str, at: int) -> str | None:
        """The longest form that stands in `text` at `at`."""
        first = text[at]
        for length in range(min(self.longest.get(first, 0), len(text) - at), 0, -1):
            if text[at : at + length] in self.entries:
                return text[at : at + length]
        return None

    def add(self, form: str, kind: str, canonical: str, stage: str = "", own: bool = False) -> None:
        """Adds a class of a form."""
        form = form.lower()
        entry = self.entries.get(form) or Entry({}, stage, own)
        classes = dict(entry.classes)
        classes.setdefault(kind, canonical)
        self.entries[form] = Entry(classes, entry.stage or stage, entry.own or own)
        self.longest[form[0]] = max(self.longest.get(form[0], 0), len(form))


@cache
def vocabulary() -> Vocabulary:
    """The words of index/lexicon/facts, read once."""
    known = Vocabulary()
    for (kind, canonical), form in forms("facts/words"):
        known.add(form, kind, canonical or form)
    for (canonical,), form in forms("facts/names"):
        known.add(form, "name", canonical)
    for (canonical, stage, subject), form in forms("facts/acts"):
        known.add(form, "act", canonical, stage, subject == "own")
    for name in PROVINCES:
        known.add(name, "keep", name)
    return known


@cache
def place_names() -> dict[str, tuple[str, ...]]:
    """What people call each region, its own names first, longest first."""
    return {row[0]: tuple(sorted(row[1].split(" "), key=len, reverse=True)) for row in rows("facts/places")}


@cache
def bare_heads() -> frozenset[str]:
    """Heads that are nothing without their owner: 总投资, 增加值, 数量."""
    return frozenset(form for (kind, _), form in forms("facts/words") if kind == "bare")
