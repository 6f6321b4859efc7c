"""What is hard in an English claim or sentence: its clauses, each with figures, times, signs and words that name."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from index.facts.english_clauses import cut, find_verb
from index.facts.english_periods import When
from index.facts.english_words import Word, blanked, lexicon, singular, verb_of, words
from index.facts.fact import Context, Figure
from index.lexicon.loading import read_table
from index.patterns import regex

# Function words, and those of closed classes that are compared as signs.
_UNNAMED = (
    *("article", "own", "possessive", "pronoun", "be", "have", "do", "will", "modal", "plan", "deny", "limit", "drop"),
    *("prep", "conj", "relative", "cause", "condition", "quantifier", "one", "more", "less", "best", "number"),
)
_NO_WORDS = frozenset({"of", "'s", "ve", "re", "ll"})
LONGEST_FORM = 3
# A first half that turns what the second says round or bounds it stays with it: non-, anti-, half-yearly.
_JOINED = regex(r"\b(?!(?:anti|half|semi|self|quasi|zero|near|over|under|inter)-)[a-z]{4,}-[a-z]{4,}\b(?!-)")
# Words are of one stem where so many letters open both and so few end either: direct, directly; commerce, commercial.
STEM, ENDING = 5, 4


class _Row(NamedTuple):
    kind: str
    canonical: str
    forms: str


@cache
def _wording() -> dict[str, list[tuple[str, str]]]:
    """Each form with its kinds, and what it stands for."""
    found: dict[str, list[tuple[str, str]]] = {}
    for row in read_table("english_wording", _Row):
        for form in row.forms.split():
            found.setdefault(form.replace("_", " "), []).append((row.kind, row.canonical))
    return found


@dataclass(frozen=True, slots=True)
class Named:
    """A word, or a phrase that is one, with what it may be matched by: canonical words that mean the same, its stem."""

    start: int
    end: int
    text: str
    keys: frozenset[str]
    light: bool
    is_name: bool

    def alike(self, other: "Named") -> bool:
        """Whether both say the same by the table of words, or are of one stem."""
        if self.keys & other.keys:
            return True
        return any(_one_stem(one, two) for one in self.keys for two in other.keys)


def _one_stem(one: str, other: str) -> bool:
    shared = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return shared >= STEM and max(len(one), len(other)) - shared <= ENDING


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause as far as rules hold it."""

    words: tuple[Word, ...]
    names: tuple[Named, ...]
    signs: frozenset[str]
    whens: tuple[When, ...]

    @property
    def figures(self) -> list[Figure]:
        """Its figures, in order."""
        return [word.figure for word in self.words if word.figure is not None]

    @property
    def start(self) -> int:
        """Where its first word begins."""
        return self.words[0].start

    @property
    def end(self) -> int:
        """Where its last word ends."""
        return self.words[-1].end

    @property
    def planned(self) -> bool:
        """Whether it tells what is to come or expected."""
        return "planned" in self.signs


def clauses(text: str, context: Context) -> tuple[Clause, ...]:
    """The clauses of a claim or a sentence, the names of its own issuer read as "we"."""
    # What a hyphen joins is two words: a weighted-average rate is a weighted average.
    text = _JOINED.sub(lambda match: match[0].replace("-", " "), text)
    parts = [part for part in cut(words(blanked(text, context.names), context)) if part]
    if len(parts) > 1 and parts[0][0].has("prep") and find_verb(parts[0]) is None:
        parts[:2] = [[*parts[0], *parts[1]]]  # "Over the past four years, we sent …" is one clause
    return tuple(
        Clause(
            tuple(part),
            tuple(_named(part, text)),
            frozenset(_signs(part)),
            tuple(word.when for word in part if word.when is not None),
        )
        for part in parts
    )


def _forms(part: Sequence[Word], at: int) -> Iterator[tuple[int, str]]:
    """The forms that open at a word, the longest first, each with how many words it has."""
    run = [word.written for word in part[at : at + LONGEST_FORM]]
    for length in range(len(run), 0, -1):
        if all(word.kind == "word" for word in part[at : at + length]):
            for last in dict.fromkeys((run[length - 1], singular(run[length - 1]))):
                yield length, " ".join((*run[: length - 1], last))


