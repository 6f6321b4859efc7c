"""What a term means by the reports' own words: the entry of a glossary at the end, else a sentence that defines it.

The whole term must be what is defined. Words of the question beside it (横琴的“四新”产业) must stand in the entry, else
the entry is of something else.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.answering.asking_words import pattern
from assistant.answering.excerpts import asked_of, nearest
from assistant.answering.focus import focus_of, is_english, plain
from assistant.answering.naming import names, sentence_around, trimmed
from assistant.answering.need import folded
from assistant.answering.needed import read_needs
from assistant.answering.occurrences import occurrences
from assistant.answering.reply import Line, Quote, Reply
from assistant.query.understanding import Understanding
from index.patterns import regex
from index.report import Report
from index.text.regions import NATION
from index.text.script import has_han

_GLOSSARY = regex(
    r"名词解释|名词注释|名词说明|用语解释|术语解释|^注释$|^释义$|\bglossary\b|\bdefinitions\b", re.IGNORECASE
)
_ENTRY = regex(r"(?:[（(]?\d{1,3}[）)]?[.．、]?\s*|[①-⑳]\s*)?(?P<head>[^：:\n]{1,60}?)\s*[：:](?P<text>.+)")
_HEAD_LONGEST = 40
_QUOTED_PART = regex(r"[“\"]([^”\"]+)[”\"]")
# What a head may have beyond the term, and the term beyond the head: it names the same thing.
_LIGHT = f"(?:{pattern('beside_term').pattern})"
_DEFINES = regex(
    r"[”\"」]?(?:[（(][^（）()\n]{1,30}[)）])?(?:，)?(?:就?是指|指的是|是一种|，即|，就是指|即指|指(?![导出向明示数挥标引定望南]))"
)
_EXPANDS = regex(r"[”\"」]?[（(](?P<inside>即[^（）()\n]{2,}|指[^（）()\n]{3,}|[^（）()\n]*、[^（）()\n]*)[)）]")
_OPENS = regex(r"(?:^|[，。；：、\n“\"「（(]|所谓|这里的|本报告所称)$")
_ENGLISH = (
    regex(
        r"\bwhat (?:is|are|was|were)\s+(?:meant by\s+)?(?P<term>.+?)\s*(?:\b(?:according to|in) the\b.*)?[?]?$", re.I
    ),
    regex(r"\bmeant? by\s+(?P<term>.+?)\s*[?]?$", re.I),
    # What somebody means "when" they say so, or "by" a term, is no meaning of theirs.
    regex(
        r"\bwhat (?:does|do)\s+(?P<term>.+?)\s+(?:mean|stand for|refer to)\b(?!\s+(?:when|by|that|in saying)\b).*$",
        re.I,
    ),
    regex(r"\bdefin(?:e|ition of)\s+(?P<term>.+?)\s*[?.]?$", re.I),
)
_ENGLISH_DEFINES = (
    r"[”\"’']?(?:\s*\([^()\n]{1,40}\))?\s+(?:means|refers to|is defined as|are defined as|denotes|stands for)\b"
)
# "An APG is a near-term result that …" opens a sentence.
_IS_A = re.compile(r"[”\"’']?(?:\s*\([^()\n]{1,40}\))?\s+(?:is|are)\s+(?:an?|the|any|one of)\s", re.IGNORECASE)
_OPENS_SENTENCE = re.compile(r"(?:^|[.!?:;•\n]\s*)(?:an?\s+|the\s+)?[“\"‘']?$", re.IGNORECASE)
# "… a circular economy, which minimizes extraction": what it does or is, told in passing of the thing itself.
_TOLD_BEHIND = re.compile(
    r"[”\"’']?(?:\s*\([^()\n]{1,40}\))?(?:,| –| —|—)\s*(?:which|i\.e\.,?) "
    r"(?:(?:is|are) (?!expected|subject|not)|(?!is |was |has |does )[a-z]+(?<!s)s )"
    r"|[”\"’']?,\s+an? [a-z-]+ (?:[a-z-]+ ){0,3}(?:that|which|of|for|to|used|designed)\b",
    re.IGNORECASE,
)
_MEANS_BY_IT = re.compile(r"[”\"’']?\s{1,2}(?:This|That|It|In other words, (?:this|it)) means\b")
# 以甲和乙为代表的“丙”, 甲、乙和丙“三类”; “丁”5座，其中…
_PARTS_BEFORE = regex("以.+为(?:代表|主体|核心|重点|支撑)的?$|(?:、|和|与|及)[^，。；：、的]{1,20}$")
_PARTS_BEHIND = regex('[”"」]?[^，。；]{0,10}[，：]?(?:其中|包括|包含|即|由.{1,30}(?:组成|构成))')
_MOST_REPORTS = 4
_BARE_LEAST = 3
_SHARE_OF_HEAD = 0.5
# Which report is meant is no word of the term: 那份报告里的…, 县报告里写要探索…，….
_IN_A_REPORT = regex(
    "^[^，,。？?“”]*报告(?:[^，,。？?“”]*[，,]|[里中上]的?)(?=[^，,。？?])|(?<=[^，,。？?])[，,？?][^，,。？?“”]*报告[^，,。？?“”]*[？?]?$"
)
_HOLDS_WHAT = regex('[”"」](?:都|具体|分别|主要)*(?:包括|包含|是指|指的?是|指|有|是)(?:了|的)?(?:哪|什么)')


@dataclass(frozen=True, slots=True)
class GlossaryEntry:
    """An entry of a glossary: its heading and where it stands, without its number."""

    report: Report
    head: str
    start: int
    end: int

    @property
    def quote(self) -> Quote:
        """The entry, letter for letter."""
        return Quote(self.report, self.start, self.end)

    @property
    def text(self) -> str:
        """What stands in it."""
        return self.report.text[self.start : self.end]


def definitions(understanding: Understanding, reports: Sequence[Report]) -> Reply | None:
    """What the term asked for means, a line a report that says so; None where none does or the term isn't plain."""
    several = () if is_english(understanding.question) else focus_of(understanding, "frame_definition").quoted
    if len(several) > 1:
        return _each_defined(several, reports)
    choices = _terms(understanding)
    for term, beside in choices:
        found = [
            quote
            for report in reports
            if (
                quote := _from_glossary(report, term, beside)
                or _from_sentence(report, term, beside)
                or _long_form(report, term, beside)
            )
            is not None
        ]
        if 0 < len(found) <= _MOST_REPORTS:
            return Reply(lines=_lines(found))
        if found:
            return Reply(related=tuple(found[:_MOST_REPORTS]))
    return _only_sentence(understanding, choices[-1][0], reports) if choices else None


