"""Which cited sentence supports which part of a statement: each stated fact by the facts of one sentence.

The statement is read as a claim, once for the report of each cited sentence, and compared with what that sentence
alone says. Sentences are never pooled into one fact: a part holds where one of them holds it.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from assistant.generation.prompt import CitableSentence
from assistant.llm.disarming import for_prompt, plain
from assistant.verification.claims import judge_claim
from assistant.verification.comparing import Comparison
from assistant.verification.frames import framed_by, frames_of, names_all
from assistant.verification.in_other_words import InOtherWords
from assistant.verification.judgement import JudgedStatement
from assistant.verification.report_wording import supported_in_report_words
from assistant.verification.reported import Reported
from index.facts.cutting import clauses_of
from index.facts.english_words import blanked, words
from index.facts.fact import Context, Fact
from index.facts.items import Folder
from index.facts.reports import context_at
from index.facts.tokens import tokenise
from index.patterns import regex
from index.report import Report
from index.text.places import find_regions
from index.text.regions import NATION
from index.text.script import han_share

Facts = Callable[[Report], Reported]
Span = tuple[int, int]

# Between clauses. A comma between digits is none, nor is 、, behind which what stands before it still holds.
_CLAUSE_STARTS = regex(r"(?:^|[，。；：！？\t“”()（）]|[,;:.!?]\s)\s*$")
_CLAUSE_ENDS = regex(r"\s*(?:$|[，。；：！？\t“”()（）]|[,;:.!?](?:\s|$))")
# Where a clause begins or ends that no other one limits. Behind a comma only what adds to it may follow.
_FREE_START = regex(r"(?:^|[;.!?]\s)\s*$")
_FREE_END = regex(
    r"\s*(?:$|[;.!?](?:\s|$)|,\s(?!(?:and|or|but|yet)?\s*(?:except|unless|if|provided|providing|excluding|excepting|other\s+than"
    r"|apart\s+from|save|only|though|although|while|whereas|until|subject\s+to|assuming|not|never|according|as)\b))",
    re.IGNORECASE,
)
_BREAK = regex(r"[，；。：！？,;!?]")
_BRACKETED = regex(r"[（(\[【]([^（()）\[\]【】]+)[)）\]】]")
_BAR = regex(r"\s*[|\t]\s*")
FEWEST_OPENING = 8  # letters and digits of a Chinese statement that is compared as it stands
LEAST_QUOTED = 4  # letters and digits; fewer say nothing
# Of a statement's letters: with fewer it is read as English, whose clauses are compared letter for letter.
LEAST_HAN = 0.2


@dataclass(frozen=True, slots=True)
class Backed:
    """A part `[start, end)` of a statement, and by the id of each sentence that supports it the years it speaks of.

    Where none does, `nearest` is the comparison that comes nearest, and `subjectless` says that the part has a figure
    but not of what.
    """

    start: int
    end: int
    by: dict[str, frozenset[int]]
    nearest: Comparison | None = None
    report: Report | None = None
    subjectless: bool = False


class Support:
    """The parts of one statement, each with the cited sentences that support it."""

    def __init__(
        self,
        text: str,
        sources: Sequence[CitableSentence],
        facts: Facts,
        kept: dict[tuple[str, int, int], Reported] | None = None,
    ) -> None:
        """`kept` holds what sentences say from one statement to the next."""
        self._text = text
        share = han_share(text)
        self._english = share is not None and share < LEAST_HAN
        self._sources = sources
        self._reported = {source.report.report_id: facts(source.report) for source in sources}
        kept = {} if kept is None else kept
        self._cited = {source.id: self._within(source, kept) for source in sources}
        self.parts = self._parts()

    def _within(self, source: CitableSentence, kept: dict[tuple[str, int, int], Reported]) -> Reported:
        key = (source.report.report_id, source.start, source.end)
        if key not in kept:
            kept[key] = self._reported[source.report.report_id].within(source.start, source.end)
        return kept[key]

    def _parts(self) -> list[Backed]:
        whole = [source for source in self._sources if self._is_word_for_word(source)]
        if whole:
            return [Backed(0, len(self._text), {source.id: self.years(source) for source in whole})]
        judged = {
            id(one.reported): one.judgement.statements
            for one in judge_claim(self._text, list(self._cited.values()), unread=False)
        }
        statements = {source.id: judged[id(self._cited[source.id])] for source in self._sources}
        spans = _merged((one.start, one.end) for each in statements.values() for one in each)
        parts = [self._backed(span, statements) for span in spans]
        unread = self._unread_english(spans) if self._english else self._unread(spans)
        return sorted([*parts, *unread], key=lambda part: part.start)

    def _is_word_for_word(self, source: CitableSentence) -> bool:
        """Whether the statement is the whole sentence, as it stands or as the prompt shows it.

        Its clauses from the first on are enough, or from a semicolon on; of a Chinese one words that only join a figure
        to what it is of may differ (达到, 为; 较, 比; 提高, 上升).
        """
        mine = _line(self._text)
        shown = (_line(source.text), _line(plain(source.text)), _line(plain(for_prompt(source.text))))
        if mine in shown:
            return True
        if self._english:
            return stands_free(mine, source.text)
        return opens_with(source.text, mine)

    def _backed(self, span: Span, statements: dict[str, tuple[JudgedStatement, ...]]) -> Backed:
        """A part that was read as facts: a sentence supports it where it holds all that it was read as."""
        by: dict[str, frozenset[int]] = {}
        near: list[tuple[tuple[bool, int], Comparison, Report]] = []
        for source in self._sources:
            own = [one for one in statements[source.id] if span[0] <= one.start and one.end <= span[1]]
            if self._english and self._cited[source.id].is_chinese:
                continue  # across languages only what is quoted passes
            if not own or not self._may_speak(source, span):
                continue
            if all(one.outcome == "supported" and self._tells_the_frame(source, one) for one in own):
                by[source.id] = frozenset(year for one in own for pair in one.comparisons for year in _years(pair))
            for one in own:
                if one.outcome != "supported":
                    near += [(_distance(pair), pair, source.report) for pair in one.comparisons if _differs(pair)]
        if by or not near:
            return Backed(*span, by)
        _, nearest, report = min(near, key=lambda entry: entry[0])
        return Backed(*span, by, nearest, report)

    def _tells_the_frame(self, source: CitableSentence, one: JudgedStatement) -> bool:
        """Whether the statement says what limits the clauses that support a part of it."""
        for pair in one.comparisons:
            if pair.computed is None:
                start, end = pair.found.start - source.start, pair.found.end - source.start
                if not names_all(self._text, framed_by(source.text, start, end)):
                    return False
        return True

    def _unread(self, spans: Sequence[Span]) -> Iterator[Backed]:
        """Clauses that were read as no fact and say more than a time: they must stand in a sentence letter for letter.

        One with a figure never does: a figure without what it is of is nobody's.
        """
        text = self._text
        for start, end in _clauses(text):
            inside = [span for span in spans if span[0] < end and start < span[1]]
            figures = [token for token in tokenise(text[start:end]) if token.kind == "figure"]
            bare = [one for one in figures if not any(a <= start + one.start < b for a, b in inside)]
            if bare:
                yield Backed(start, end, {}, subjectless=True)
            elif not inside and self._says(text[start:end]):
                yield self._standing(start, end)
        for match in _BRACKETED.finditer(text):
            if not any(match.start() < a and b <= match.end() for a, b in spans) and self._says(match[1]):
                by: dict[str, frozenset[int]] = {s.id: frozenset() for s in self._sources if match[0] in s.text}
                yield Backed(match.start(1), match.end(1), by)

    def _unread_english(self, spans: Sequence[Span]) -> Iterator[Backed]:
        """Stretches of an English statement that are in no fact and say more than a time."""
        names = tuple(self._names())
        lost = [
            word
            for word in words(blanked(self._text, names), Context(names=names))
            if word.kind in ("word", "figure")
            and not word.has("conj", "drop", "article", "own", "relative", "pronoun")
            and not any(start <= word.start and word.end <= end for start, end in spans)
        ]
        for word in lost:
            yield Backed(word.start, word.end, {}, subjectless=word.kind == "figure")

    def _says(self, clause: str) -> bool:
        """Whether anything is left of a clause without times, light words and the names of the reports' places."""
        for name in sorted(self._names(), key=len, reverse=True):
            clause = clause.replace(name, " " * len(name))
        return any(Folder(tokens).fold() for tokens in clauses_of(tokenise(clause)))

    def _standing(self, start: int, end: int) -> Backed:
        words = self._text[start:end].strip(" “”\"'‘’")
        by: dict[str, frozenset[int]] = {
            one.id: frozenset()
            for one in self._sources
            if is_whole(words, one.text)
            and names_all(self._text, framed_by(one.text, one.text.find(words), one.text.find(words) + len(words)))
        }
        return Backed(start, end, by)

    def _names(self) -> set[str]:
        return {name for one in self._reported.values() for name in one.names if len(name) > 1}

    def _may_speak(self, source: CitableSentence, span: Span) -> bool:
        """Whether a part is not of another report's place: the nearest clause that names one tells.

        A place in the part's own clause is the comparison's business.
        """
        own = self._reported[source.report.report_id]
        mentions = [(start, end, region) for start, end, region in find_regions(self._text) if region != NATION]
        for one in self._reported.values():
            for name in one.names:
                if len(name) > 1:
                    mentions += [(m.start(), m.end(), name) for m in re.finditer(re.escape(name), self._text)]
        clause = _clause_start(self._text, span[0])
        before = [mention for mention in mentions if mention[0] < span[1]]
        if not before or any(start >= clause for start, _, _ in before):
            return True
        nearest = _clause_start(self._text, max(start for start, _, _ in before))
        mine = {*own.names, own.region}
        return any(named in mine for start, _, named in before if start >= nearest)

    def names_a_place(self) -> bool:
        """Whether the statement says whose facts it tells."""
        named = any(region != NATION for _, _, region in find_regions(self._text))
        return named or any(name in self._text for name in self._names())

    def told_in_other_words(self, words: InOtherWords) -> CitableSentence | None:
        """The cited sentence that tells all of the statement in report words or by the judge; None where none does."""
        speaking = [
            source
            for source in self._sources
            if self._may_speak(source, (0, len(self._text))) and names_all(self._text, frames_of(source.text))
        ]
        for source in [] if self._english else speaking:
            if supported_in_report_words(self._text, [self._cited[source.id]]) is not None:
                return source
        for reported in dict.fromkeys(self._reported[source.report.report_id] for source in speaking):
            own = [source for source in speaking if self._reported[source.report.report_id] is reported]
            cited = reported.telling([(source.start, source.end) for source in own])
            told = words.told(self._text, judge_claim(self._text, [cited]), [cited])
            if told is not None:
                return next(source for source in own if source.start <= told.start and told.end <= source.end)
        return None

    def years(self, source: CitableSentence) -> frozenset[int]:
        """The years that a sentence speaks of; its place's where its facts name none."""
        told = frozenset(year for fact in self._cited[source.id].facts for year in _period(fact))
        return told or frozenset(context_at(source.report, source.start, source.end).years)


