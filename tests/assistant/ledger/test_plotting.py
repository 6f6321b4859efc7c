"""Drawings hold what the rows hold: a line a place over years, a bar a place for one year."""

import io
from xml.etree import ElementTree

import pytest
from PIL import Image

from assistant.ledger import picture
from assistant.ledger.figures import figures
from assistant.ledger.plotting import _marks, plot
from index.library import Library

SVG = "{http://www.w3.org/2000/svg}"


def test_several_years_are_lines_and_aims_are_rings(counties: Library) -> None:
    drawn = plot(figures(counties, "GDP增速"), "zh")
    assert drawn is not None
    picture = ElementTree.fromstring(drawn)
    circles = [(c.get("fill") == "#fff", c.findtext(f"{SVG}title")) for c in picture.iter(f"{SVG}circle")]
    assert [(planned, str(title).split(" · ")[1:4:2]) for planned, title in circles] == [
        (False, ["6.2%", "2023"]),
        (True, ["6%左右", "2024"]),
        (False, ["5.9%", "2024"]),
        (True, ["5.5%以上", "2025"]),
    ]
    assert len(list(picture.iter(f"{SVG}polyline"))) == 1


def test_one_year_is_bars(counties: Library) -> None:
    drawn = plot(figures(counties, "GDP增速", years=[2024]), "en", page=True)
    assert drawn is not None
    assert drawn.startswith('<!doctype html><html lang="en">')
    assert drawn.count("<rect") == 3  # the ground, and two bars
    assert "地区生产总值, %, 2024" in drawn


def test_one_figure_alone_is_not_drawn(counties: Library) -> None:
    assert plot(figures(counties, "粮食产量", years=[2024]), "zh") is None
    assert plot(figures(counties, "火箭"), "zh") is None


def dark(drawn: bytes) -> int:
    grey = Image.open(io.BytesIO(drawn)).convert("L")
    return sum(grey.histogram()[:128])


def test_a_picture_shows_chinese_and_is_twice_as_large(counties: Library) -> None:
    drawn = plot(figures(counties, "GDP增速"), "zh")
    assert drawn is not None
    shown = picture.png_of(drawn)
    assert Image.open(io.BytesIO(shown)).width == 1520
    assert dark(shown) > dark(picture.png_of(drawn.replace("地区生产总值", ""))) > 0
    assert picture.has_chinese()


def test_a_machine_without_a_chinese_font_is_told_from_one_with(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(picture, "font_file", lambda: None)
    monkeypatch.setattr(picture, "png_of", lambda drawn: b"empty")
    assert not picture.has_chinese()
    monkeypatch.setattr(picture, "png_of", lambda drawn: drawn.encode())
    assert picture.has_chinese()


def test_an_axis_has_round_marks() -> None:
    assert _marks(0, 9.3) == [0, 2, 4, 6, 8, 10]
    assert _marks(-1.2, 6) == [-2, 0, 2, 4, 6]
    assert _marks(0, 57.3) == [0, 20, 40, 60]
    assert _marks(0, 0) == [0]
