"""What a claim tells in one clause must stand together in the sentence: of two neighbours each keeps its own.

Of 武功山入选世界地质公园，篁岭获评5A every word of 篁岭入选世界地质公园 is there. A clause's names, nouns, figures and
deeds must be in one clause of the sentence; its subject may stand before, where that clause has none of its own.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from assistant.verification.comparing_figures import compare_figures
from assistant.verification.hard_parts import DEEDS, NOUNS, Said, clauses, nouns_of, tagged, touches
from index.facts.fact import Figure
from index.facts.tokens import canonical_text, tokenise
from index.patterns import regex

SPOKEN = 10_000  # 三百亿: from here on a number without a unit is somebody's amount
_NAMES = frozenset({"LOC", "ORG", "PER", "nz", "nw"})
# Signs that are somebody's: which clause has them counts.
_SIGNS = frozenset(
    {"up", "down", "first", "most", "top", "above", "below", "deny", "share", "contribute", "times", "all"}
)
_PASSIVE = regex("[被由把给获受向与和同跟]")
_QUOTED = regex("[“《]([^”》]{2,20})[”》]")
_NUMBERED = regex(r"第\d+")
_GRADE = regex("[ⅠⅡⅢⅣⅤ]类|[A-Z]{1,2}\\d|\\d[A-Z]")


def told_together(claim: Said, sentence: Said, around: str) -> bool:
    """Whether each clause of a claim stands together in the sentence; what `around` holds need not stand in it."""
    return next(torn(claim, sentence, around), None) is None


def torn(claim: Said, sentence: Said, around: str) -> Iterator[str]:
    """What of a claim's clauses no clause of the sentence tells together, and pairs that the sentence turns round."""
    parts = list(clauses(sentence))
    subject: list[str] = []
    for clause in clauses(claim):
        nouns = [noun for noun in nouns_of(clause) if noun not in around]
        nouns += _QUOTED.findall(clause.text)
        asked = nouns or subject
        apart = [list(_apart(clause, asked, place, parts)) for place in range(len(parts))]
        if all(apart):
            yield f"{clause.text}: {' '.join(sorted(apart, key=len)[0] if apart else ())}"
        if not _numbers_kept(clause, nouns, sentence):
            yield f"{clause.text}: numbered"
        subject = nouns or subject
    if not _in_order(claim, sentence):
        yield "order"


def _apart(clause: Said, nouns: Sequence[str], place: int, parts: Sequence[Said]) -> Iterator[str]:
    """What of a claim's clause the sentence's at `place` does not tell, its subject perhaps from before."""
    part = parts[place]
    yield from (
        one.text for one in _exact(clause) if not any(compare_figures(one, other) == "same" for other in part.figures)
    )
    yield from (deed for deed in clause.deeds if deed in DEEDS and not set(DEEDS[deed]) & part.deeds)
    reach = part.text + canonical_text(part.tokens)
    at = place
    while at and _has_no_subject(parts[at]):
        bare = not nouns_of(parts[at])  # 累计14个: of what the clause before counts
        at -= 1
        reach += "|" + (parts[at].text + canonical_text(parts[at].tokens) if bare else _subject(parts[at]))
    yield from (grade for grade in _GRADE.findall(clause.text) if grade not in reach)
    whole = [noun for noun in nouns if any(noun in one.text for one in parts)]  # 消费券 is not 带动消费's 消费
    yield from (noun for noun in nouns if (noun not in reach if noun in whole else not touches(noun, reach)))


def _exact(clause: Said) -> list[Figure]:
    return [
        figure
        for figure in clause.figures
        if (figure.unit not in ("", "第") and not figure.text.startswith(("一", "两")))
        or (figure.unit == "" and figure.spoken and figure.low >= SPOKEN)
    ]


def _has_no_subject(part: Said) -> bool:
    words = [word for word in tagged(part.text) if word.part != "w"]
    return bool(words) and words[0].part not in NOUNS


def subject_of(part: Said) -> str:
    """What stands before the first verb of a clause."""
    verb = next((word for word in tagged(part.text) if word.part in ("v", "vd")), None)
    return part.text if verb is None else part.text[: verb.start]


def _subject(part: Said) -> str:
    before = subject_of(part)
    return before + canonical_text(tokenise(before))


def _nouns(clause: Said, parts: frozenset[str]) -> list[str]:
    words = [clause.text[word.start : word.end] for word in tagged(clause.text) if word.part in parts]
    return [word for word in words if len(word) > 1]


def _numbers_kept(clause: Said, nouns: Sequence[str], sentence: Said) -> bool:
    """Whether 第六届 of a claim is of what the sentence numbers so, where it numbers several."""
    pieces = re.split("[，；。、]", canonical_text(sentence.tokens))
    for number in _NUMBERED.findall(canonical_text(clause.tokens)):
        numbered = [piece for piece in pieces if number in piece]
        for noun in nouns:
            named = [piece for piece in pieces if noun in piece and _NUMBERED.search(piece)]
            if numbered and named and not any(noun in piece for piece in numbered):
                return False
    return True


def _in_order(claim: Said, sentence: Said) -> bool:
    """Whether two names, or two figures of one unit, of a clause stand in the sentence's order, unless it is turned."""
    for clause in clauses(claim):
        names = list(combinations(_nouns(clause, _NAMES), 2))
        figures = [
            (one.text, other.text)
            for one, other in combinations(clause.figures, 2)
            if one.unit == other.unit and one.low != other.low
        ]
        for part in clauses(sentence):
            if any(_turned(pair, part.text) for pair in figures):
                return False
            if any(_turned(pair, part.text) and not _PASSIVE.search(clause.text + part.text) for pair in names):
                return False
    return True


def _turned(pair: tuple[str, str], text: str) -> bool:
    first, second = text.find(pair[0]), text.find(pair[1])
    return 0 <= second < first and "、" not in text[second:first]
