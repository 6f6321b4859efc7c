import pytest

from index.parsing.html import parse_html_text


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("<ol><li>甲</li><li>乙</li></ol>", "1. 甲\n2. 乙"),
        ("<ol start=4><li>甲<li value=9>乙<li>丙</ol>", "4. 甲\n9. 乙\n10. 丙"),
        ("<ol type=a><li>甲<ol type=I><li>子</ol><li>乙</ol>", "a. 甲\nI. 子\nb. 乙"),
        ("<ol reversed><li>甲<li>乙</ol>", "2. 甲\n1. 乙"),
        ("<ol style='list-style-type: cjk-ideographic'><li>甲</ol>", "一、 甲"),
        ("<ol style='list-style:none'><li>甲</ol><ul><li>乙</ul>", "甲\n乙"),
        ("<ol><li>（一）甲</li><li><p>乙</p><p>续</p></li><li></li></ol>", "（一）甲\n2. 乙\n续"),
        ("<ol start=x><li value=-3>甲</ol>", "-3. 甲"),
    ],
)
def test_items_have_the_numbers_that_a_browser_draws(source: str, shown: str) -> None:
    assert parse_html_text(f"<html><body>{source}</body></html>").text == shown
