"""What a term that counts its members stands for: “三个1亿人”问题，促进…，改造…，引导…, “约法三章”：…，…，….

Behind the term its sentence must have just as many clauses as the term counts; a term that is only used has others.
Or just as many members stand in front of it, in its clause: 电动汽车、锂电池、光伏产品“新三样”.
"""

import re
from collections.abc import Iterator, Sequence

from assistant.answering.naming import trimmed
from assistant.answering.need import folded
from assistant.answering.reply import Line, Quote, Reply
from assistant.query.parts_asked import pieces_asked
from assistant.query.understanding import Understanding
from index.patterns import regex
from index.report import Report
from index.text.sentences import split_sentences
from index.text.words import tagger

_TERM = regex(r"[“\"「](?P<term>[^”\"」，。：；]{2,12})[”\"」]")
_COUNTS = regex("[两三四五六七八九十]")
_NUMBERS = {numeral: count for count, numeral in enumerate("一二三四五六七八九十", start=1)} | {"两": 2}
_ASKS_MEMBERS = regex("哪[两二三四五六七八九十几些]|指什么|是指|指的|指哪|是什么|是啥|什么意思|怎么解释|内容")
_BEHIND = regex(r"(?:问题|战略|要求|行动|工程|目标|原则)?\s*[，：:—]+\s*")
_CLAUSE = regex(r"[^，；,;。]+")


def counted_term(understanding: Understanding, reports: Sequence[Report]) -> Reply | None:
    """The members of a term that the question asks of, each a quote; None where no sentence sets them out."""
    question = folded(understanding.question)
    if understanding.language != "zh" or not _ASKS_MEMBERS.search(question):
        return None
    asks_one = not pieces_asked(understanding.question)  # what is told of the members stands in the same sentence
    for report in reports:
        in_front = _in_front(report, question) if asks_one else ()
        for members in (*_set_out(report, question), *in_front):
            return Reply(lines=tuple(Line(member.text, (member,)) for member in members))
    return None


def _set_out(report: Report, question: str) -> Iterator[tuple[Quote, ...]]:
    text = report.text
    for match in _TERM.finditer(text):
        counted = _COUNTS.findall(match["term"])
        if len(counted) != 1 or folded(match["term"]) not in question:
            continue
        behind = _BEHIND.match(text, match.end())
        sentence = next((one for one in split_sentences(text, match.start(), len(text)) if one.end > match.end()), None)
        if behind is None or sentence is None:
            continue
        spans = [each.span() for each in _CLAUSE.finditer(text, behind.end(), sentence.end)]
        if len(spans) == _NUMBERS[counted[0]]:
            yield tuple(trimmed(report, *span) for span in spans)


def _in_front(report: Report, question: str) -> Iterator[tuple[Quote, ...]]:
    """The clause with the members right before the term."""
    text = folded(report.text)
    for term in (match["term"] for match in _TERM.finditer(question)):
        counted = _COUNTS.findall(term)
        if len(counted) != 1:
            continue
        closed = rf"[“\"]?{re.escape(term)}[”\"]?"
        for match in re.finditer(rf"(?:^|[，。；：,;:\n])(?P<members>[^，。；：,;:\n“”\"]+){closed}", text):
            members = match["members"].split("、")
            if len(members) == _NUMBERS[counted[0]] and all(members) and not any(map(_only_does, members)):
                yield (trimmed(report, match.start("members"), match.end()),)


def _only_does(member: str) -> bool:
    """Whether it is a verb alone: 实施、储备一批“两重”项目 lists what is done with them."""
    (words,) = tagger().tag([member])
    return len(member) > 1 and len(words) == 1 and words[0].part == "v"