def defined_in_glossary(understanding: Understanding, reports: Sequence[Report]) -> Reply | None:
    """The entry whose heading stands whole in the question, the longest such; for questions of what something means.

    Whatever words ask for the meaning (怎么个意思, 搞的什么东西), the report's own heading tells the term.
    """
    if is_english(understanding.question):
        return None
    question = understanding.question
    held: dict[int, list[Quote]] = {}
    for report in reports:
        named = [(max(map(len, _held(entry.head, question)), default=0), entry) for entry in glossary(report)]
        longest = max((length for length, _ in named), default=0)
        entries = [entry for length, entry in named if length == longest] if longest else []
        if len(entries) == 1:
            held.setdefault(longest, []).append(entries[0].quote)
    found = held[max(held)] if held else []
    if 0 < len(found) <= _MOST_REPORTS:
        return Reply(lines=_lines(found))
    return Reply(related=tuple(found[:_MOST_REPORTS])) if found else None


def members_in_glossary(understanding: Understanding, reports: Sequence[Report]) -> Reply | None:
    """The entry of a term in quotation marks of which a question asks what it holds: “九小场所”都包括哪些地方."""
    asks = _HOLDS_WHAT.search(understanding.question) is not None
    return defined_in_glossary(understanding, reports) if asks else None


def _held(head: str, question: str) -> list[str]:
    """Which of the names in an entry's heading a question holds; a short one only in quotation marks, since it may be
    part of another word."""
    names = {head, *_QUOTED_PART.findall(head), *re.split(r"[、/]|(?<=”)(?=“)", head)}
    marked = {plain(part) for part in _QUOTED_PART.findall(question)}
    told = plain(question)
    return [name for name in map(plain, names) if name in marked or (len(name) >= _BARE_LEAST and name in told)]


def _each_defined(terms: Sequence[str], reports: Sequence[Report]) -> Reply | None:
    """What each of several terms means, by one report, the nation's newest first; None elsewhere."""
    newest = sorted(reports, key=lambda one: (one.metadata.region == NATION, one.metadata.year or 0), reverse=True)
    for report in newest:
        found = [_from_glossary(report, term, ()) or _from_sentence(report, term, ()) for term in terms]
        quotes = [quote for quote in found if quote is not None]
        if len(quotes) == len(terms):
            return Reply(lines=tuple(Line(quote.text, (quote,)) for quote in dict.fromkeys(quotes)))
    return None