def bases(word: Word) -> list[str]:
    """The verb and the noun that a word may be a form of, and the word as it is written."""
    return [base for base in (verb_of(word.written), word.value, singular(word.written), word.written) if base]


@lru_cache(maxsize=65536)
def word_keys(written: str) -> frozenset[str]:
    """What a word is a form of, and what means the same; nothing for words that name nothing."""
    classes = lexicon().classes.get(written, frozenset())
    if classes & set(_UNNAMED):
        return frozenset()
    found = {base for base in (verb_of(written), singular(written)) if base}
    return frozenset(found | {same for base in found for kind, same in _wording().get(base, ()) if kind == "same"})


def _named(part: Sequence[Word], text: str) -> Iterator[Named]:
    at = 0
    while at < len(part):
        word, length = part[at], 1
        same: list[tuple[str, str]] = []
        for length, form in _forms(part, at):
            same = _wording().get(form, [])
            if same or length == 1:
                break
        if length == 1:
            same = [entry for base in bases(word) for entry in _wording().get(base, [])] if word.kind == "word" else []
        span = part[at : at + length]
        at += length
        kinds = {kind for kind, _ in same}
        if word.kind != "word" or word.written in _NO_WORDS or (not kinds and (word.has(*_UNNAMED) or _moves(word))):
            continue
        if kinds and not kinds & {"same", "light"}:
            continue
        keys = {canonical for kind, canonical in same if kind == "same"} | (set(bases(word)) if length == 1 else set())
        written = text[span[0].start : span[-1].end]
        yield Named(
            span[0].start,
            span[-1].end,
            written,
            frozenset(keys),
            "light" in kinds or (written.endswith("ly") and len(written) > STEM),
            any(letter.isupper() for letter in written[span[0].start == 0 :]),
        )


def _moves(word: Word) -> str:
    """more or less, of a word of growth, decline or comparison; "" for others."""
    kinds = lexicon().kinds
    base = set(bases(word)) - {"contract"}
    if base & (kinds["up"] | kinds["up_loose"] | kinds["raise"] | kinds["up_noun"] | kinds["up_word"]):
        return "more"
    if base & (kinds["down"] | kinds["cut"] | kinds["down_noun"] | kinds["down_word"]):
        return "less"
    return "more" if word.has("more") else "less" if word.has("less") else ""


_OF_CLASS = (
    *(("plan", "planned"), ("will", "planned"), ("modal", "modal"), ("limit", "limit"), ("cause", "cause")),
    *(("condition", "condition"),),
)
_OF_WORDING = (
    "only",
    "all",
    "most",
    "part",
    "first",
    "record",
    "try",
    "except",
    "average",
    "total",
    "estimate",
    "share",
)


def _bounds_a_figure(part: Sequence[Word], at: int) -> bool:
    """Whether a word only says on which side of a figure something is, which is compared with it: more than a third."""
    behind = at + (2 if at + 1 < len(part) and part[at + 1].written == "than" else 1)
    return part[at].has("more", "less") and behind < len(part) and part[behind].figure is not None


def _is_raised(part: Sequence[Word], at: int) -> bool:
    """Whether a word of growth says where something comes from: the food grown in the US."""
    return part[at].written == "grown" and not any(word.has("have", "be") for word in part[max(0, at - 3) : at])


def _signs(part: Sequence[Word]) -> Iterator[str]:
    denials = 0
    for at, word in enumerate(part):
        kinds = {kind for _, form in _forms(part, at) for kind, _ in _wording().get(form, ())}
        if word.kind == "word":
            kinds |= {kind for base in bases(word) for kind, _ in _wording().get(base, ())}
        denials += word.has("deny") + bool(kinds & {"stop", "fail"})
        yield from (sign for kind, sign in _OF_CLASS if word.has(kind))
        yield from (kind for kind in _OF_WORDING if kind in kinds)
        if word.has("best"):
            yield f"best {word.written}"
        if any(canonical == "expect" for base in bases(word) for _, canonical in _wording().get(base, ())):
            yield "planned"
        if word.kind == "word" and not (_bounds_a_figure(part, at) or _is_raised(part, at)) and (way := _moves(word)):
            yield way
    if denials % 2:
        yield "deny"
