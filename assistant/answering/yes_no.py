"""Whether: the question as a statement, said or denied by a clause word for word, or proved or refuted by a fact."""

from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.excerpts import Excerpt, asked_of, excerpts, related
from assistant.answering.need import folded
from assistant.answering.needed import read_needs
from assistant.answering.reply import Line, Reply
from assistant.answering.statements import is_course, stated, written
from assistant.answering.whether_by_facts import by_facts
from assistant.answering.whether_by_words import by_words, lacks_a_manner
from assistant.answering.whether_english import of_chinese_reports, of_english_reports
from assistant.query.understanding import Understanding
from index.report import Report


def _told(line: Line) -> str:
    return folded("\n".join([line.text, *(quote.text for quote in line.quotes)]))


def yes_no(understanding: Understanding, reports: Sequence[Report]) -> Reply | None:
    """Yes or no, with the sentence that decides; without a badge where none is sure."""
    if understanding.language == "en":
        return of_english_reports(understanding, reports) or of_chinese_reports(understanding, reports)
    understanding = replace(understanding, question=written(understanding.question))
    asked = stated(read_needs(understanding, reports))
    near: list[Excerpt] = []
    for part in asked_of(understanding, reports):
        regions = {report.metadata.region or report.metadata.issuer for report in part}
        whole, close = excerpts(asked, part, understanding)
        found = (
            [line for one in whole if (line := by_words(asked, one, understanding)) is not None]
            if len(regions) < 2 or len(whole) == 1
            else []
        )
        if not found and len(regions) == 1:
            measure = replace(asked, needs=tuple(need for need in asked.needs if not is_course(need))[:1])
            of_measure, _ = excerpts(measure, part, understanding)
            found = list(by_facts(asked, part, [*whole, *of_measure], understanding))
        found = [line for line in found if not lacks_a_manner(asked.question, _told(line))]
        if found and len({line.text.split("，")[0] for line in found}) == 1:
            return Reply(lines=(found[0],))
        near += [*whole, *close]
        if whole:
            break
    return Reply(related=related(near)) if near else None