def _only_sentence(understanding: Understanding, term: str, reports: Sequence[Report]) -> Reply | None:
    """The clauses that have the term, where one sentence of the reports asked has it and the question's other words."""
    needs = read_needs(understanding, reports)
    alone = re.compile(re.escape(folded(term)))
    for part in asked_of(understanding, reports):
        one = nearest(needs, part, understanding, alone=alone)
        if one is not None and (at := alone.search(folded(one.text_around))) and _makes_up(one.text_around, *at.span()):
            quote = trimmed(one.report, one.start, one.end)
            return Reply(lines=(Line(quote.text, (quote,)),))
    return None


def glossary(report: Report) -> Iterator[GlossaryEntry]:
    """The entries of a report's glossaries, in order."""
    for section in report.sections[1:]:
        if not _GLOSSARY.search(report.heading(section)):
            continue
        for line in re.finditer(r"[^\n]+", report.text[section.heading_end : section.end]):
            match = _ENTRY.match(line[0])
            if match is None or len(match["head"]) > _HEAD_LONGEST:
                continue
            start = section.heading_end + line.start() + match.start("head")
            entry = trimmed(report, start, section.heading_end + line.end())
            yield GlossaryEntry(report, match["head"], entry.start, entry.end)


def _terms(understanding: Understanding) -> list[tuple[str, tuple[str, ...]]]:
    """The terms that may be asked for, whole first, each with the words of the question beside it."""
    question = understanding.question
    if is_english(question):
        return _english_terms(question)
    left = focus_of(replace(understanding, question=_IN_A_REPORT.sub("", question)), "frame_definition")
    if not left.pieces or len(left.quoted) > 1:
        return []
    found: list[tuple[str, tuple[str, ...]]] = []
    holder = [piece for piece in left.pieces if not left.quoted or plain(left.quoted[0]) in plain(piece)]
    if len(holder) != 1 or (len(left.pieces) > 1 and not left.quoted):
        return []
    rest = tuple(piece for piece in left.pieces if piece != holder[0])
    found.append((holder[0], rest))
    for cut in re.finditer("的", holder[0]):
        found.append((holder[0][cut.end() :], (*rest, holder[0][: cut.start()])))
    if left.quoted:
        around = plain(holder[0]).replace(plain(left.quoted[0]), " ").split()
        found.append((left.quoted[0], (*rest, *(re.sub(rf"的|^{_LIGHT}$", "", each) for each in around))))
    return [(term, tuple(filter(None, beside))) for term, beside in found if len(plain(term)) > 1]


def _english_terms(question: str) -> list[tuple[str, tuple[str, ...]]]:
    quoted = re.findall(r"[“\"]([^”\"]+)[”\"]", question)
    chinese = re.findall(r"[（(]?([\u4e00-\u9fff][\u4e00-\u9fff“”、+\w]*)[)）]?", question)
    if len(quoted) == 1 or len(chinese) == 1:
        return [((quoted or chinese)[0], ())]
    if quoted or chinese:
        return []
    match = next((match for pattern in _ENGLISH if (match := pattern.search(question))), None)
    return [(re.sub(r"^(?:the|a|an)\s+", "", match["term"], flags=re.I), ())] if match else []


def _makes_up(sentence: str, start: int, end: int) -> bool:
    """Whether a sentence says what a term is made up of, right before or behind it: 甲、乙、丙“三支队伍”."""
    clause = re.split("[，。；：]", sentence[:start])[-1].rstrip('“"「')
    return _PARTS_BEFORE.search(clause) is not None or _PARTS_BEHIND.match(sentence, end) is not None


def _from_glossary(report: Report, term: str, beside: tuple[str, ...]) -> Quote | None:
    entries = [entry for entry in glossary(report) if all(occurrences(entry.text, word) for word in beside)]
    equal = [entry for entry in entries if is_head(entry.head, term)]
    if equal:
        return equal[0].quote
    named = [entry for entry in entries if _names(entry, term)]
    return named[0].quote if len(named) == 1 else None


def is_head(head: str, term: str) -> bool:
    """Whether an entry's heading is the term, or the term one of the several that it explains."""
    wanted = plain(term)
    if any(plain(each) == wanted for each in (head, *re.split(r"[、/]|(?<=”)(?=“)", head))):
        return True
    longer, shorter = sorted((plain(head), wanted), key=len, reverse=True)
    return longer.startswith(shorter) and re.fullmatch(_LIGHT, longer[len(shorter) :]) is not None


def _names(entry: GlossaryEntry, term: str) -> bool:
    """Whether a longer heading has the term as its own quoted name, or most of it; or the term the whole heading."""
    head, wanted = plain(entry.head), plain(term)
    if head in wanted and len(head) > 2:
        return all(occurrences(entry.text, word) for word in wanted.replace(head, " ").split())
    if wanted not in head:
        return False
    if any(plain(part) == wanted for part in _QUOTED_PART.findall(entry.head)):
        return True
    own_name = any(plain(part) in wanted for part in _QUOTED_PART.findall(entry.head))
    return len(wanted) >= 4 and (own_name or len(wanted) > _SHARE_OF_HEAD * len(head))


