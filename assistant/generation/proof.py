"""One drafted statement held against the sentences that it cites: kept with those that support it, or dropped and why.

A model's word counts for nothing here: ids must have been given, quoted words stand in the cited text letter for
letter, and `agreement` decides whether all that is said stands there. Over text in another language no words can be
compared, and the embedding model's similarity does not tell growth from decline: such a statement must be nothing but
whole clauses of that text, letter for letter, between quotation marks.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.answer import Dropped
from assistant.generation.prompt import Material, Numbered
from assistant.generation.reply import Draft
from assistant.llm.disarming import MARKUP, excerpt, plain
from assistant.messages import Language
from assistant.messages.language_model import DropReason, disagreement, reason
from assistant.verification.agreement import Agreement, agreement
from assistant.verification.quoted import Evidence, evidence_of
from index.report import Report
from index.text.script import han_share
from index.text.years import find_years

Agree = Callable[[str, Sequence[Evidence]], Agreement]
Witness = Callable[[Report, int, int], Evidence]

MOST_CHARACTERS = 300  # of a statement; a report's own sentences have 400 at most
# Of a statement's letters, quotations left out: a Chinese one may name things in Latin letters, not the other way.
LEAST_HAN, MOST_HAN = 0.2, 0.3
_QUOTED = re.compile(r"“([^“”]+)”|「([^「」]+)」|『([^『』]+)』|\"([^\"]+)\"")
# Between clauses. A comma between digits is none, nor is 、, behind which what stands before it still holds.
_CLAUSE_STARTS = re.compile(r"(?:^|[，。；：！？\t“”()（）]|[,;:.!?]\s)\s*$")
_CLAUSE_ENDS = re.compile(r"\s*(?:$|[，。；：！？\t“”()（）]|[,;:.!?](?:\s|$))")
LEAST_QUOTED = 4  # letters and digits; fewer say nothing


@dataclass(frozen=True, slots=True)
class Proven:
    """A statement as it is shown, and the sentences that support it."""

    text: str
    sources: tuple[Numbered, ...]


class Prover:
    """Judges the statements of one reply against the material that its prompt showed."""

    def __init__(
        self,
        material: Material,
        language: Language,
        agree: Agree = agreement,
        witness: Witness = evidence_of,
        years: Sequence[int] = (),
    ) -> None:
        """`years` are those that the question asks about; none where it names none."""
        self._material = material
        self._language = language
        self._years = set(years)
        self._agree = agree
        self._witness = witness
        self._said: set[str] = set()

    def judge(self, draft: Draft) -> tuple[Proven | None, list[Dropped]]:
        """The statement where it is proven; what was dropped of it, each with its reason."""
        known = [self._material.numbered[name] for name in draft.ids if name in self._material.numbered]
        unknown = [name for name in draft.ids if name not in self._material.numbered]
        text = _ended(plain(draft.text))
        wrong = self._wrong_as_written(text, draft, known)
        if wrong:
            return None, [self._dropped(draft.text, wrong)]
        sources, why = self._supporting(text, known)
        if not sources:
            return None, [self._dropped(draft.text, why)]
        self._said.add(_letters(text))
        lost = [self._dropped(f"[{name}]", reason(self._language, DropReason.UNKNOWN_ID)) for name in unknown]
        return Proven(text, sources), lost

    def _wrong_as_written(self, text: str, draft: Draft, known: Sequence[Numbered]) -> str:
        """What is wrong with a statement before it is compared, in words; empty where nothing is."""
        found: DropReason | None = None
        # The prompt shows the tabs of a table's row as bars.
        if not _letters(text) or not draft.ids:
            found = DropReason.UNCITED
        elif draft.too_many:
            found = DropReason.TOO_MANY_IDS
        elif not known:
            found = DropReason.UNKNOWN_ID
        elif len(text) > MOST_CHARACTERS:
            found = DropReason.TOO_LONG
        elif (set(text) & MARKUP) - set("".join(source.text.replace("\t", "\t|") for source in known)):
            found = DropReason.MARKUP
        elif not is_written_in(text, self._language):
            found = DropReason.LANGUAGE
        elif not any(self.comparable(source) for source in known) and not _is_quotation(text, known):
            found = DropReason.FOREIGN
        elif _letters(text) in self._said:
            found = DropReason.REPEATED
        if found is not None:
            return reason(self._language, found)
        for quoted in quotations(text):
            if not any(quoted in source.text or quoted == source.report.metadata.title for source in known):
                return reason(self._language, DropReason.ALTERED_QUOTE, quoted)
        return ""

    def _supporting(self, text: str, known: Sequence[Numbered]) -> tuple[tuple[Numbered, ...], str]:
        """The cited sentences that support the statement, or none and how it differs from them.

        Those that do so alone; else as few of all as do together: a citation must not only stand beside another.
        """
        if not any(self.comparable(source) for source in known):
            quoting = tuple(source for source in known if any(quoted in source.text for quoted in quotations(text)))
            return self._of_the_year(text, quoting)
        evidence = {source.id: self._witness(source.report, source.start, source.end) for source in known}
        alone = tuple(source for source in known if self._agree(text, [evidence[source.id]]).supports)
        if alone:
            asked = tuple(source for source in alone if not self._misleads(text, evidence[source.id]))
            return asked, "" if asked else self._other_year(evidence[alone[0].id])
        together = self._agree(text, list(evidence.values()))
        if not together.supports:
            return (), disagreement(self._language, together.mismatches, together.unsupported)
        misleading = [one for one in evidence.values() if self._misleads(text, one)]
        if misleading:
            return (), self._other_year(misleading[0])
        needed = list(known)
        for source in known:
            fewer = [other for other in needed if other is not source]
            if fewer and self._agree(text, [evidence[other.id] for other in fewer]).supports:
                needed = fewer
        return tuple(needed), ""

    def _of_the_year(self, text: str, sources: tuple[Numbered, ...]) -> tuple[tuple[Numbered, ...], str]:
        """The sources, unless a statement would be read as of the year asked for while they speak of others."""
        told = {source.id: self._witness(source.report, source.start, source.end) for source in sources}
        misleading = [evidence for evidence in told.values() if self._misleads(text, evidence)]
        return ((), self._other_year(misleading[0])) if misleading else (sources, "")

    def _misleads(self, text: str, evidence: Evidence) -> bool:
        """Whether a statement would be read as of the year asked for while its text speaks of others."""
        return bool(self._years and evidence.years and not self._years & set(evidence.years) and not find_years(text))

    def _other_year(self, evidence: Evidence) -> str:
        return reason(self._language, DropReason.OTHER_YEAR, ", ".join(map(str, evidence.years)))

    def comparable(self, source: Numbered) -> bool:
        """Whether a cited text is in the question's language; rows of codes are in their report's."""
        return source.report.metadata.language == self._language or is_written_in(source.text, self._language)

    def _dropped(self, text: str, why: str) -> Dropped:
        return Dropped(excerpt(text), why)


def _ended(text: str) -> str:
    """A statement that stands alone ends with a full stop, not with the semicolon of a list."""
    return text[:-1] + ("。" if text[-1] == "；" else ".") if text[-1:] in ("；", ";") else text


def quotations(text: str) -> list[str]:
    """What stands between quotation marks; the stop that closes a quotation is the statement's own."""
    found = ["".join(group or "" for group in match.groups()) for match in _QUOTED.finditer(text)]
    return [quoted.strip().rstrip("，。；,.;") for quoted in found if quoted.strip(" ，。；,.;")]


def _is_quotation(text: str, sources: Sequence[Numbered]) -> bool:
    """Whether a statement is nothing but quotations, each of whole clauses: "完成目标" is none of "没有完成目标"."""
    quoted = quotations(text)
    outside = _letters(_QUOTED.sub("", text))
    return not outside and bool(quoted) and all(any(_is_whole(words, s.text) for s in sources) for words in quoted)


def _is_whole(words: str, text: str) -> bool:
    """Whether words stand in a text from the start of a clause to the end of one."""
    at = text.find(words)
    while at >= 0:
        if _CLAUSE_STARTS.search(text[:at]) and _CLAUSE_ENDS.match(text, at + len(words)):
            return len(_letters(words)) >= LEAST_QUOTED
        at = text.find(words, at + 1)
    return False


def is_written_in(text: str, language: str) -> bool:
    """Whether a text is in a language, `zh` or `en`, as far as its letters outside quotation marks tell."""
    share = han_share(_QUOTED.sub("", text))
    if share is None:
        return True
    return share >= LEAST_HAN if language == "zh" else share <= MOST_HAN


def _letters(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())