def is_whole(words: str, text: str) -> bool:
    """Whether words stand in a text from the start of a clause to the end of one."""
    at = text.find(words)
    while at >= 0:
        if _CLAUSE_STARTS.search(text[:at]) and _CLAUSE_ENDS.match(text, at + len(words)):
            return sum(map(str.isalnum, words)) >= LEAST_QUOTED
        at = text.find(words, at + 1)
    return False


_SAME_JOINTS = (
    (regex(r"\s"), ""),
    (regex("达到|达|为|是"), ""),
    (regex("同比|较上年(?!末)|比去年(?!末)|较去年(?!末)"), "比上年"),
    (regex("较"), "比"),
    (regex("提高|上升|增加|增长|提升"), "升"),
    (regex("下降|减少|降低|回落"), "降"),
    (regex("％"), "%"),
)
_CHINESE_START = regex(r"(?:^|[；。])$")
_CHINESE_END = regex("(?:$|[。；，])(?!(?:但|不过|然而|除|不含|剔除|扣除|其中|或|如))")


def opens_with(text: str, words: str) -> bool:
    """Whether a Chinese sentence opens with words, or a part of it behind a semicolon does, joints aside."""
    for pattern, joint in _SAME_JOINTS:
        text, words = pattern.sub(joint, text), pattern.sub(joint, words)
    words = words.rstrip("。；，.;,")
    at = text.find(words)
    while at >= 0 and sum(map(str.isalnum, words)) >= FEWEST_OPENING:
        if _CHINESE_START.search(text[:at]) and _CHINESE_END.match(text, at + len(words)):
            return True
        at = text.find(words, at + 1)
    return False


