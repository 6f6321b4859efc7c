"""A bundle as Markdown: its tables, both verdicts, each quote's stance, and links only where they are plain."""

from assistant.bundle.formats.markdown import markdown_page
from assistant.bundle.schema import Bundle


def lines_of(bundle: Bundle) -> list[str]:
    return markdown_page(bundle).decode().splitlines()


def test_the_stance_of_each_quote_and_what_differs(bundle: Bundle) -> None:
    lines = lines_of(bundle)
    assert [line for line in lines if line.startswith("### ")] == ["### [1] 相反", "### [1] 支持"]
    assert "| 数值 | **6.8%** | **6.1%** |" in lines
    assert f"- 证据包 SHA-256: `{bundle.sha256}`" in lines


def test_a_person_s_verdict_stands_beside_the_machine_s(bundle: Bundle) -> None:
    lines = lines_of(bundle)
    start = lines.index("- 机器结论: **与报告不符**")
    assert lines[start + 1 : start + 4] == [
        "- 人工改判: **部分与报告相符**",
        "  - 说明: 尾数之差",
        "  - 改判人: 李记者 2026-11-25T23:00:00Z",
    ]
    assert "| 1 | 2024年云岭县地区生产总值增长16.8%，不是6.8%。 | 部分与报告相符（人工改判） |" in lines


def test_a_quote_of_several_lines_is_one_line_between_its_neighbours(bundle: Bundle) -> None:
    claim = bundle.claims[0]
    rows = claim.citations[0].model_copy(update={"quote": "指标\t2024年\n增速\t6.1%", "before": " ", "after": "完。"})
    changed = bundle.model_copy(update={"claims": (claim.model_copy(update={"citations": (rows,)}),)})
    lines = lines_of(changed)
    assert [line for line in lines if line.startswith("> ")] == ["> **指标 2024年 增速 6.1%**  ", "> 完。  "]


def test_a_claim_that_was_not_read_has_no_verdict(unread: Bundle) -> None:
    lines = lines_of(unread)
    assert "- 未能核查: line 2: no claim in this row" in lines
    assert "| 1 | row 2 | 未能核查 |" in lines


def test_only_a_plain_address_is_a_link(bundle: Bundle) -> None:
    assert "- 来源网址: <https://example.org/reports?id=1&lang=zh>" in lines_of(bundle)
    claim = bundle.claims[0]
    odd = claim.citations[0].model_copy(update={"url": "javascript:alert(1)"})
    changed = bundle.model_copy(update={"claims": (claim.model_copy(update={"citations": (odd,)}),)})
    assert "- 来源网址: javascript\\:alert\\(1\\)" in lines_of(changed)


def test_an_answer_names_who_wrote_it_and_one_without_quotes_says_so(answered: Bundle) -> None:
    lines = lines_of(answered)
    assert lines[0] == "# Questions answered"
    assert "- Answered by a language model: openai:small" in lines
    bare = answered.answers[0].model_copy(update={"citations": (), "status": "not_found", "answer": ""})
    assert "There is no passage to quote." in lines_of(answered.model_copy(update={"answers": (bare,)}))
