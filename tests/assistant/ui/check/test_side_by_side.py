"""A claim beside its evidence: which quote speaks first, what is marked on which side, and what stays words."""

from dataclasses import replace
from typing import Any

import pytest
from markup import HOSTILE, Markup
from scripted import REVIEW, TARGET, cite, judged

from assistant.answer import Label, Mismatch
from assistant.bundle.items import Overrule
from assistant.checking.batch import Checked
from assistant.checking.claims import Claim
from assistant.ui.check import session
from assistant.ui.check.side_by_side import best, claim_html, deciding, differing
from index.errors import UnknownReport
from index.report import Report


def checking_row(words: str, verdict: Any, overrule: Overrule | None = None) -> session.RunRow:
    """A decided row."""
    claim = Claim("1", words)
    return session.RunRow(1, claim, Checked(claim, verdict), overrule)


@pytest.mark.parametrize(
    ("label", "quotes"),
    [
        ("supported", [2, 3]),
        ("refuted", [3, 2]),
        ("partly_supported", [3, 2]),
    ],
)
def test_the_quote_that_speaks_for_the_verdict_stands_first(report: Report, label: Label, quotes: list[int]) -> None:
    citations = [
        cite(report, TARGET, 1, stance="related"),
        cite(report, REVIEW, 2, stance="supports"),
        cite(report, REVIEW, 3, stance="refutes"),
        cite(report, REVIEW, 4, stance="refutes"),
    ]
    verdict = judged("主张", label, citations)
    assert [citation.n for citation in best(verdict)] == quotes
    found = deciding(verdict)
    assert found is not None and found.n == quotes[0]


def test_without_a_stance_the_nearest_quote_speaks_and_without_quotes_none(report: Report) -> None:
    near = judged("主张", "not_enough_info", [cite(report, TARGET, 5, stance="related")])
    assert [citation.n for citation in best(near)] == [5]
    assert deciding(judged("主张", "not_checkable")) is None
    shown = claim_html(checking_row("主张", judged("主张", "not_checkable")), [1], lambda _: report, "en")
    assert "There is no passage to quote." in Markup(shown).text


def test_a_claim_that_waits_or_was_not_read_has_one_side() -> None:
    claim = Claim("1", "甲")
    waiting = session.RunRow(2, claim, None, None)
    unread = session.RunRow(3, claim, Checked(claim, None, "line 3: no claim in this row"), None)
    for row, words in ((waiting, "尚未核查"), (unread, "第 3 行：这一行没有主张")):
        html = claim_html(row, [1, 2, 3], lambda _: pytest.fail("no report is read"), "zh")
        assert "wj-sides" not in html and "wj-decided" not in html
        assert "甲" in html
        assert words in html or row is waiting
    links = Markup(claim_html(waiting, [1, 2, 3], lambda _: pytest.fail("no report is read"), "zh")).values("href")
    assert links == ["#claims", "#claim-1", "#claim-3"]


def test_what_a_person_says_stands_above_the_machine_s_reason(report: Report) -> None:
    row = checking_row("主张", judged("主张", "refuted", reason="因为"), Overrule("supported", "看过了"))
    text = Markup(claim_html(row, [1], lambda _: report, "zh")).text
    assert text.index("人工改判") < text.index("看过了") < text.index("因为")


def test_a_report_that_is_gone_costs_only_whether_it_looked_ahead(report: Report) -> None:
    verdict = judged("主张", "refuted", [cite(report, TARGET, 1, stance="refutes")])

    def gone(report_id: str) -> Report:
        raise UnknownReport("it is gone")

    assert "plan" in Markup(claim_html(checking_row("主张", verdict), [1], lambda _: report, "en")).text
    assert "plan" not in Markup(claim_html(checking_row("主张", verdict), [1], gone, "en")).text


def test_a_figure_inside_a_longer_one_is_not_marked() -> None:
    mismatch = Mismatch("value", "5.9%", "8%")
    assert Markup(differing("增长5.8%，不是8%", [("8%", mismatch)], "zh")).marks == ["8%"]


def test_hostile_words_stay_words(report: Report) -> None:
    for words in HOSTILE:
        citation = replace(cite(report, REVIEW, 1, stance="refutes"), title=words, section=(words,), locator=words)
        citation = replace(citation, quote=f"{words} 5.8% {words}")
        verdict = judged(
            words,
            "refuted",
            [citation],
            reason=words,
            read_as=f"{words}。",
            mismatches=(Mismatch("value", words, "5.8%"),),
        )
        row = checking_row(words, verdict)
        markup = Markup(claim_html(row, [1], lambda _: report, "zh"))
        assert {"script", "img", "svg", "iframe", "style", "form", "object", "video"} & set(markup.tags) == set()
        assert all(link.startswith("#") for link in markup.values("href"))
        assert not [name for _, name, _ in markup.attributes if name.startswith("on")]
        assert markup.marks.count("5.8%") == 1


def test_a_report_s_title_has_the_marks_of_its_own_language(report: Report) -> None:
    for title, named in (
        ("2025年松溪县政府工作报告", "《2025年松溪县政府工作报告》"),
        ("Annual Report", "“Annual Report”"),
    ):
        quoted = replace(cite(report, TARGET, 1, stance="related"), title=title)
        row = checking_row("主张", judged("主张", "not_enough_info", [quoted]))
        assert f"{named} ›" in Markup(claim_html(row, [1], lambda _: report, "en")).text
