"""Charts and diagrams of office files: the figures that a chart was drawn from as a table, the words of SmartArt."""

from collections.abc import Iterator

import lxml.etree as etree

from index.parsing.number_formats import plain, shown
from index.parsing.package import local, value, whole

Rows = list[list[str | None]]
# A chart of more points is drawn from a table that stands elsewhere.
_MOST_POINTS = 2_000


def drawing_text(element: etree._Element) -> Iterator[str]:
    """The paragraphs of a shape's text, empty ones left out."""
    for paragraph in element.iter("{*}p"):
        text = "".join("\n" if local(each) == "br" else each.text or "" for each in paragraph.iter("{*}t", "{*}br"))
        if text.strip():
            yield text.strip()


def diagram_lines(root: etree._Element) -> list[str]:
    """What a SmartArt diagram says, a shape a line, in the order of its data."""
    lines = []
    for point in root.iter("{*}pt"):
        text = point.find("{*}t")
        if text is not None:
            lines.append(" ".join(drawing_text(text)))
    return [line for line in lines if line]


def chart_title(root: etree._Element) -> str:
    """A chart's own title; empty without one."""
    title = next(root.iter("{*}title"), None)
    return "" if title is None or local(title.getparent()) not in ("chart",) else " ".join(_title_text(title))


def _title_text(title: etree._Element) -> Iterator[str]:
    yield from drawing_text(title)
    yield from (each.text or "" for each in title.iter("{*}v"))


def chart_tables(root: etree._Element) -> Iterator[Rows]:
    """The figures a chart shows: a row a category, a column a series; series with other categories apart."""
    columns: list[tuple[str, dict[int, str], dict[int, str]]] = []
    for series in root.iter("{*}ser"):
        name = " ".join(each.text or "" for each in series.iterfind("{*}tx//{*}v")).strip()
        values = _points(series, "val", "yVal")
        categories = _points(series, "cat", "xVal")
        if values:
            columns.append((name, categories or dict.fromkeys(values, ""), values))
    while columns:
        categories = columns[0][1]
        together = [column for column in columns if column[1] == categories]
        columns = [column for column in columns if column[1] != categories]
        places = sorted(set().union(*(values for _, _, values in together)))
        rows: Rows = [["", *(name for name, _, _ in together)]]
        rows += [[categories.get(p, ""), *(values.get(p, "") for _, _, values in together)] for p in places]
        yield rows


def _points(series: etree._Element, *kinds: str) -> dict[int, str]:
    found: dict[int, str] = {}
    for kind in kinds:
        holder = series.find(f"{{*}}{kind}")
        if holder is None:
            continue
        code = next((each.text or "" for each in holder.iter("{*}formatCode")), "")
        # Categories of several levels: the first level is the innermost.
        level = holder.find(".//{*}lvl")
        for point in (holder if level is None else level).iter("{*}pt"):
            place, text = whole(value(point, "idx")), (point.findtext("{*}v") or "").strip()
            if place is not None and text and len(found) < _MOST_POINTS:
                stated = point.get("formatCode") or code
                found[place] = _figure(text, stated) if local(point.getparent()).startswith("num") else text
    return found


def _figure(text: str, code: str) -> str:
    try:
        number = float(text)
    except ValueError:
        return text
    return shown(number, code) if code and code != "General" else plain(number)
