"""One drafted statement held against the sentences that it cites: kept with those that support it, or dropped and why.

A model's word counts for nothing here: what it names is tried first, then the sentences given that are most like the
statement; quoted words stand in that text letter for letter, and each fact that is said must be one of a sentence
(support.py), or one sentence tells all of it in other words (assistant/verification/in_other_words.py).

Over text in another language no words can be compared, and the embedding model's similarity does not tell growth from
decline: such a statement must be nothing but whole clauses of that text, letter for letter, between quotation marks.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.answer import Dropped, Mismatch, MismatchKind
from assistant.generation.nearness import Near
from assistant.generation.prompt import CitableSentence, Material
from assistant.generation.reply import Draft
from assistant.generation.support import LEAST_HAN, Backed, Facts, Support, is_whole
from assistant.llm.disarming import MARKUP, excerpt, plain
from assistant.messages import Language
from assistant.messages.language_model import DropReason, disagreement, reason
from assistant.verification.attributions import without_attributions
from assistant.verification.comparing import ComparedPart, Comparison
from assistant.verification.in_other_words import InOtherWords
from assistant.verification.reported import Reported
from index.facts.reports import context_at
from index.patterns import regex
from index.report import Report
from index.text.script import han_share
from index.text.years import find_years

MOST_CHARACTERS = 300  # of a statement; a report's own sentences have 400 at most
# Of a statement's letters, quotations left out: a Chinese one may name things in Latin letters, not the other way.
MOST_HAN = 0.3
_QUOTED = regex(r"“([^“”]+)”|「([^「」]+)」|『([^『』]+)』|\"([^\"]+)\"")
# In quotation marks, so many letters or fewer without a digit are a name (“十四五”, “小巨人”), judged as words are.
LONGEST_NAME = 4
_KINDS: dict[ComparedPart, MismatchKind] = {
    "value": "value",
    "unit": "unit",
    "direction": "direction",
    "period": "period",
    "stage": "stage",
    "progress": "stage",
    "kind": "measure",
    "rank": "rank",
    "negation": "negation",
    "measure": "measure",
    "comparison": "direction",
    "qualifier": "quantifier",
}


# The rows among cited ones whose cells tell all of a statement, with the years that they are of; none where they don't.
ToldByRows = Callable[[str, Sequence[CitableSentence]], tuple[tuple[CitableSentence, ...], frozenset[int]]]


@dataclass(frozen=True, slots=True)
class Proven:
    """A statement as it is shown, and the sentences that support it."""

    text: str
    sources: tuple[CitableSentence, ...]


class Prover:
    """Judges the statements of one reply against the material that its prompt showed."""

    def __init__(
        self,
        material: Material,
        language: Language,
        facts: Facts,
        years: Sequence[int] = (),
        words: InOtherWords | None = None,
        rows: ToldByRows | None = None,
    ) -> None:
        """`years` are those that the question asks about; none where it names none.

        `words` judges what facts leave open, `rows` what cells of English tables say; without them neither proves.
        """
        self._material = material
        self._language = language
        self._years = set(years)
        self._facts = facts
        self._words = words
        self._rows = rows
        self._said: set[str] = set()
        self._near = Near(tuple(material.numbered.values()))
        self._kept: dict[tuple[str, int, int], Reported] = {}

    def judge(self, draft: Draft) -> tuple[Proven | None, list[Dropped]]:
        """The statement where it is proven; what was dropped of it, each with its reason."""
        named = () if draft.too_many else draft.ids
        cited = [self._material.numbered[name] for name in named if name in self._material.numbered]
        unknown = [name for name in named if name not in self._material.numbered]
        text = _ended(plain(draft.text))
        others = [source for source in self._near.to(text) if source not in cited]
        wrong = self._wrong_as_written(text, [*cited, *others])
        if wrong:
            return None, [self._dropped(draft.text, wrong)]
        sources, why = self._supporting(text, cited) if cited else ((), _unmarked(draft, self._language))
        if not sources and others:  # what the model names only orders what the statement is held against
            sources, _ = self._supporting(text, [*cited, *others])
        if not sources:
            return None, [self._dropped(draft.text, why)]
        self._said.add(_letters(text))
        lost = [self._dropped(f"[{name}]", reason(self._language, DropReason.UNKNOWN_ID)) for name in unknown]
        return Proven(text, sources), lost

    def _wrong_as_written(self, text: str, known: Sequence[CitableSentence]) -> str:
        """What is wrong with a statement before it is compared, in words; empty where nothing is."""
        found: DropReason | None = None
        # The prompt shows the tabs of a table's row as bars.
        if not _letters(text) or not known:
            found = DropReason.UNCITED
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
            if _is_name(quoted):
                continue
            if not any(quoted in source.text or quoted == source.report.metadata.title for source in known):
                return reason(self._language, DropReason.ALTERED_QUOTE, quoted)
        return ""

    def _supporting(self, text: str, known: Sequence[CitableSentence]) -> tuple[tuple[CitableSentence, ...], str]:
        """The cited sentences that support the statement, or none and how it differs from them.

        Those that do so alone; else as few of all as do between them: a citation must not only stand beside another.
        """
        if not any(self.comparable(source) for source in known):
            return self._quoting(text, known)
        text = without_attributions(text).strip()
        support = Support(text, known, self._facts, self._kept)
        told = support.parts
        why = next((self._lacking(text, part) for part in told if not part.by), "")
        if why or not told:
            sources, other_year = self._in_rows(text, known)
            if not sources:
                sources, other_year = self._in_other_words(text, support)
            return sources, other_year or why or disagreement(self._language, (), ())
        misled: frozenset[int] = frozenset()
        for group in self._groups(known, support):
            fit = [source for source in group if not any(self._misleads(text, p.by.get(source.id)) for p in told)]
            if found := _fewest(fit, told):
                return found, ""
            if _fewest(group, told):
                misled = misled or frozenset(y for s in group for p in told for y in p.by.get(s.id, ()))
        if misled:
            return (), self._other_year(misled)
        return (), disagreement(self._language, (), ())

    def _in_rows(self, text: str, known: Sequence[CitableSentence]) -> tuple[tuple[CitableSentence, ...], str]:
        """The cited rows whose cells tell a statement, unless they speak of another year."""
        sources, years = ((), frozenset()) if self._rows is None else self._rows(text, known)
        return ((), self._other_year(years)) if self._misleads(text, years) else (sources, "")

    def _in_other_words(self, text: str, support: Support) -> tuple[tuple[CitableSentence, ...], str]:
        """The cited sentence that tells a statement in other words, unless it speaks of another year."""
        told = support.told_in_other_words(self._words) if self._words is not None else None
        if told is None:
            return (), ""
        years = support.years(told)
        return ((), self._other_year(years)) if self._misleads(text, years) else ((told,), "")

    def _groups(self, known: Sequence[CitableSentence], support: Support) -> list[list[CitableSentence]]:
        """The sentences that may stand together: of one report where the statement doesn't say whose facts it tells."""
        if support.names_a_place():
            return [list(known)]
        reports = dict.fromkeys(source.report.report_id for source in known)
        return [[source for source in known if source.report.report_id == one] for one in reports]

    def _lacking(self, text: str, part: Backed) -> str:
        """Why a part of a statement isn't supported, in words."""
        if part.subjectless:
            return reason(self._language, DropReason.NO_SUBJECT)
        if part.nearest is None or part.report is None:
            return disagreement(self._language, (), [text[part.start : part.end].strip('“”" ，。；,;.')])
        return disagreement(self._language, mismatches_of(text, part.nearest, part.report), ())

    def _quoting(self, text: str, known: Sequence[CitableSentence]) -> tuple[tuple[CitableSentence, ...], str]:
        """The sentences in another language that a statement quotes, unless they speak of another year."""
        quoting = tuple(source for source in known if any(quoted in source.text for quoted in quotations(text)))
        for source in quoting:
            years = frozenset(context_at(source.report, source.start, source.end).years)
            if self._misleads(text, years):
                return (), self._other_year(years)
        return quoting, ""

    def _misleads(self, text: str, years: frozenset[int] | None) -> bool:
        """Whether a statement would be read as of the year asked for while its sources speak of others."""
        return bool(self._years and years and not self._years & years and not find_years(text))

    def _other_year(self, years: frozenset[int]) -> str:
        return reason(self._language, DropReason.OTHER_YEAR, ", ".join(map(str, sorted(years))))

    def comparable(self, source: CitableSentence) -> bool:
        """Whether a cited text is in the question's language; rows of codes are in their report's."""
        return source.report.metadata.language == self._language or is_written_in(source.text, self._language)

    def _dropped(self, text: str, why: str) -> Dropped:
        return Dropped(excerpt(text), why)


