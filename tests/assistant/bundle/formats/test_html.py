"""A bundle as a page that stands alone: what it marks, what it leaves out, and what it may not load."""

from typing import Any

from lxml import html

from assistant.bundle.formats.html import html_page
from assistant.bundle.schema import Bundle


def page_of(bundle: Bundle) -> Any:
    return html.document_fromstring(html_page(bundle).decode())


def test_what_differs_is_marked_on_both_sides(bundle: Bundle) -> None:
    page = page_of(bundle)
    (claim,) = page.xpath("//section[@id='claim-1']")
    # "16.8%" holds "6.8%" and is another figure.
    assert [mark.text for mark in claim.xpath(".//h2//mark")] == ["6.8%"]
    assert [mark.text for mark in claim.xpath(".//blockquote//mark")] == ["6.1%"]
    assert claim.xpath("string(.//blockquote/b)") == "全年地区生产总值211.3亿元，增长6.1%"
    assert claim.xpath("string(.//table[@class='differs']/tbody)") == "数值6.8%6.1%"


def test_the_machine_s_verdict_stands_beside_the_person_s_and_the_summary_gives_the_latter(bundle: Bundle) -> None:
    page = page_of(bundle)
    assert [badge.text for badge in page.xpath("//section[1]//dl//span[contains(@class, 'verdict')]")] == [
        "与报告不符",
        "部分与报告相符",
    ]
    assert [row.text_content() for row in page.xpath("//table[@class='summary']/tbody/tr")] == [
        "12024年云岭县地区生产总值增长16.8%，不是6.8%。部分与报告相符 人工改判",
        "2澜石光电2024年营业收入增长14.24%。与报告相符",
        "3云岭最美。无法核查",
    ]


def test_the_sentence_beside_a_quote_runs_on_only_where_the_quote_has_no_end(bundle: Bundle) -> None:
    before, after = page_of(bundle).xpath("//section[@id='claim-1']//blockquote/span")
    assert (before.get("class"), before.text.endswith("主要目标全部完成。")) == ("soft", True)
    assert (after.get("class"), after.text.startswith("；一般公共预算收入11.05亿元")) == ("soft rest", True)


def test_a_claim_that_was_not_read_shows_why_and_no_verdict(unread: Bundle) -> None:
    page = page_of(unread)
    assert page.xpath("string(//section[@id='claim-1']/h2)") == "1. row 2"
    assert page.xpath("string(//section[@id='claim-1']/dl)") == "未能核查line 2: no claim in this row"
    assert page.xpath("//section[@id='claim-1']//span[contains(@class, 'verdict')]") == []
    assert page.xpath("string(//table[@class='summary']//tr[1]/td[3])") == "未能核查"


def test_the_page_tells_its_bundle_and_loads_nothing(bundle: Bundle) -> None:
    page = page_of(bundle)
    assert bundle.sha256 in page.xpath("//dd/code/text()")
    assert page.xpath("//script | //img | //link | //iframe") == []
    links = {link for link in page.xpath("//a/@href") if not link.startswith("#claim-")}
    assert links == {"https://example.org/reports?id=1&lang=zh"}


def test_an_answer_is_in_its_own_language_and_names_who_wrote_it(answered: Bundle) -> None:
    page = page_of(answered)
    assert (page.get("lang"), page.xpath("string(//h1)")) == ("en", "Questions answered")
    assert page.xpath("string(//blockquote/b)") == answered.answers[0].citations[0].quote
    assert page.xpath("//table") == []
    assert "Answered by a language modelopenai:small" in page.text_content()
