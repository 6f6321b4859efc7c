"""A question of whether as the statement it asks about, beside the one excerpt that has all its words."""

from dataclasses import replace

from report_texts import asking

from assistant.answering.excerpts import Excerpt, excerpts
from assistant.answering.need import QuestionNeeds
from assistant.answering.needed import read_needs
from assistant.answering.statements import stated, written
from assistant.query.understanding import Understanding
from index.report import Report


def stated_beside(question: str, report: Report) -> tuple[QuestionNeeds, Excerpt, Understanding]:
    """The question's words, the one excerpt of the report that has them all, and the question understood."""
    understanding, reports = asking(question, [report])
    if understanding.language == "zh":
        understanding = replace(understanding, question=written(question))
    asked = stated(read_needs(understanding, reports))
    (one,), _ = excerpts(asked, reports, understanding)
    return asked, one, understanding
