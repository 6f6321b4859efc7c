"""What was found, as an Answer: an answerer's reply or the reader's spans, each with its citations.

A whole answer can be given as it grows, a statement more each time.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.answer import Answer, AnswerTable, Computed, Statement, TableCell
from assistant.answering.reply import Reply
from assistant.citations import cite
from assistant.messages import message
from assistant.query.kinds import Wants
from assistant.query.understanding import Understanding
from assistant.reader.cells import is_of_years
from assistant.reader.extractive import Selected
from assistant.reader.span_sorts import whole_date


def growing(whole: Answer) -> Iterator[Answer]:
    """A whole answer, a statement more each time, with the citations of those that are shown."""
    for count in range(1, len(whole.statements)):
        statements = whole.statements[:count]
        shown = {number for statement in statements for number in statement.citations}
        citations = tuple(citation for citation in whole.citations if citation.n in shown)
        yield replace(whole, statements=statements, citations=citations)
    yield whole


def of_the_years(selected: Sequence[Selected], understanding: Understanding) -> bool:
    """Whether what was read stands in a cell of the years asked for; a report of another year tells no more of them."""
    if not selected or selected[0].answer is None:
        return False
    return is_of_years(selected[0].report, selected[0].answer[0], understanding.years)


def of_spans(empty: Answer, understanding: Understanding, selected: Sequence[Selected], in_sentences: bool) -> Answer:
    """What the reader selected, each with its citation: the span, or `in_sentences` all that it stands in."""
    citations = tuple(cite(span.report, span.start, span.end, n) for n, span in enumerate(selected, start=1))
    statements = tuple(
        Statement(
            span.report.text[
                slice(*((span.start, span.end) if in_sentences else whole_date(span.report.text, *span.answer)))
            ],
            (citation.n,),
        )
        for span, citation in zip(selected, citations, strict=True)
        if span.answer is not None
    )
    note = ""
    if understanding.wants is Wants.FIGURE and selected[0].blanked:
        note = message(understanding.language, "answer.blanked")
    return replace(
        empty, status="answered", statements=statements, citations=citations, note=note, score=selected[0].score
    )


def of_reply(empty: Answer, reply: Reply) -> Answer:
    """An answerer's reply with its quotes cited, each once."""
    cells = () if reply.table is None else reply.table.cells
    quotes = dict.fromkeys(
        [
            *(quote for line in reply.lines for quote in line.quotes),
            *(cell.quote for cell in cells),
            *(quote for computed in reply.computed for quote in computed.operands),
        ]
    )
    numbers = {quote: number for number, quote in enumerate(quotes, start=1)}
    table = None
    if reply.table is not None:
        table = AnswerTable(
            reply.table.columns,
            reply.table.rows,
            tuple(TableCell(cell.row, cell.column, cell.text, numbers[cell.quote]) for cell in cells),
        )
    return replace(
        empty,
        status="answered",
        statements=tuple(
            Statement(line.text, tuple(dict.fromkeys(numbers[quote] for quote in line.quotes)), line.quoted)
            for line in reply.lines
        ),
        citations=tuple(cite(quote.report, quote.start, quote.end, number) for quote, number in numbers.items()),
        note=reply.note,
        table=table,
        computed=tuple(
            Computed(each.expression, tuple(numbers[quote] for quote in each.operands), each.result)
            for each in reply.computed
        ),
        score=1.0,
    )