def _from_sentence(report: Report, term: str, beside: tuple[str, ...]) -> Quote | None:
    """The first place where the text itself says what the term is."""
    text = report.text
    for start, end in occurrences(text, term):
        if not has_han(term):
            if re.compile(_ENGLISH_DEFINES, re.I).match(text, end):
                return sentence_around(report, start, end)
            if _IS_A.match(text, end) and _OPENS_SENTENCE.search(text[max(0, start - 12) : start]):
                return sentence_around(report, start, end)
            if _TOLD_BEHIND.match(text, end):
                return sentence_around(report, start, end)
            if not re.search(r"[A-Za-z]{3}", term) or report.metadata.language == "en":
                continue
        if not _OPENS.search(text[max(0, start - 6) : start]):
            continue
        if _DEFINES.match(text, end) or _EXPANDS.match(text, end):
            quote = _clause(report, start, end)
            if all(occurrences(sentence_around(report, start, end).text, word) for word in beside):
                return quote
    return None if has_han(term) else _meant_by_the_next(report, term)


def _meant_by_the_next(report: Report, term: str) -> Quote | None:
    """A sentence with the term and the next, where that opens with what it means: This means everyone is ….."""
    text = report.text
    for start, end in occurrences(text, term):
        own = sentence_around(report, start, end)
        behind = _MEANS_BY_IT.match(text, own.end)
        if behind is not None:
            return Quote(report, own.start, sentence_around(report, behind.end(), behind.end() + 1).end)
    return None


def _long_form(report: Report, term: str, beside: tuple[str, ...]) -> Quote | None:
    """The name that a short form stands for, in front of it or in brackets behind: 多功能自由贸易账户（EF账户）."""
    if not re.search("[A-Za-z]{2}", term):
        return None
    if (whole := _spelt_out(report, term)) is not None:
        return whole
    wanted = re.escape(plain(re.sub("账户|单位|协定|模式|机制|项目$", "", term)))
    short = rf"{wanted}[\u4e00-\u9fff]{{0,4}}"
    spelt = rf"[\u4e00-\u9fff“”]{{3,30}}[（(]{short}[)）]|(?<![A-Za-z]){short}[（(][\u4e00-\u9fff“”]{{4,30}}[)）]"
    for match in re.finditer(spelt, report.text, re.IGNORECASE):
        around = sentence_around(report, match.start(), match.end()).text
        if all(occurrences(around, word) for word in beside):
            return Quote(report, match.start(), match.end())
    return None


def _spelt_out(report: Report, term: str) -> Quote | None:
    """The words in front of brackets with an English short form, where their initials are it: … Goal (APG)."""
    if not re.fullmatch(r"[A-Z][A-Z&]+s?", term):
        return None
    letters = term.rstrip("s").lower()
    for match in re.finditer(rf"[(]{re.escape(term.rstrip('s'))}s?[)]", report.text):
        before = report.text[max(0, match.start() - 120) : match.start()]
        words = list(re.finditer(r"[A-Za-z][A-Za-z’']*", before))
        for first in range(len(words) - len(letters), max(-1, len(words) - 2 * len(letters) - 1), -1):
            named = [word[0] for word in words[max(0, first) :]]
            telling = [word for word in named if word[0].isupper() or word.lower() not in _LINKS]
            initials = {"".join(word[0] for word in each).lower() for each in (named, telling)}
            if first >= 0 and letters in initials and named[0][0].isupper():
                start = match.start() - len(before) + words[first].start()
                return Quote(report, start, match.end())
    return None


_LINKS = frozenset({"of", "and", "the", "for", "to", "in", "on"})


def _clause(report: Report, start: int, end: int) -> Quote:
    """From the term, with its quotation mark, to the next semicolon or the sentence's end."""
    sentence = sentence_around(report, start, end)
    first = start - 1 if start > 0 and report.text[start - 1] in '“"「' else start
    stop = report.text.find("；", end, sentence.end)
    return trimmed(report, first, sentence.end if stop < 0 else stop)


def _lines(found: Sequence[Quote]) -> tuple[Line, ...]:
    if len(found) == 1:
        return (Line(found[0].text, (found[0],)),)
    named = zip(names([quote.report for quote in found]), found, strict=True)
    return tuple(Line(f"{name}：{quote.text}", (quote,), (quote.text,)) for name, quote in named)
