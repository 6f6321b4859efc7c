"""What hangs on the text: notes, comments, charts, diagrams, chunks of other formats, page headers, the contents."""

from collections.abc import Callable

import pytest
from word_files import NAMESPACES, paragraph, relations

from index.errors import DamagedFile
from index.report import ParsedDocument

Parse = Callable[..., ParsedDocument]
Blocks = Callable[..., list[tuple[str, int, str]]]


def _points(kind: str, cache: str, values: dict[int, str], code: str = "") -> str:
    points = "".join(f'<c:pt idx="{place}"><c:v>{value}</c:v></c:pt>' for place, value in values.items())
    formatted = f"<c:formatCode>{code}</c:formatCode>" if code else ""
    return f"<c:{kind}><c:{cache}Ref><c:{cache}Cache>{formatted}{points}</c:{cache}Cache></c:{cache}Ref></c:{kind}>"


SECTORS = _points("cat", "str", {0: "一产", 1: "二产"})
SERIES = (
    f"<c:ser>{_points('tx', 'str', {0: '增加值'})}{SECTORS}"
    f"{_points('val', 'num', {0: '12', 1: '85.04'}, '0.0')}</c:ser>"
    f"<c:ser><c:tx><c:v>增速</c:v></c:tx>{SECTORS}{_points('val', 'num', {1: '0.061'}, '0.0%')}</c:ser>"
)
CHART = (
    f"<c:chartSpace {NAMESPACES}><c:chart><c:title><c:tx><c:rich><a:p><a:r><a:t>2024年各产业</a:t></a:r></a:p></c:rich>"
    f"</c:tx></c:title><c:plotArea><c:barChart>{SERIES}</c:barChart></c:plotArea></c:chart></c:chartSpace>"
)
DIAGRAM = """<dgm:dataModel xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram"
 xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><dgm:ptLst>
 <dgm:pt type="doc"><dgm:t><a:p/></dgm:t></dgm:pt>
 <dgm:pt><dgm:t><a:p><a:r><a:t>稳增长</a:t></a:r></a:p></dgm:t></dgm:pt>
 <dgm:pt><dgm:t><a:p><a:r><a:t>惠</a:t></a:r><a:r><a:t>民生</a:t></a:r></a:p></dgm:t></dgm:pt>
 </dgm:ptLst></dgm:dataModel>"""


def test_charts_are_tables_and_diagrams_lists(blocks: Blocks) -> None:
    def drawn(content: str) -> str:
        graphic = f"<a:graphic><a:graphicData>{content}</a:graphicData></a:graphic>"
        return f"<w:p><w:r><w:drawing>{graphic}</w:drawing></w:r></w:p>"

    body = paragraph("如图。") + drawn('<c:chart r:id="chart1"/>') + drawn('<dgm:relIds r:dm="diagramData2"/>')
    found = blocks(
        body,
        relations=relations(chart1="charts/chart1.xml", diagramData2="diagrams/data1.xml"),
        **{"charts/chart1__xml": CHART, "diagrams/data1__xml": DIAGRAM},
    )
    assert found == [
        ("paragraph", 0, "如图。"),
        ("paragraph", 0, "2024年各产业"),
        ("table", 0, "\t增加值\t增速\n一产\t12.0\t\n二产\t85.0\t6.1%"),
        ("list_item", 0, "稳增长"),
        ("list_item", 0, "惠民生"),
    ]


def test_a_part_that_declares_entities_is_refused(parse: Parse) -> None:
    bomb = f'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "aa">]><w:footnotes {NAMESPACES}/>'
    with pytest.raises(DamagedFile, match="entities"):
        parse(paragraph("x"), footnotes__xml=bomb)