def _unmarked(draft: Draft, language: Language) -> str:
    """Why a statement that names no sentence that was given isn't shown, where none of those given says it."""
    if draft.too_many:
        return reason(language, DropReason.TOO_MANY_IDS)
    return reason(language, DropReason.UNKNOWN_ID if draft.ids else DropReason.UNCITED)


def _ended(text: str) -> str:
    """A statement that stands alone ends with a full stop, not with the semicolon of a list."""
    return text[:-1] + ("。" if text[-1] == "；" else ".") if text[-1:] in ("；", ";") else text


def quotations(text: str) -> list[str]:
    """What stands between quotation marks; the stop that closes a quotation is the statement's own."""
    found = ["".join(group or "" for group in match.groups()) for match in _QUOTED.finditer(text)]
    return [quoted.strip().rstrip("，。；,.;") for quoted in found if quoted.strip(" ，。；,.;")]


def _is_quotation(text: str, sources: Sequence[CitableSentence]) -> bool:
    """Whether a statement is nothing but quotations, each of whole clauses: "完成目标" is none of "没有完成目标"."""
    quoted = quotations(text)
    outside = _letters(_QUOTED.sub("", text))
    return not outside and bool(quoted) and all(any(is_whole(words, s.text) for s in sources) for words in quoted)


