"""The closed classes and names that a key is made canonical by, looked up by longest match."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from index.lexicon.loading import read_table
from index.text.places import CITIES

# Numbers of measures may stand in names; these classes win over a quantity that begins at the same place.
NAMING = frozenset({"keep", "name"})


class _Words(NamedTuple):
    """Words of a closed class that have one canonical form; empty where each is its own."""

    kind: str
    canonical: str
    forms: str


class _Names(NamedTuple):
    """Names that mean exactly the same thing."""

    canonical: str
    forms: str


class _Acts(NamedTuple):
    """Verbs that say the same deed, and the stage that they tell; subject `own`: they want one of their own."""

    canonical: str
    stage: str
    subject: str
    forms: str


class _Places(NamedTuple):
    """What people call a region."""

    region: str
    names: str


@dataclass(frozen=True, slots=True)
class Lexeme:
    """A word: what it is in each of its classes (class to canonical form), and an act's stage and want of a subject."""

    classes: dict[str, str]
    stage: str = ""
    own: bool = False


@dataclass(slots=True)
class Vocabulary:
    """All words by form, and the longest form by first character."""

    lexemes: dict[str, Lexeme] = field(default_factory=dict)
    longest: dict[str, int] = field(default_factory=dict)

    def matches(self, text: str, at: int) -> Iterator[str]:
        """The forms that stand in `text` at `at`, the longest first."""
        for length in range(min(self.longest.get(text[at], 0), len(text) - at), 0, -1):
            if text[at : at + length] in self.lexemes:
                yield text[at : at + length]

    def add(self, form: str, kind: str, canonical: str, stage: str = "", own: bool = False) -> None:
        """Adds a class of a form."""
        form = form.lower()
        lexeme = self.lexemes.get(form) or Lexeme({}, stage, own)
        classes = dict(lexeme.classes)
        classes.setdefault(kind, canonical)
        self.lexemes[form] = Lexeme(classes, lexeme.stage or stage, lexeme.own or own)
        self.longest[form[0]] = max(self.longest.get(form[0], 0), len(form))


@cache
def vocabulary() -> Vocabulary:
    """The words of index/lexicon/facts, read once."""
    known = Vocabulary()
    for word in read_table("facts/words", _Words):
        for form in word.forms.split():
            known.add(form, word.kind, word.canonical or form)
    for name in read_table("facts/names", _Names):
        for form in name.forms.split():
            known.add(form, "name", name.canonical)
    for act in read_table("facts/acts", _Acts):
        for form in act.forms.split():
            known.add(form, "act", act.canonical, act.stage, act.subject == "own")
    for city in CITIES:
        if city.full:
            known.add(city.name, "keep", city.name)
    return known


@cache
def name_forms() -> dict[str, str]:
    """The form of each canonical name that reports mostly write: the first one of the table."""
    return {
        name.canonical: name.forms.split()[0]
        for name in reversed(read_table("facts/names", _Names))
        if name.forms.split()
    }


@cache
def place_names() -> dict[str, tuple[str, ...]]:
    """What people call each region, its own names first, longest first."""
    places = read_table("facts/places", _Places)
    return {place.region: tuple(sorted(place.names.split(), key=len, reverse=True)) for place in places}


@cache
def words_of(kind: str) -> frozenset[str]:
    """The words of one closed class, such as `bare`, heads that are nothing without their owner, or `weak`."""
    return frozenset(
        form for word in read_table("facts/words", _Words) if word.kind == kind for form in word.forms.split()
    )


def bare_heads() -> frozenset[str]:
    """Heads that are nothing without their owner: 总投资, 增加值, 数量."""
    return words_of("bare")
