"""Formulas in one line of type: no figure of them may run into another."""

from collections.abc import Callable

import lxml.etree as etree
import pytest
from word_files import NAMESPACES, run

from index.parsing.word.mathematics import math_text
from index.report import ParsedDocument


def _r(text: str) -> str:
    return f"<m:r><m:rPr><m:sty m:val='p'/></m:rPr><m:t>{text}</m:t></m:r>"


def _f(above: str, below: str) -> str:
    return f"<m:f><m:fPr><m:type m:val='bar'/></m:fPr><m:num>{above}</m:num><m:den>{below}</m:den></m:f>"


def _e(*contents: str) -> str:
    return "".join(f"<m:e>{each}</m:e>" for each in contents)


def _sup(base: str, raised: str) -> str:
    return f"<m:sSup>{_e(base)}<m:sup>{raised}</m:sup></m:sSup>"


def _sub(base: str, lowered: str) -> str:
    return f"<m:sSub>{_e(base)}<m:sub>{lowered}</m:sub></m:sSub>"


def _d(properties: str, *contents: str) -> str:
    return f"<m:d><m:dPr>{properties}</m:dPr>{_e(*contents)}</m:d>"


def _text(content: str) -> str:
    return math_text(etree.fromstring(f"<m:oMath {NAMESPACES}>{content}</m:oMath>"))


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (_r("18") + _r("6"), "186"),
        (_f(_r("3"), _r("4")), "3/4"),
        (_f(_r("a+b"), _r("2")), "(a+b)/2"),
        (_f(_r("本年收入"), _r("上年收入")) + _r("×100%"), "本年收入/上年收入×100%"),
        (_f(_f(_r("1"), _r("2")), _r("3")), "(1/2)/3"),
        # One and three quarters are no thirteen quarters.
        (_r("1") + _f(_r("3"), _r("4")), "1 3/4"),
        (_f(_r("3"), _r("4")) + _r("5"), "3/4 5"),
        (_r("1.2×") + _sup(_r("10"), _r("4")), "1.2×10^4"),
        (_r("2") + _sup(_r("10"), _r("4")), "2 10^4"),
        (_sup(_r("10"), _r("-3")), "10^(-3)"),
        (_sup(_r("x"), ""), "x"),
        (_sub(_r("CO"), _r("2")), "CO2"),
        # A base of digits: 10 in base 2 is no 102.
        (_sub(_r("10"), _r("2")), "10_2"),
        (f"<m:sSubSup>{_e(_r('x'))}<m:sub>{_r('i')}</m:sub><m:sup>{_r('2')}</m:sup></m:sSubSup>", "xi^2"),
        (f"<m:func><m:fName>{_sub(_r('log'), _r('2'))}</m:fName>{_e(_r('8'))}</m:func>", "log2 8"),
        (f"<m:rad><m:radPr><m:degHide m:val='1'/></m:radPr><m:deg/>{_e(_r('2'))}</m:rad>", "√2"),
        (f"<m:rad><m:deg>{_r('3')}</m:deg>{_e(_r('x+1'))}</m:rad>", "3√(x+1)"),
    ],
)
def test_fractions_powers_and_roots(content: str, text: str) -> None:
    assert _text(content) == text


@pytest.mark.parametrize(
    ("properties", "contents", "text"),
    [
        ("", (_r("a+b"),), "(a+b)"),
        ('<m:begChr m:val="["/><m:endChr m:val="]"/>', (_r("0"),), "[0]"),
        ('<m:begChr m:val="|"/><m:endChr m:val="|"/>', (_r("x"),), "|x|"),
        # A sign that is stated as none is not drawn: the brace before the cases of a function.
        ('<m:begChr m:val="{"/><m:endChr m:val=""/>', (_r("x"),), "{x"),
        # Word parts the contents by a bar where nothing else is stated.
        ("", (_r("A"), _r("B")), "(A|B)"),
        ('<m:sepChr m:val=","/>', (_r("1"), _r("2")), "(1,2)"),
    ],
)
def test_brackets(properties: str, contents: tuple[str, ...], text: str) -> None:
    assert _text(_d(properties, *contents)) == text
    if not properties:
        assert _text(f"<m:d>{_e(*contents)}</m:d>") == text


def test_lines_and_cells_stay_apart() -> None:
    rows = f"<m:eqArr>{_e(_r('x+y=1'), _r('2x=3'))}</m:eqArr>"
    assert _text(_d('<m:begChr m:val="{"/><m:endChr m:val=""/>', rows)) == "{x+y=1; 2x=3"
    matrix = f"<m:m><m:mPr/><m:mr>{_e(_r('1'), _r('2'))}</m:mr><m:mr>{_e(_r('3'), _r('4'))}</m:mr></m:m>"
    assert _text(_d("", matrix)) == "(1, 2; 3, 4)"
    assert _text("<m:r><m:t>x=1</m:t><w:br/><m:t>2y=3</m:t></m:r>") == "x=1\n2y=3"


def test_sums_keep_their_bounds() -> None:
    def large(sign: str, below: str, above: str, inside: str) -> str:
        stated = f'<m:naryPr><m:chr m:val="{sign}"/></m:naryPr>' if sign else "<m:naryPr/>"
        return f"<m:nary>{stated}<m:sub>{below}</m:sub><m:sup>{above}</m:sup>{_e(inside)}</m:nary>"

    assert _text(large("∑", _r("i=1"), _r("12"), _r("3i"))) == "∑(i=1)^12 3i"
    assert _text(large("", _r("0"), _r("1"), _r("x"))) == "∫0^1 x"
    assert _text(large("∑", "", "", _r("x"))) == "∑x"


def test_what_a_tracked_change_deletes_is_gone() -> None:
    deleted = '<w:del w:id="1"><m:r><m:t>4</m:t></m:r></w:del><w:ins w:id="2"><m:r><m:t>5</m:t></m:r></w:ins>'
    assert _text(_r("x=") + deleted) == "x=5"
    assert _text(_r("x=") + f"<w:moveFrom>{_r('4')}</w:moveFrom><w:moveTo>{_r('5')}</w:moveTo>") == "x=5"


def test_empty_damaged_and_deep_formulas() -> None:
    assert _text("") == "" == _text("<m:sSup/>")
    assert _text(f"<m:unknown>{_e(_r('甲'))}</m:unknown>") == "甲"
    deep = _r("7")
    for _ in range(100):
        deep = f"<m:box>{_e(deep)}</m:box>"
    assert _text(deep) == "7"


def test_formulas_in_a_line_of_text(parse: Callable[..., ParsedDocument]) -> None:
    body = "".join(
        f"<w:p>{content}</w:p>"
        for content in (
            f"{run('占')}<m:oMath>{_f(_r('3'), _r('4'))}</m:oMath>",
            f"{run('1.2×')}<m:oMath>{_sup(_r('10'), _r('4'))}</m:oMath>{run('吨')}",
            f"<m:oMathPara><m:oMath>{_f(_r('a+b'), _r('2'))}</m:oMath></m:oMathPara>",
            f"{run('耗时1')}<m:oMath>{_f(_r('1'), _r('2'))}</m:oMath>{run('小时')}",
        )
    )
    assert parse(body).text == "占3/4\n1.2×10^4吨\n(a+b)/2\n耗时1 1/2小时"
