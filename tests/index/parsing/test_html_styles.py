"""What styles do to a page's text: what they hide, what they strike out, and what is white on no ground."""

import lxml.etree as etree
import pytest

from index.parsing.html_styles import HIDDEN_REASON, STRUCK_REASON, PageStyles


def left_out(page: str) -> list[str | None]:
    """Why each element with the id or class `x` is left out of a page."""
    root = etree.fromstring(f"<html><body>{page}</body></html>", etree.HTMLParser())
    styles = PageStyles(root)
    return [styles.left_out(element) for element in root.xpath("//*[@id='x' or contains(@class, 'x')]")]


@pytest.mark.parametrize(
    ("attributes", "reason"),
    [
        ("", None),
        ("hidden", HIDDEN_REASON),
        ('type="hidden"', HIDDEN_REASON),
        ('style="display: none"', HIDDEN_REASON),
        ('style="font-size:0"', HIDDEN_REASON),
        ('style="font-size:0.9em"', None),
        ('style="text-indent:-9999px"', HIDDEN_REASON),
        ('style="text-indent:-2em"', None),
        ('style="height:0;overflow:hidden"', HIDDEN_REASON),
        ('style="height:0"', None),
        ('style="text-decoration: line-through"', STRUCK_REASON),
        ('style="text-decoration: underline"', None),
        ('style="text-decoration:line-through;display:none"', HIDDEN_REASON),
    ],
)
def test_an_element_says_that_it_is_not_to_be_read(attributes: str, reason: str | None) -> None:
    assert left_out(f'<p id="x" {attributes}>文</p>') == [reason]


def test_elements_with_one_style_are_told_apart_by_all_else() -> None:
    style = 'style="color:#fff"'
    assert left_out(f'<p><span id="x" {style}>甲</span></p>') == [None]  # an id may give it a ground
    page = f'<div><i class="x" {style}>甲</i></div><p bgcolor="red"><del class="x" {style}>乙</del></p>'
    assert left_out(page) == [None, STRUCK_REASON]
    white = etree.fromstring(f"<html><body><i {style}>甲</i><b bgcolor='red' {style}>乙</b></body></html>")
    styles = PageStyles(white)
    assert [styles.left_out(each) for each in white.iter("i", "b")] == [HIDDEN_REASON, None]


def test_a_style_sheet_hides_and_strikes_classes_and_ids_on_screens() -> None:
    rules = (
        ".xa, #x{display:none}",
        ".xb{text-decoration:line-through}",
        "@media print{.xc{display:none}}",
        "p.xd{display:none}",
    )
    sheet = f"<style>{' '.join(rules)}</style>"
    page = f"{sheet}<p class='xa'>1</p><p id='x'>2</p><p class='xb'>3</p><p class='xc'>4</p><p class='xd'>5</p>"
    assert left_out(page) == [HIDDEN_REASON, HIDDEN_REASON, STRUCK_REASON, None, None]


def test_type_in_bold_or_underlined_is_emphatic() -> None:
    root = etree.fromstring(
        "<p><i style='font-weight:700'/><i style='text-decoration:underline'/><i style='x'/><b/></p>"
    )
    styles = PageStyles(root)
    assert [styles.is_emphatic(each) for each in root] == [True, True, False, False]
