"""What answers each of the things that one question asks, or where not all are answered, what surely answers one.

The parts are whole questions (`query/parts_asked.py`), each answered by itself.
"""

from collections.abc import Callable, Iterable, Sequence

from assistant.answering.reply import Line, Reply, Sum
from assistant.messages import message
from assistant.query.kinds import Asks, asks
from assistant.query.parts_asked import parts_asked, pieces_asked, tells_its_time
from assistant.query.understanding import Understanding
from index.report import Metadata
from index.text.script import has_han

Answering = Callable[[str], Reply | None]
Telling = Callable[[str, Iterable[Line]], bool]
MOST_LINES = 2  # that tell one number


def of_each_part(
    understanding: Understanding,
    known: Sequence[Metadata],
    reply: Reply | None,
    answer_to: Answering,
    may_tell: Telling | None,
) -> Reply | None:
    """What answers each thing that a question asks; where nothing does, what surely answers one, saying so.

    `reply` is what was found to the whole question, given back where nothing better is. `may_tell` says whether the
    sentences of lines may answer a question as well.
    """
    parts = of_parts(understanding, known, answer_to, may_tell)
    if parts is not None and parts.lines:
        return parts
    whole = () if reply is None else reply.in_part
    if reply is not None and not whole and (reply.closed or reply.ask_back or reply.note):
        return reply
    told = reply
    if parts is not None and not _stand_in(parts.in_part, whole):
        told = parts
    if told is None or not told.in_part:
        return reply
    return Reply(lines=told.in_part, note=told.note or message(understanding.language, "answer.in_part"))


def of_parts(
    understanding: Understanding, known: Sequence[Metadata], answer_to: Answering, may_tell: Telling | None = None
) -> Reply | None:
    """The answers to both questions of one that asks two; if one has none, the other's `in_part`.

    Its note says what is open, where that is sure; without one its sentence may tell it as well. None where one
    thing is asked, or neither has an answer, or the first has none and the second leans on it.
    """
    lines: list[Line] = []
    sums: list[Sum] = []
    not_told: list[str] = []
    parts = parts_asked(understanding.question, known)
    pieces = pieces_asked(understanding.question)
    for place, part in enumerate(parts):
        as_written = pieces[place] if len(pieces) == len(parts) else part
        if not_told and not tells_its_time(as_written):
            return None
        reply = answer_to(part)
        if reply is None or not reply.lines or reply.table is not None or _is_outline(part, reply):
            not_told.append(as_written)
        elif reply.computed and has_han(part):
            not_told.append(as_written)  # what a part leans on may be another figure
        else:
            lines += [line for line in reply.lines if line not in lines]
            sums += reply.computed
    if not lines or not not_told:
        return Reply(lines=tuple(lines), computed=tuple(sums)) if lines else None
    # What is asked of no other time may stand in the same sentence, in words that the reader doesn't know.
    if not tells_its_time(not_told[0]) or (may_tell is not None and may_tell(not_told[0], lines)):
        quotes = dict.fromkeys(quote for line in lines for quote in line.quotes)
        return Reply(in_part=tuple(Line(quote.text, (quote,)) for quote in quotes))
    note = message(understanding.language, "answer.part_open", part=not_told[0].rstrip("？?。 "))
    return Reply(in_part=tuple(lines), note=note)


def _is_outline(part: str, reply: Reply) -> bool:
    """Whether a part asks a number and is told an outline: 定了几个方面, 多少项任务."""
    return asks(part) is Asks.NUMBER and len(reply.lines) > MOST_LINES


def _stand_in(lines: Sequence[Line], whole: Sequence[Line]) -> bool:
    """Whether each quote of some lines stands in one of the whole sentences."""
    held = [quote for line in whole for quote in line.quotes]
    return all(
        any(other.report is quote.report and other.start <= quote.start and quote.end <= other.end for other in held)
        for line in lines
        for quote in line.quotes
    )
