"""When a notice or a news item was issued, and who signs it."""

import pytest

from index.report import Block, BlockKind, ParsedDocument
from index.structure.issued import issued_on, signed_by
from index.structure.metadata import read_metadata

BODY = "各区人民政府要高度重视，抓好落实。" * 20


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("发布日期：2020-02-05\n关于支持中小企业的若干措施", "2020-02-05"),
        ("成文日期: 2020年2月4日\n发布时间：2020年2月6日", "2020-02-04"),
        ("【发文日期】２０２０年２月５日\n通知", "2020-02-05"),
        ("2023年6月30日，青禾市召开会议。", "2023-06-30"),
        (f"关于防汛工作的通知\n{BODY}\n青禾市人民政府办公室\n2021年7月1日\n（此件公开发布）", "2021-07-01"),
    ],
)
def test_the_day_of_a_chinese_text(text: str, day: str) -> None:
    """Its label, its first words, or the line below its signature; full-width digits too."""
    assert issued_on(text) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Date of Report (Date of earliest event reported): April 27, 2026\nHarbour Line, Inc.", "2026-04-27"),
        ("LISBON — August 23, 2023 — Harbour Line today reported revenue.", "2023-08-23"),
        ("Dated 4 March 2021\nThe Board", None),
        ("The notice, dated 4 March 2021, applies.", "2021-03-04"),
        ("A Study of Rural Roads\nJanuary 2023\nSummary", "2023-01"),
    ],
)
def test_the_day_of_an_english_text(text: str, day: str | None) -> None:
    """A form's label, a dateline, a day in either order; a title page's month."""
    assert issued_on(text) == day


@pytest.mark.parametrize(
    "text",
    [
        "",
        "关于支持中小企业的若干措施\n一、减轻负担。",
        f"{BODY}会议于2023年6月30日召开，部署有关工作。{BODY}",
        "Revenue rose 3% in the year.",
    ],
)
def test_a_text_that_does_not_say(text: str) -> None:
    """A day in the middle of a sentence is of something else."""
    assert issued_on(text) is None


@pytest.mark.parametrize(
    "text", ["发布日期：2020-13-05\n通知", "发布日期：2020年2月32日\n通知", "发布日期：2021-02-30\n通知"]
)
def test_a_day_that_no_month_has_is_none(text: str) -> None:
    """A misprint must not become a day that a calendar refuses."""
    assert issued_on(text) is None


def test_the_label_is_believed_before_the_signature() -> None:
    text = f"印发日期：2020年2月6日\n{BODY}\n青禾市人民政府办公厅\n2020年2月4日\n"
    assert issued_on(text) == "2020-02-06"


@pytest.mark.parametrize(
    ("text", "office"),
    [
        (f"{BODY} 青禾市人民政府办公厅 2020年2月5日 分享：", "青禾市人民政府办公厅"),
        (f"{BODY}\n青禾市教育局\n2020年2月5日\n", "青禾市教育局"),
        (f"{BODY}\n双溪县防汛抗旱指挥部\n２０２０年２月５日\n", "双溪县防汛抗旱指挥部"),
        (f"{BODY}\n青禾市人民政府\n", None),
        ("会议由青禾市教育局2020年2月5日召开。", None),
        ("", None),
    ],
)
def test_who_signs(text: str, office: str | None) -> None:
    """An office alone before the day; one inside a sentence signs nothing."""
    assert signed_by(text) == office


def test_an_english_text_with_a_day_that_no_month_has_is_still_read() -> None:
    """Its title would be completed by that day, which no calendar writes out."""
    text = "Minutes of the board\n2021-02-30\nThe board met and agreed on the budget.\n"
    assert read_metadata(ParsedDocument(text, (Block(BlockKind.PARAGRAPH, 0, len(text)),)), "a.txt").issued is None
