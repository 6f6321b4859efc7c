"""The shortest exact quote that answers, inside a sentence or over the next ones: candidates and their features."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from math import log

from assistant.query.kinds import ASKING_WORD, GIVES_REASON, asks
from assistant.reader.candidates import Candidate, Weighed
from assistant.reader.score import Features
from assistant.reader.terms import Topic
from index.lexicon.loading import any_of, words
from index.patterns import regex
from index.report import Report
from index.text.numerals import plain
from index.text.quantities import find_quantities
from index.text.sentences import split_sentences

LONGEST = 400  # characters of a quote: what three citations together may show
FOLLOWING = 4  # sentences after the first that an answer may run over
MOST_CUTS = 14  # with more clauses than this, enumerations are not cut at their 、
MOST_CLAUSES = 12

COPULAS = "是为达于指即叫"
# A comma between digits that three digits follow groups them: 1,234,567.
_COMMA = r"，|,(?!(?<=\d,)\d{3}(?!\d))"
CUT = regex(rf"[；;：:。！？!?、\t]|{_COMMA}|(?<=[{COPULAS}])")
STRONG_CUT = regex(rf"[；;：:。！？!?\t]|{_COMMA}")
STOPS = "，,；;：:。！？!?\t"
# A comma inside a figure stands between digits: "65.5%，年" is none.
_DIGITS = r"(?:\d+(?:[.,．，]\d+)*|[〇一二三四五六七八九十百千两几数])"
QUANTITY = regex(
    rf"(?:约|近|超过?|达|逾|至少|不超过|不低于|不少于)?{_DIGITS}+[多余]?(?:个|万|亿|美|欧|港|日|人民币)*"
    rf"(?:{any_of(words('unit_lists', 'span'))})?(?:左右|以上|以下|以内|余)?"
)
_DATE_DIGITS = r"[\d０-９〇一二三四五六七八九十]"
DATE_SPAN = regex(
    rf"(?:公元前?)?{_DATE_DIGITS}{{1,4}}(?:年代?|月|日|世纪)(?:{_DATE_DIGITS}{{1,3}}[月日])*(?:初|末|底|中旬|上旬|下旬)?"
    rf"(?:[至到—－～-])?(?:{_DATE_DIGITS}{{1,4}}[年月日])*"
)
_NUMERAL = regex(r"[\d〇一二三四五六七八九十两百千万]")
# "多少亿元" states the unit of its answer; a share or a growth is answered by a per cent.
_ASKED_UNIT = regex(rf"(?:多少|几)(?:个)?([万亿]*(?:{any_of(words('unit_lists', 'asked'))}))")
_ASKS_SHARE = regex(
    r"增长|增速|提高|下降|降低|比例|比重|占比|百分|率|幅度|几成|percent|share|rate|growth|grow|increase", re.I
)
# A Han numeral alone is part of a word (二氧化硫); with a unit it counts.
_COUNTS = regex(r"\d|[〇一二三四五六七八九十两百千万][^〇一二三四五六七八九十两百千万]")
QUOTED = regex(r"[“\"《「『]([^”\"》」』]{1,30})[”\"》」』]")
_OPENING = '“"《「『'
_UNIT = regex(r"[A-Za-z]+|\d+(?:[.,]\d+)*|\w")


@dataclass(frozen=True, slots=True)
class AnswerSpan:
    """`[start, end)` of the report's text, from inside a sentence; `following` sentences after it are inside whole."""

    start: int
    end: int
    following: int = 0