def stands_free(words: str, text: str) -> bool:
    """Whether words stand in a text as whole clauses that nothing before or behind them limits.

    "sales fell" is not what "Outside Europe, sales fell" says, nor what "sales fell, except in Europe" does.
    """
    at = text.find(words)
    while at >= 0:
        if _FREE_START.search(text[:at]) and _FREE_END.match(text, at + len(words)):
            return sum(map(str.isalnum, words)) >= LEAST_QUOTED
        at = text.find(words, at + 1)
    return False


def _line(text: str) -> str:
    """A sentence or row as one line, a row's cells between bars, without the stop at its end."""
    return " ".join(_BAR.sub("|", text).split()).rstrip("。.；; ")


def _clauses(text: str) -> Iterator[Span]:
    """Clauses outside brackets, marks left out; a comma or stop between digits ends none."""
    flat = _BRACKETED.sub(lambda match: " " * len(match[0]), text)
    start = 0
    for match in _BREAK.finditer(flat):
        inside = match[0] in ",:" and flat[match.end() : match.end() + 1].isdigit()
        if not inside:
            yield start, match.start()
            start = match.end()
    yield start, len(text)


def _clause_start(text: str, at: int) -> int:
    return max((match.end() for match in _BREAK.finditer(text, 0, at)), default=0)


def _merged(spans: Iterator[Span]) -> list[Span]:
    """Spans in order, those that overlap as one."""
    found: list[Span] = []
    for start, end in sorted(set(spans)):
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def _years(pair: Comparison) -> frozenset[int]:
    facts = (pair.found,) if pair.computed is None else pair.computed.operands
    return frozenset(year for fact in facts for year in _period(fact))


def _period(fact: Fact) -> range:
    return range(0) if fact.period is None else range(fact.period.first, fact.period.last + 1)


def _differs(pair: Comparison) -> bool:
    return bool(pair.differences or pair.open)


def _distance(pair: Comparison) -> tuple[bool, int]:
    return not pair.differences, len(pair.differences) + len(pair.open)
