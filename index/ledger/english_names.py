"""The words of an English sentence that name what a figure measures: a verb's subject, a noun before or behind."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from index.facts.english_words import Word, is_past, lexicon, verb_of
from index.ledger.entry import Kind
from index.lexicon.loading import read_table

_LONGEST_NAME = 16  # words


class _Row(NamedTuple):
    """Words that do the same beside a figure; _ is a blank."""

    kind: str
    forms: str


@cache
def forms(kind: str) -> frozenset[str]:
    """The words of a class: those that go with the noun before them, those that compare, and so on."""
    rows = read_table("ledger/english", _Row)
    return frozenset(form.replace("_", " ") for row in rows if row.kind == kind for form in row.forms.split())


@dataclass(frozen=True, slots=True)
class MeasureMention:
    """What a figure measures, in the report's words; `movement` is ↑ or ↓ where it is an amount of growth."""

    measure: str
    span: tuple[int, int] | None = None
    movement: str = ""
    kind: Kind | None = None
    base: str = ""


def is_boundary(word: Word) -> bool:
    """Whether no noun reaches over a word: a mark other than a hyphen or an apostrophe."""
    return word.kind == "mark" and word.value in ",;:()[]—–•|!?.\n"


def is_verb(found: Sequence[Word], at: int) -> bool:
    """Whether the word at a place is a verb that something is said with, and not a participle beside a noun."""
    if not 0 <= at < len(found) or found[at].kind != "word":
        return False
    word = found[at]
    if word.written == "'s":
        return False
    if word.has("be", "have", "do", "will", "modal", "plan"):
        return True
    before = found[at - 1] if at else None
    behind = found[at + 1] if at + 1 < len(found) else None
    if before is not None and before.has("modal", "will") and not word.written.endswith("ly"):
        return True
    if word.written.endswith("s") and behind is not None and behind.has("article") and _is_noun(found, at - 1):
        return True  # "this guidance anticipates an impact"
    verb = verb_of(word.written)
    if verb is None:
        return False
    plain = lexicon().verbs.get(word.written)
    if plain == word.written and before is not None and before.written == "to":
        return behind is not None and (
            behind.kind == "figure" or behind.has("article", "own") or _is_noun(found, at + 1)
        )
    if plain is not None and word.written == f"{plain}s" and behind is not None:
        starts = before is None or before.has("relative") or before.written in ("now", "also", "still")
        if starts and (
            behind.kind == "figure" or behind.has("article", "own") or behind.written == "up" or _is_noun(found, at + 1)
        ):
            return True
    if word.written in forms("after_noun") and behind is not None and behind.has("prep"):
        return before is not None and before.has("be", "have")
    if is_past(word.written):
        if before is not None and before.has("article", "possessive", "own") and not before.has("pronoun"):
            return before.written in ("we", "i", "us")
        beside = before is not None and (before.has("prep") or before.written in ("and", "or", "of"))
        return not (beside and _is_noun(found, at + 1))
    if word.written.endswith("ing"):
        return (
            before is not None
            and before.kind == "word"
            and not before.has("article", "prep", "possessive", "own")
            and (behind is not None and (behind.kind == "figure" or behind.has("article")))
        )
    if before is not None and before.has("own", "pronoun", "modal", "will", "relative", "do"):
        return before.written not in ("our", "its", "their", "his", "her", "my")
    return (
        plain is not None
        and behind is not None
        and behind.kind == "figure"
        and before is not None
        and not before.has("article", "prep")
    )


def is_said(found: Sequence[Word], at: int) -> bool:
    """Whether a clause says something with the word: a verb, and no participle before its noun in a clause that has
    another verb further left ("had total deferred revenue")."""
    if not is_verb(found, at):
        return False
    word = found[at]
    if (
        word.has("be", "have", "do", "will", "modal", "plan")
        or not is_past(word.written)
        or not _is_noun(found, at + 1)
    ):
        return True
    for place in range(at - 1, max(-1, at - 9), -1):
        if is_boundary(found[place]) or found[place].has("relative"):
            break
        if found[place].kind == "figure":
            break
        if is_verb(found, place):
            return False
    return True


def _is_noun(found: Sequence[Word], at: int) -> bool:
    return (
        0 <= at < len(found)
        and found[at].kind == "word"
        and not found[at].has("prep", "article", "conj", "own", "pronoun", "be", "have")
    )


def joined(text: str, found: Sequence[Word]) -> str:
    """Words as the report writes them, with one blank between them."""
    parts = [text[word.start : word.end] for word in found if word.kind in ("word", "mark", "figure")]
    told = re.sub(r"\s+(?=[,'’)])|(?<=\()\s+", "", " ".join(" ".join(parts).split()))
    return re.sub(r"^(?:(?:the|a|an|our|its|their|and|or|that|this)\s+)+", "", told, flags=re.IGNORECASE).strip(" ,")


