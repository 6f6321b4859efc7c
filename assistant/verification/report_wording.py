"""A claim in the words that work reports use: 头一回站上 as 首次突破, 十五连冠 as 连续十五年居全国首位.

What is put so is read by facts once more, and asked of the judge of words under the same locks as the claim itself. It
never replaces the claim: either may find the sentence that tells it, and neither refutes by it.
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from assistant.verification.claims import ClaimJudgement, judge_claim
from assistant.verification.reported import Reported
from index.lexicon.loading import read_table
from index.text.folding import simplified


class _Row(NamedTuple):
    kind: str
    report: str
    said: str


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(row.said), row.report) for row in read_table("report_wording", _Row) if row.kind != "word")


@cache
def _words() -> tuple[dict[str, str], re.Pattern[str]]:
    """What people say with the report's word for it, and a pattern of them all, the longest first."""
    rows = [row for row in read_table("report_wording", _Row) if row.kind == "word"]
    reports = {said: row.report for row in rows for said in row.said.split()}
    own = [row.report for row in rows]  # a report's word stays as it is: 总产 in 总产量
    return reports, re.compile("|".join(sorted(map(re.escape, {*reports, *own}), key=len, reverse=True)))


def in_report_words(claim: str) -> str:
    """The claim with what people say put as reports write it; the same text where nothing is."""
    for pattern, report in _patterns():
        claim = pattern.sub(report, claim)
    reports, said = _words()
    return said.sub(lambda match: reports.get(match[0], match[0]), claim)


def supported_in_report_words(claim: str, sources: Sequence[Reported]) -> tuple[str, list[ClaimJudgement]] | None:
    """The claim as reports write it and what facts say of that, where they support it all; else None."""
    text = simplified(claim)
    put = in_report_words(text)
    if put == text:
        return None
    judged = judge_claim(put, sources)
    return (put, judged) if judged and judged[0].outcome == "supported" else None


def judged_as_said(claim: str, sources: Sequence[Reported]) -> list[ClaimJudgement]:
    """What facts say of a claim as it stands, or as reports write it where they support that alone."""
    judged = judge_claim(claim, sources)
    if judged and judged[0].outcome in ("not_enough_info", "partly_supported"):
        put = supported_in_report_words(claim, sources)
        return judged if put is None else put[1]
    return judged
