"""Yes by the trained judge of words: one sentence tells the statement that a question asks about, in other words.

新能源装机比火电多了吗 is told by 新能源装机超过火电装机. The judge reads as it does for claims, behind the same locks.
That it grants nothing says nothing: no is never told so.
"""

from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.reply import Quote, Reply
from assistant.answering.statements import claimed, says_it_was_said, verdict, written
from assistant.query.kinds import ASKS_WHETHER, QUESTION_WORDS
from assistant.query.understanding import Understanding
from assistant.verification.claims import judge_claim
from assistant.verification.in_other_words import UNDECIDED, InOtherWords
from assistant.verification.reported import Reported
from index.patterns import regex
from index.report import Report

# 过半了吗，具体多少 asks for more than a verdict, 够不够 and 还是 for one of two.
_ASKS_MORE = regex("多少|几|还是|够不够|具体")


def whether_judged(words: InOtherWords, understanding: Understanding, reports: Sequence[Report]) -> Reply | None:
    """Yes with the sentence that surely tells it; None where none does, or several owners' reports are asked.

    Raises EmbeddingError.
    """
    asked = replace(understanding, question=written(understanding.question))
    if understanding.language != "zh" or not ASKS_WHETHER.search(asked.question) or says_it_was_said(asked.question):
        return None
    owners = {(report.metadata.region, report.metadata.issuer) for report in reports}
    statement = claimed(asked)
    if len(owners) != 1 or _ASKS_MORE.search(statement) or QUESTION_WORDS.search(statement):
        return None
    sources = [Reported(report.text, (), report) for report in reports]
    judged = judge_claim(statement, sources)
    if not judged or judged[0].outcome not in UNDECIDED:
        return None
    told = words.told(statement, judged, sources)
    if told is None or told.reported.report is None:
        return None
    quote = Quote(told.reported.report, told.start, told.end)
    return Reply(lines=(verdict(True, asked.question, quote, quote.text),))