def _is_name(quoted: str) -> bool:
    """Whether words in quotation marks are a name rather than somebody's words."""
    letters = _letters(quoted)
    return len(letters) <= LONGEST_NAME and not any(map(str.isdigit, letters))


def mismatches_of(text: str, pair: Comparison, report: Report) -> list[Mismatch]:
    """What differs between a statement and a report's fact; what is only left open has no words of either."""
    found: list[Mismatch] = []
    for one in pair.differences:
        claimed, theirs = text[slice(*one.claimed_span)], report.text[slice(*one.found_span)]
        found.append(Mismatch(_KINDS[one.part], claimed, theirs, one.claimed_span, one.found_span, report.report_id))
    told = {one.kind for one in found}
    return found + [Mismatch(_KINDS[part], "", "") for part in dict.fromkeys(pair.open) if _KINDS[part] not in told]


def _fewest(sources: Sequence[CitableSentence], parts: Sequence[Backed]) -> tuple[CitableSentence, ...]:
    """Those of the sources that support every part alone; else as few as do between them; none where they don't."""
    alone = tuple(source for source in sources if all(source.id in part.by for part in parts))
    if alone or not all(any(source.id in part.by for source in sources) for part in parts):
        return alone
    needed = list(sources)
    for source in sources:
        fewer = [other for other in needed if other is not source]
        if all(any(other.id in part.by for other in fewer) for part in parts):
            needed = fewer
    return tuple(needed)


def is_written_in(text: str, language: str) -> bool:
    """Whether a text is in a language, `zh` or `en`, as far as its letters outside quotation marks tell."""
    share = han_share(_QUOTED.sub("", text))
    if share is None:
        return True
    return share >= LEAST_HAN if language == "zh" else share <= MOST_HAN


def _letters(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())