def as_mention(text: str, found: Sequence[Word]) -> MeasureMention | None:
    """Words as a measure, without what is no part of a name at their ends; None where no name is left."""
    kept = list(found)
    while kept and (
        kept[0].kind == "mark"
        or kept[0].has("article", "conj", "drop", "prep")
        or kept[0].written in ("our", "its", "their")
    ):
        kept.pop(0)
    while kept and (
        kept[-1].kind in ("mark", "when")
        or kept[-1].has("prep", "article", "conj", "drop", "limit", "possessive")
        or kept[-1].written in ("of", "'s", "up", "down")
        or (len(kept) > 1 and kept[-1].written.endswith("ly"))
    ):
        kept.pop()
    # "for fiscal years 2022 and 2021"
    while len(kept) > 3 and [word.written for word in kept[-2:]] == ["fiscal", "years"]:
        kept = kept[:-3] if kept[-3].has("prep", "article") else kept[:-2]
    kept = [word for word in kept if word.kind != "when"]
    if (
        not kept
        or len(kept) > 2 * _LONGEST_NAME
        or not any(word.kind == "word" and len(word.written) > 1 for word in kept)
    ):
        return None
    if all(word.written in forms("no_noun") or word.has("own", "pronoun") for word in kept):
        return None
    if len(kept) == 1 and kept[0].written.endswith("ly"):
        return None
    return MeasureMention(joined(text, kept), (kept[0].start, kept[-1].end))


def subject_of(text: str, found: Sequence[Word], verb: int) -> MeasureMention | None:
    """The words before a verb that say what it is told of: back to a mark, another verb, or the sentence's start."""
    place = verb
    while place > 0 and (
        found[place - 1].has("drop", "limit")
        or (found[place - 1].written.endswith("ly") and found[place - 1].kind == "word")
    ):
        place -= 1
    end = place
    if place > 1 and found[place - 1].written == "and":
        first = next((at for at in range(place - 1) if is_verb(found, at) and not _describes(found, at, place)), None)
        if first:  # "leases are recorded in Property and were $68.0 billion"
            return subject_of(text, found, first)
    if place > 1 and found[place - 1].kind == "mark" and found[place - 1].value == ",":
        return _before_aside(text, found, place - 1)
    comma = 0
    while place > 0:
        word = found[place - 1]
        if word.value in ";:()[]—–•|" and word.kind == "mark":
            break
        if word.kind == "mark" and word.value == ",":
            # "Accounts receivable, net was": a comma inside a name; "In fiscal 2022, revenue was": one before it.
            listed = _is_item(found, place - 1) and any(one.written in ("and", "or") for one in found[place:end])
            if not listed and (
                end - place >= 2 or comma or (place > 1 and found[place - 2].kind in ("when", "figure"))
            ):
                break
            comma += 1
        if word.has("relative") and word.written in ("which", "that", "who"):
            place -= 1
            continue
        if word.kind == "figure" or (is_verb(found, place - 1) and not _describes(found, place - 1, end)):
            break
        if word.has("conj") and word.written in ("while", "whereas", "but", "although", "though", "as", "yet", "so"):
            break
        place -= 1
    # "Revenue increased 5% and costs fell": what stands before the conjunction is told already.
    while place < end and (found[place].has("conj") or found[place].kind in ("mark", "when")):
        place += 1
    if place < end and found[place].has("prep") and found[place].written not in ("of",):
        behind = next((at for at in range(place, end) if found[at].kind == "mark" and found[at].value == ","), None)
        if behind is None:
            when = next((at for at in range(place, end) if found[at].kind == "when"), None)
            behind = when if when is not None and when + 1 < end else None
        if behind is not None:
            place = behind + 1
    return as_mention(text, found[place:end])


def _states_more(found: Sequence[Word], at: int) -> bool:
    """Whether a past behind "and" tells another deed, with nothing but a number word behind it: "and closed one"."""
    behind = found[at + 1] if at + 1 < len(found) else None
    return is_past(found[at].written) and (behind is None or behind.written in ("one", "none", "another"))


def _follows_noun(found: Sequence[Word], at: int) -> bool:
    """Whether a participle says something of the noun before it: "people living in", "shares delivered under"."""
    written = found[at].written
    if written.endswith("ing") and verb_of(written) is not None:
        return True
    return is_past(written) and not _is_noun(found, at + 1)