class QuestionSlot:
    """Where the answer of a question goes: the words before and after the asking word, and what it asks for."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.letters = frozenset(letter for letter in text if letter.isalnum())
        self.asks = asks(text)
        places = list(ASKING_WORD.finditer(text))
        unit = _ASKED_UNIT.search(text)
        self.unit = unit[1] if unit else ""
        self.asks_share = _ASKS_SHARE.search(text) is not None
        self.left = text[: places[-1].start()] if places else ""
        self.right = text[places[-1].end() :].strip("？? ") if places else ""


class SpanReader:
    """The spans of one candidate sentence, with their features."""

    def __init__(self, weighed: Weighed, question: QuestionSlot, topic: Topic, gap: float, place: int) -> None:
        self._candidate: Candidate = weighed.candidate
        self._own = topic.share(weighed.own)
        self._question = question
        self._topic = topic
        self._gap = gap  # how far below the best sentence this one scored, 0 or less
        self._place = place
        self._sentence = self._candidate.sentence
        self._text = self._candidate.text
        # Figures in plain digits, in as many characters.
        self._plain = plain(self._text)
        self._figures = frozenset(_figures(self._plain))
        self._amounts = [(one.start, one.end) for one in find_quantities(self._text)]

    @property
    def report(self) -> Report:
        """The report that the sentence stands in."""
        return self._candidate.report

    def quote_bounds(self, span: AnswerSpan) -> tuple[int, int]:
        """From the start of the sentence to the end of the last one that the span reaches into."""
        return self._sentence.start, self.following[span.following - 1] if span.following else self._sentence.end

    def is_whole(self, span: AnswerSpan) -> bool:
        """Whether a span is the sentence, alone or with those that follow it."""
        return span.start == self._sentence.start and span.end >= self._sentence.end

    @cached_property
    def following(self) -> list[int]:
        """Where the next sentences of the section end, as far as a quote may reach and no blank line parts them."""
        report, sentence = self._candidate.report, self._sentence
        _, limit = report.own_span(report.section_at(sentence.start))
        ends: list[int] = []
        before = sentence.end
        for after in split_sentences(report.text, sentence.end, min(limit, sentence.start + LONGEST)):
            cut_short = after.end == sentence.start + LONGEST and after.end < limit
            if after.start - before > 4 or len(ends) == FOLLOWING or cut_short:
                break
            ends.append(after.end)
            before = after.end
        return ends

    def spans(self) -> list[AnswerSpan]:
        """The candidates, each once, in the order of their places."""
        base = self._sentence.start
        inside = {(start, end) for start, end in self._inside() if start < end and not self._cuts_a_figure(start, end)}
        spans = [AnswerSpan(base + start, base + end) for start, end in sorted(inside)]
        cuts = [0, *[cut.end() for cut in re.finditer(f"[；;：:]|{_COMMA}", self._plain)][:6]]
        for count, end in enumerate(self.following, start=1):
            spans.extend(AnswerSpan(base + start, end, count) for start in cuts)
        return spans

    def _cuts_a_figure(self, start: int, end: int) -> bool:
        """Whether a span ends or begins inside a figure, between its digits or before its unit."""
        return any(first < edge < last for first, last in self._amounts for edge in (start, end))

    def _inside(self) -> Iterator[tuple[int, int]]:
        text = self._plain
        cuts = sorted({0, len(text), *(cut.end() for cut in CUT.finditer(text))})
        if len(cuts) > MOST_CUTS:
            cuts = sorted({0, len(text), *(cut.end() for cut in STRONG_CUT.finditer(text))})
        yield 0, len(text)
        for place, start in enumerate(cuts):
            yield from ((start, end) for end in cuts[place + 1 : place + 1 + MOST_CLAUSES])
        yield from self._figures
        yield from (found.span() for found in DATE_SPAN.finditer(text) if _COUNTS.search(found[0]))
        for found in QUOTED.finditer(text):
            yield found.span()
            yield found.span(1)
        yield from self._beside_the_asking_word()

    def _beside_the_asking_word(self) -> Iterator[tuple[int, int]]:
        """ "X位于哪里" is answered behind "位于": from or to where the words around the asking word stand."""
        text = self._text
        ends = [*(stop.start() for stop in re.finditer(f"[{STOPS}]", text)), len(text)]
        for size in (4, 3, 2):
            words = self._question.left[-size:]
            if len(words) == size and words in text:
                for found in re.finditer(re.escape(words), text):
                    yield from ((found.end(), end) for end in [end for end in ends if end > found.end()][:2])
                break
        words = self._question.right[:2]
        if len(words) == 2:
            starts = [0, *(stop.end() for stop in re.finditer(f"[{STOPS}是为]", text))]
            for found in re.finditer(re.escape(words), text):
                yield from ((start, found.start()) for start in [s for s in starts if s < found.start()][-2:])

    def features(self, span: AnswerSpan) -> Features:
        """What about a span tells whether it is the answer and no more."""
        base = self._sentence.start
        quote = self._candidate.report.text[span.start : span.end]
        left = self._text[: span.start - base]
        right = "" if span.following else self._text[span.end - base :]
        trimmed = quote.strip("，。；：、,;: \n\u3000")
        length = log(1 + sum(1 for _ in _UNIT.finditer(trimmed)))
        own = self._topic.share(self._topic.found(quote))
        letters = [letter for letter in quote if letter.isalnum()]
        novel = sum(letter not in self._question.letters for letter in letters)
        asked, per_cent = self._question, re.search("[%％]|百分", quote) is not None
        topic = self._topic
        colon = self._text.rstrip()[-1:] in "：:"
        features = {
            "own": own,
            "left_out": self._own - own,
            "own_near_left": self._topic.share(self._topic.found(left[-25:])),
            "own_clause": self._topic.share(self._topic.found(re.split(f"[{STOPS}]", left)[-1] + quote)),
            "measured": topic.measured(left) if _NUMERAL.search(quote) else 0.0,
            "unit_asked": float(bool(asked.unit) and asked.unit in quote),
            "unit_missed": float(bool(asked.unit) and asked.unit not in quote),
            "per_cent_asked": float(asked.asks_share and per_cent),
            "per_cent_unasked": float(not asked.asks_share and per_cent),
            "own_left": self._topic.share(self._topic.found(left)),
            "length": length,
            "length_squared": length**2,
            "whole": float(not left and not right and not span.following),
            "from_start": float(not left),
            "to_end": float(not right),
            "following": float(span.following),
            "nothing_new": float(novel < 2),
            "new_share": novel / max(len(letters), 1),
            "share": 1.0 if span.following else len(trimmed) / len(self._text),
            "entity": float((span.start - base, span.end - base) in self._figures or bool(DATE_SPAN.fullmatch(quote))),
            "quoted": float(quote[0] in _OPENING or left[-1:] in tuple(_OPENING)),
            "after_copula": float(left[-1:] in tuple(COPULAS)),
            "after_colon": float(left[-1:] in ("：", ":")),
            "ends_clause": float(not right or quote[-1] in STOPS),
            "starts_clause": float(not left or left[-1] in STOPS),
            "in_enumeration": float(left[-1:] == "、" or right[:1] == "、"),
            "has_number": float(_NUMERAL.search(quote) is not None),
            "has_date": float(DATE_SPAN.search(quote) is not None),
            "gives_reason": float(GIVES_REASON.search(quote) is not None),
            "after_asked": float(min(_common_end(self._question.left, left), 4)),
            "after_asked_word": float(_common_end(self._question.left, left) >= 2),
            "before_asked": float(min(_common_start(self._question.right, right), 3)),
            "holds_asked": float(len(self._question.left) > 1 and self._question.left[-2:] in quote),
            "length_from_start": length if not left else 0.0,
            "lists": float(quote.count("、") > 1),
            "gap": self._gap,
            "second": float(self._place == 1),
            "third": float(self._place == 2),
            "gap_own": self._gap * self._own,
            "announces": float(colon and not span.following),
            "announced": float(colon) * span.following,
            "crosses_inside": float(bool(left) and span.following > 0),
        }
        kind = self._question.asks
        return features | {f"{kind}:{name}": features[name] for name in BY_QUESTION}


# Features that mean something else for each kind of question.
BY_QUESTION = (
    "length",
    "length_squared",
    "whole",
    "following",
    "entity",
    "has_number",
    "has_date",
    "to_end",
    "after_copula",
    "quoted",
    "gives_reason",
    "own",
    "left_out",
    "share",
    "in_enumeration",
    "starts_clause",
    "ends_clause",
    "new_share",
    "lists",
    "own_clause",
    "own_near_left",
    "per_cent_unasked",
    "per_cent_asked",
)


def _figures(text: str) -> Iterator[tuple[int, int]]:
    """The spans of the figures of a text, each with its hedge and whole unit."""
    amounts = [(one.start, one.end) for one in find_quantities(text)]
    for found in QUANTITY.finditer(text):
        if not _COUNTS.search(found[0]):
            continue
        start, end = found.span()
        for first, last in amounts:
            if first < end and start < last:
                start, end = min(start, first), max(end, last)
        yield start, end


def _common_end(first: str, second: str) -> int:
    count = 0
    while count < min(len(first), len(second), 8) and first[-1 - count] == second[-1 - count]:
        count += 1
    return count


def _common_start(first: str, second: str) -> int:
    count = 0
    while count < min(len(first), len(second), 8) and first[count] == second[count]:
        count += 1
    return count


def trimmed(text: str, span: AnswerSpan) -> AnswerSpan:
    """The span without the commas at its edges, unless nothing is left of it; a full stop that ends it stays."""
    start, end = span.start, span.end
    while start < end and text[start] in "，,；;：:、。 \n\u3000\t":
        start += 1
    while end > start and text[end - 1] in "，,；;：:、 \n\u3000\t":
        end -= 1
    return AnswerSpan(start, end, span.following) if start < end else span
