"""An English sentence cut into clauses, and a clause into subject, verb, object and phrases."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from index.facts.english_words import Word, is_past, lexicon, verb_of

_HARD = frozenset(";:.!?—–•|\n")
_OPENING, _CLOSING = "([", ")]"
FEWEST = 3  # words of what goes on with a verb
_DETERMINING = ("article", "possessive", "prep", "quantifier")


@dataclass(frozen=True, slots=True)
class Phrase:
    """What stands behind a preposition ("" before the first one)."""

    preposition: str
    words: tuple[Word, ...]


@dataclass(slots=True)
class Clause:
    """A clause in its parts. `verb` is "" where none is known; then everything is `subject`."""

    words: list[Word]
    subject: list[Phrase] = field(default_factory=list)
    verb: str = ""
    rest: list[Phrase] = field(default_factory=list)
    denied: bool = False
    passive: bool = False
    progressive: bool = False
    planned: bool = False
    imperative: bool = False
    modal: str = ""
    manner: list[str] = field(default_factory=list)

    @property
    def start(self) -> int:
        """Where its first word begins."""
        return self.words[0].start

    @property
    def end(self) -> int:
        """Where its last word ends."""
        return self.words[-1].end


def cut(sentence: Sequence[Word]) -> Iterator[list[Word]]:
    """The clauses of a sentence; what stands in brackets comes behind, each as a clause of its own."""
    outside: list[Word] = []
    inside: list[list[Word]] = []
    depth = 0
    words, relative = _with_relative_behind(sentence)
    for word in words:
        if word.kind == "mark" and word.value in _OPENING:
            depth += 1
            inside.append([])
        elif word.kind == "mark" and word.value in _CLOSING:
            depth = max(0, depth - 1)
        else:
            (inside[-1] if depth else outside).append(word)
    yield from _cut(outside)
    for bracketed in [*relative, *inside]:
        if says(bracketed):
            yield from _cut(bracketed)


def _with_relative_behind(sentence: Sequence[Word]) -> tuple[list[Word], list[list[Word]]]:
    """A sentence without what commas set between subject and verb, and that: "costs, which include rent, fell"."""
    words = list(sentence)
    for place, word in enumerate(words[:-1]):
        opens = word.written == "," and words[place + 1].written in ("which", "who")
        if not opens or find_verb(words[:place]) is not None:
            continue
        for end in range(place + 2, len(words) - 1):
            if words[end].written == "," and (found := find_verb(words[end + 1 :])) is not None:
                before = words[end + 1 : end + 1 + found[0]]
                if all(one.has("drop", "deny") for one in before):
                    return [*words[:place], *words[end + 1 :]], [words[place + 1 : end]]
    return words, []


def _cut(sentence: Sequence[Word]) -> Iterator[list[Word]]:
    """At hard marks, and at commas and conjunctions that have a statement on both sides."""
    current: list[Word] = []
    for place, word in enumerate(sentence):
        if word.kind == "mark" and word.value in _HARD:
            if current:
                yield current
            current = []
            continue
        comma = word.kind == "mark" and word.value == ","
        sets = comma and current[0].has("prep") and find_verb(current) is None if current else False
        if (comma or word.has("conj")) and says(current) and not sets:
            following = _until_cut(sentence, place + 1)
            if (
                (says(following) or _goes_on(current, following))
                and not (following and following[0].has("cause"))
                and _both(current, following)
            ):
                yield current
                current = [word] if _goes_on(current, following) else []
                continue
        current.append(word)
    if current:
        yield current


def _both(before: Sequence[Word], behind: Sequence[Word]) -> bool:
    if _goes_on(before, behind):
        return True
    figures = any(word.kind == "figure" for word in before) and any(word.kind == "figure" for word in behind)
    return figures or find_verb(behind) is not None


def _goes_on(before: Sequence[Word], behind: Sequence[Word]) -> bool:
    """Whether "and expects further growth" goes on with what somebody "continues"; "and results" is one of a list."""
    found = find_verb(before) if _opens_third_person(behind) else None
    return found is not None and _is_third_person(before[found[1]])


def _opens_third_person(words: Sequence[Word]) -> bool:
    if len(words) < FEWEST or not _is_third_person(words[0]):
        return False
    behind = words[1]
    return (
        behind.kind == "word"
        and not behind.has("prep", "conj", "be", "have", "do", "will", "modal")
        and not is_past(behind.written)
    )


def _until_cut(sentence: Sequence[Word], place: int) -> list[Word]:
    found: list[Word] = []
    for word in sentence[place:]:
        if word.kind == "mark" and (word.value in _HARD or word.value == ","):
            if found:
                break
            continue
        if word.has("conj"):
            if found:
                break
            continue
        found.append(word)
    return found


def says(words: Sequence[Word]) -> bool:
    """Whether words have a figure or a verb of their own."""
    return any(word.kind == "figure" for word in words) or find_verb(words) is not None


def find_verb(words: Sequence[Word]) -> tuple[int, int] | None:
    """Where the first finite verb begins, and where the first word of its group stands that says what is done."""
    weak: tuple[int, int] | None = None
    for place, word in enumerate(words):
        if word.kind != "word":
            continue
        if word.written != "'s" and word.has("be", "have", "do", "will", "modal", "plan"):
            return place, place
        if _is_finite(words, place):
            following = words[place + 1] if place + 1 < len(words) else None
            if (
                following is None
                or following.kind != "word"
                or following.has(*_DETERMINING, "own", "pronoun", "conj", "drop", "deny")
            ):
                return place, place
            weak = weak or (place, place)
    return weak or _of_a_name(words)


def _of_a_name(words: Sequence[Word]) -> tuple[int, int] | None:
    """The verb of "the trust works with schools", where no other stands: a form in -s with a preposition behind it."""
    for place, (word, behind) in enumerate(pairwise(words)):
        if place and _is_third_person(word) and behind.has("prep") and not words[place - 1].has(*_DETERMINING):
            return place, place
    return None


def _is_third_person(word: Word) -> bool:
    return (
        word.kind == "word"
        and word.written.endswith("s")
        and lexicon().verbs.get(word.written) not in (None, word.written)
    )


def _is_finite(words: Sequence[Word], place: int) -> bool:
    written = words[place].written
    before = words[place - 1] if place else None
    behind = words[place + 1] if place + 1 < len(words) else None
    if is_past(written):
        return before is None or (not before.has(*_DETERMINING, "be") and before.written != "'s")
    if written not in lexicon().verbs or (written.endswith("ing") and lexicon().verbs[written] != written):
        return False
    if before is None:
        return behind is not None and lexicon().verbs[written] == written
    if (
        before.written == "also"
        or before.has("relative")
        or (before.has("pronoun", "own") and before.written in ("we", "they", "it", "he", "she", "i"))
    ):
        return True
    determined = behind is not None and (behind.kind == "figure" or behind.has("article", "own", "pronoun"))
    return determined and not before.has(*_DETERMINING) and before.written not in ("to", "'s")


def parse(words: list[Word]) -> Clause:
    """The parts of a clause."""
    joined = bool(words) and words[0].has("conj")
    while words and (words[0].has("conj", "drop") or words[0].kind == "mark"):
        words = words[1:]
    clause = Clause(words)
    if not words:
        return clause
    ahead, words = _set_before(words)
    found = find_verb(words)
    if joined and _opens_third_person(words):
        found = 0, 0
    if found is None:
        clause.subject = [*phrases(words), *ahead]
        return clause
    first = found[0]
    while first and words[first - 1].has("deny", "limit") and not words[first - 1].has("nobody"):
        first -= 1  # "failed to meet", "hardly met": what is said of the verb is no part of the subject
    at = first
    verb = ""
    saw_be = False
    while at < len(words):
        word = words[at]
        if word.has("deny") and not word.has("nobody"):
            if word.written == "no" and verb:
                break
            clause.denied = True
            clause.planned = clause.planned or word.has("will")
        elif word.has("plan", "will"):
            clause.planned = True
        elif word.has("modal"):
            clause.modal = word.value
        elif word.has("be", "have", "do") and not (verb and not saw_be and word.has("do")):
            saw_be = saw_be or word.has("be")
            clause.progressive = clause.progressive or word.written == "being"
            verb = "be" if word.has("be") else "have" if word.has("have") else "do"
        elif word.has("drop"):
            pass
        elif word.has("limit") or (
            word.written.endswith("ly") and at + 1 < len(words) and verb_of(words[at + 1].written) is not None
        ):
            clause.manner.append(word.written)
        else:
            break
        at += 1
    if at < len(words) and words[at].kind == "word" and (main := verb_of(words[at].written)) is not None:
        written = words[at].written
        participle = (
            is_past(written) or written.endswith("ing") or not verb or verb == "do" or clause.planned or clause.modal
        )
        if participle and not (verb == "be" and written.endswith("ing") and written not in lexicon().verbs):
            clause.passive = saw_be and not written.endswith("ing") and is_past(written)
            clause.progressive = clause.progressive or (saw_be and written.endswith("ing"))
            clause.imperative = (
                first == at == 0
                and not _is_third_person(words[at])
                and (not is_past(written) or lexicon().verbs.get(written) == written)
            )
            verb = main
            at += 1
    elif (clause.planned or clause.modal) and at < len(words) and words[at].kind == "word":
        verb = words[at].value
        at += 1
    clause.verb = verb
    if verb == "miss" and any(word.has("plan_head") for word in words[at : at + 4]):
        clause.verb, clause.denied = "meet", not clause.denied  # a target that was missed was not met
    if at < len(words) and words[at].written in ("not", "no", "never") and verb in ("be", "have"):
        clause.denied = not clause.denied
        at += 1
    subject = words[:first]
    if subject and subject[0].has("deny"):
        clause.denied = not clause.denied
        subject = subject[1:]
    clause.subject = phrases(subject)
    clause.rest = [*phrases(words[at:]), *ahead]
    return clause


def _set_before(words: list[Word]) -> tuple[list[Phrase], list[Word]]:
    """The phrase that a comma sets before the subject ("Outside Europe, sales fell"), and the words behind it."""
    comma = next((place for place, word in enumerate(words) if word.kind == "mark" and word.value == ","), None)
    if comma is None or not words[0].has("prep") or not 1 < comma < len(words) - 1:
        return [], words
    if any(word.has("prep") for word in words[1:comma]) or find_verb(words[:comma]) is not None:
        return [], words
    return phrases(words[:comma]), words[comma + 1 :]


def phrases(words: Sequence[Word]) -> list[Phrase]:
    """Words cut at prepositions; "of" binds and doesn't cut."""
    found: list[Phrase] = []
    preposition = ""
    current: list[Word] = []
    for place, word in enumerate(words):
        follows = words[place - 1] if place else None
        if word.has("prep") and not (follows is not None and follows.written == "of"):
            if current or (preposition and not found):
                found.append(Phrase(preposition, tuple(current)))
            preposition, current = word.written, []
            continue
        current.append(word)
    if current or preposition:
        found.append(Phrase(preposition, tuple(current)))
    return found