def _is_item(found: Sequence[Word], comma: int) -> bool:
    """Whether the words before a comma are an item of a list, and no phrase or statement of their own."""
    start = comma
    while start > 0 and not is_boundary(found[start - 1]):
        start -= 1
    piece = found[start:comma]
    return (
        0 < len(piece) <= 4
        and not piece[0].has("prep", "conj")
        and all(
            word.kind == "word" and (not is_verb(found, start + at) or _describes(found, start + at, comma))
            for at, word in enumerate(piece)
        )
    )


def _describes(found: Sequence[Word], at: int, end: int) -> bool:
    """Whether a participle stands before its noun in a subject: "total unrecognized compensation cost"."""
    word = found[at]
    return (
        word.kind == "word"
        and not word.has("be", "have", "do", "will", "modal", "plan")
        and is_past(word.written)
        and at + 1 < end
        and _is_noun(found, at + 1)
        and not (at and found[at - 1].written in ("we", "i", "they", "it", "who", "which", "that"))
    )


def _before_aside(text: str, found: Sequence[Word], comma: int) -> MeasureMention | None:
    """The subject before what commas set aside: "Income taxes paid, net of refunds, were"."""
    start = comma
    while start > 0 and not (found[start - 1].kind == "mark" and found[start - 1].value in ";:()—•|"):
        start -= 1
    while start < comma:
        behind = next((at for at in range(start, comma) if found[at].kind == "mark" and found[at].value == ","), comma)
        first = next((word for word in found[start:behind] if word.kind != "mark"), None)
        if first is not None and first.kind != "when" and not first.has("prep", "conj", "drop"):
            if any(word.kind == "figure" or word.has("be", "have") for word in found[start:behind]):
                return None
            return as_mention(text, found[start:behind])
        start = behind + 1
    return None


def left_noun(text: str, found: Sequence[Word], end: int) -> MeasureMention | None:
    """The words before a place back to a verb, a mark or a figure: what "of $5 million" is told of."""
    place = end
    while place > 0 and end - place < _LONGEST_NAME:
        word = found[place - 1]
        # "and other long-term debt", "net of remeasurements" go on with what stands before their comma.
        goes_on = word.value == "," and place < end and found[place].written in ("and", "or", "net")
        if is_boundary(word) and not goes_on:
            break
        if word.kind in ("figure", "when") or is_said(found, place - 1) or word.has("relative"):
            break
        if word.written in forms("plans") and place < end and place > 1 and found[place - 2].has("conj", "own"):
            break  # "and expect capital expenditure of £80 million"
        if (
            place < end
            and word.written in ("for", "at", "with", "in")
            and found[place].written in ("a", "an")
            and end - place > 2
        ):
            break
        place -= 1
    while place < end and (found[place].has("prep", "conj", "article", "drop") or found[place].kind == "mark"):
        place += 1
    return as_mention(text, found[place:end])


def right_noun(text: str, found: Sequence[Word], start: int) -> MeasureMention | None:
    """The noun that begins at a place, with what "of" and one more preposition add to it; None where none begins."""
    place = start
    prepositions = 0
    while place < len(found) and place - start < _LONGEST_NAME:
        word = found[place]
        if (
            place > start
            and word.written in ("our", "its", "their")
            and found[place - 1].written in ("of", "in", "to", "for")
        ):
            place += 1
            continue
        if word.written == "'s" and place > start:
            place += 1
            continue
        if word.kind != "word" or word.has(
            "relative", "own", "pronoun", "be", "have", "will", "modal", "do", "less", "more"
        ):
            break
        if place == start and (word.written in ("of", "per", "each", "every") or word.written.endswith("ly")):
            break
        if word.has("article") and (
            place == start or found[place - 1].written in ("of", "in", "to", "for", "with", "on")
        ):
            place += 1
            continue
        if word.has("prep") or word.written == "of":
            if place == start or (word.written != "of" and prepositions):
                break
            if word.written not in ("of", "to", "with", "in", "on", "for") or not (
                _is_noun(found, place + 1)
                or (place + 1 < len(found) and found[place + 1].has("article", "own", "pronoun"))
            ):
                break
            if word.written == "for" and found[place + 1].has("article"):
                break
            prepositions += word.written != "of"
        elif word.has("conj"):
            if place == start or word.written not in ("and", "or") or not _is_noun(found, place + 1):
                break
            # "use the insights" behind "and" is another statement.
            if verb_of(found[place + 1].written) is not None and not is_past(found[place + 1].written):
                break
            behind = found[place + 2] if place + 2 < len(found) else None
            if behind is not None and (behind.has("article", "own") or behind.kind == "figure"):
                break  # "two terminals and closed three"
            if found[place + 1].has("plan", "will", "modal") or found[place + 1].written in forms("plans"):
                break
            if _states_more(found, place + 1):
                break
        elif place > start and _follows_noun(found, place):
            break
        place += 1
    if place == start:
        return None
    return as_mention(text, found[start:place])
