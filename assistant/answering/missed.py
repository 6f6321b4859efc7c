"""Which targets were missed: the clauses in which a report says of itself that one was.

Only what is said so is listed; that nothing is said of others is no answer, so none is given for them.
"""

from collections.abc import Iterator, Sequence

from assistant.answering.figures import whose
from assistant.answering.ledgers import ReportLedger
from assistant.answering.reply import Line, Quote, Reply
from assistant.query.understanding import Understanding
from index.patterns import regex
from index.report import BlockKind

_NOT = "(?:未能?|没有?能?|尚未|并未)"
_REACHED = "(?:完成|达到|实现|达成|达标|如期完成)"
_ASKS = regex(
    rf"(?:哪[些几一]?[个项类]?|什么)[^，。？?]{{0,6}}(?:目标|指标|任务|计划)[^，。？?]{{0,4}}{_NOT}[^，。？?]{{0,2}}{_REACHED}"
    rf"|{_NOT}{_REACHED}的?[^，。？?]{{0,4}}(?:目标|指标|任务|计划)[^，。？?]{{0,2}}(?:有?哪|是什么)"
)
_GOAL = "(?:目标|预期|计划|指标|任务)"
_SAYS = regex(
    rf"[^，。；：！\n]{{0,30}}{_NOT}{_REACHED}(?![^，。；\n]{{0,20}}(?:不放过|不罢休))[^，。；：！\n]{{0,24}}{_GOAL}"
    rf"|[^，。；：！\n]{{2,30}}{_GOAL}{_NOT}{_REACHED}"
)


def missed_targets(understanding: Understanding, told: Sequence[ReportLedger]) -> Reply | None:
    """The targets that the reports say were missed; None where that is not asked, or none says so."""
    if not _ASKS.search(understanding.question):
        return None
    found = [(one, quote) for one in told for quote in _missed(one, understanding.years)]
    owners = list(dict.fromkeys(one.owner for one, _ in found))
    if len(owners) > 1:
        return whose(understanding, owners)
    return Reply(lines=tuple(Line(quote.text, (quote,)) for _, quote in found)) if found else None


def _missed(ledger: ReportLedger, years: Sequence[int]) -> Iterator[Quote]:
    report = ledger.report
    for block in report.blocks:
        if block.kind is BlockKind.TABLE:
            continue
        for match in _SAYS.finditer(report.text, block.start, block.end):
            of = report.section_at(match.start()).years
            if not years or set(of) & set(years) or (not of and ledger.year in years):
                start = match.start() + len(match[0]) - len(match[0].lstrip(" \u3000"))
                yield Quote(report, start, match.end())
