"""Other ways to read what is asked, tried in turn where the ledgers hold nothing that fits it as it is read first.

Each is one step from the first, and what is found is shown with its period and as the aim that it may be.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.answering.ledgers import ReportLedger
from assistant.query.asked import AskedFigure
from assistant.query.kinds import ASKS_OUTCOME, ASKS_PLAN
from assistant.query.understanding import Understanding
from index.patterns import regex

_BUDGET, _ACCOUNT = ("预算数", "预算"), ("决算数", "决算", "实际数", "执行数")
# Words that ask what came of it: an aim is no answer to these.
_CAME_OF_IT = regex("了|已|过|实际|结果|完成|实现|现有|目前|当前|现在")


def ways(asked: AskedFigure, understanding: Understanding, told: Sequence[ReportLedger]) -> Iterator[AskedFigure]:
    """The readings of what is asked, the first one first."""
    question = understanding.question
    if asked.planned and not ASKS_PLAN.search(question) and _is_over(asked, told):
        asked = replace(asked, planned=None)  # what came of a year that is over is never its aim
    yield asked
    if asked.planned and not (asked.grows or asked.unit or asked.ranked):
        yield replace(asked, grows=True)  # GDP目标 is a growth's
    for endings, planned in ((_BUDGET, True), (_ACCOUNT, None)):
        for ending in endings:
            if (stem := asked.subject.removesuffix(ending)) and stem != asked.subject:
                yield replace(asked, subject=stem, planned=planned, parts=())
    if (crop := asked.subject.removesuffix("产量")) and crop != asked.subject and not crop.endswith("总"):
        yield replace(asked, subject=f"{crop}总产", parts=())  # 棉花总产568.6万吨
    if _may_lie_ahead(asked, understanding):
        yield replace(asked, planned=True)


def _is_over(asked: AskedFigure, told: Sequence[ReportLedger]) -> bool:
    """Whether a report tells of the asked year as its own: only a work report is given as its year begins."""
    period = asked.period
    return period is not None and any(
        one.year is not None and one.year >= period.last and not one.report.metadata.is_work_report for one in told
    )


def _may_lie_ahead(asked: AskedFigure, understanding: Understanding) -> bool:
    """Whether a question leaves open if it asks for an aim: it names no year, and no word of what came of it."""
    question = understanding.question
    dated = asked.period is not None or bool(understanding.years) or asked.base or asked.total
    return (
        asked.planned is None and not dated and not ASKS_OUTCOME.search(question) and not _CAME_OF_IT.search(question)
    )
