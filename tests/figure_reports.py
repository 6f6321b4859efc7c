"""Made-up reports with their ledgers, and a question asked of them: what the tests of figures ask answerers."""

from collections.abc import Callable, Sequence
from hashlib import sha256

from assistant.answering.ledgers import ReportLedger
from assistant.answering.reply import Reply
from assistant.query.understanding import Understanding, understand
from index.ledger.entries import entries_of
from index.parsing.plain_text import parse_text
from index.report import Report
from index.structure.metadata import read_metadata
from index.structure.sections import section_tree

# What every part says beside its figures: without a full paragraph a part's heading is no heading.
_BESIDE = "坚持稳中求进工作总基调，各项工作有序推进，民生持续改善，社会大局保持稳定，群众的获得感不断增强。"
OfFigures = Callable[[Understanding, Sequence[ReportLedger]], Reply | None]


def work_report(owner: str, year: int, review: str, plan: str = "") -> ReportLedger:
    """The work report of a place that reviews the year before and plans its own."""
    paragraphs = [
        f"{year}年{owner}政府工作报告",
        f"——{year}年1月9日在{owner}人民代表大会上",
        "各位代表：",
        f"一、{year - 1}年工作回顾",
        *review.split("\n"),
        _BESIDE,
        f"二、{year}年工作安排",
        *plan.split("\n"),
        _BESIDE,
    ]
    text = "\n\n".join(filter(None, paragraphs))
    return told_of(f"{year}年{owner}政府工作报告.txt", text)


def told_of(name: str, text: str) -> ReportLedger:
    """A text as the library would have it, and its ledger."""
    document = parse_text(text)
    metadata = read_metadata(document, name)
    digest = sha256(text.encode()).hexdigest()
    sections = section_tree(document, metadata.year)
    report = Report(digest, metadata, document.text, digest, "", sections, document.blocks)
    return ReportLedger(report, entries_of(report))


def asked_of(
    answerer: OfFigures, question: str, told: Sequence[ReportLedger], every_year: bool = False
) -> Reply | None:
    """What an answerer says of a question; each line and cell has quotes that stand in their report.

    `every_year`: reports of all years are in scope, as for questions over years.
    """
    understanding = understand(question, [one.report.metadata for one in told])
    scope = understanding.scope
    inside = [
        one
        for one in told
        if scope.admits(one.report.report_id, one.report.metadata)
        or (every_year and one.report.metadata.region in (*scope.regions, *(() if scope.regions else (one.owner,))))
    ]
    reply = answerer(understanding, inside)
    if reply is not None:
        quotes = [quote for line in reply.lines for quote in line.quotes]
        quotes += [cell.quote for cell in reply.table.cells] if reply.table else []
        assert all(line.quotes for line in reply.lines)
        assert all(quote.text.strip() and quote.text in quote.report.text for quote in quotes)
    return reply


def lines(reply: Reply | None) -> list[str]:
    """The lines of an answer; none where there is no answer."""
    return [] if reply is None else [line.text for line in reply.lines]
