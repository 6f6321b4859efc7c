"""Charts and diagrams: the figures as the chart shows them, the words in their shapes."""

from collections.abc import Callable

import lxml.etree as etree
import pytest
from word_files import NAMESPACES, paragraph, relations

from index.parsing.graphics import chart_tables, chart_title, diagram_lines, drawing_text
from index.report import ParsedDocument

Points = dict[int, str]


def _points(values: Points, code: str = "") -> str:
    formatted = f"<c:formatCode>{code}</c:formatCode>" if code else ""
    return formatted + "".join(f'<c:pt idx="{place}"><c:v>{value}</c:v></c:pt>' for place, value in values.items())


def _held(kind: str, cache: str, values: Points, code: str = "") -> str:
    return f"<c:{kind}><c:{cache}Ref><c:{cache}Cache>{_points(values, code)}</c:{cache}Cache></c:{cache}Ref></c:{kind}>"


def _series(name: str, categories: str, values: str) -> str:
    return f"<c:ser>{_held('tx', 'str', {0: name}) if name else ''}{categories}{values}</c:ser>"


def _chart(plot: str, title: str = "") -> etree._Element:
    return etree.fromstring(
        f"<c:chartSpace {NAMESPACES}><c:chart>{title}<c:plotArea>{plot}</c:plotArea></c:chart></c:chartSpace>"
    )


def _bars(*series: str) -> etree._Element:
    return _chart(f"<c:barChart>{''.join(series)}</c:barChart>")


def _rich(*lines: str) -> str:
    drawn = "".join(f"<a:p><a:r><a:t>{line}</a:t></a:r></a:p>" for line in lines)
    return f"<c:title><c:tx><c:rich>{drawn}</c:rich></c:tx></c:title>"


SECTORS = _held("cat", "str", {0: "一产", 1: "二产"})
DIAGRAM = f"""<dgm:dataModel {NAMESPACES}><dgm:ptLst>
 <dgm:pt type="doc"><dgm:t><a:p/></dgm:t></dgm:pt>
 <dgm:pt><dgm:t><a:p><a:r><a:t>稳增长</a:t></a:r></a:p></dgm:t></dgm:pt>
 <dgm:pt type="parTrans"/>
 <dgm:pt><dgm:t><a:p><a:r><a:t>惠</a:t></a:r><a:r><a:t>民生</a:t></a:r></a:p></dgm:t></dgm:pt>
 <dgm:pt><dgm:t><a:p><a:r><a:t>Growth</a:t></a:r></a:p><a:p><a:r><a:t>6.1%</a:t></a:r></a:p></dgm:t></dgm:pt>
 </dgm:ptLst></dgm:dataModel>"""


def test_a_category_is_a_row_and_a_series_a_column() -> None:
    root = _bars(
        _series("增加值", SECTORS, _held("val", "num", {0: "12", 1: "85.04"}, "0.0")),
        _series("增速", SECTORS, _held("val", "num", {1: "0.061"}, "0.0%")),
    )
    assert list(chart_tables(root)) == [[["", "增加值", "增速"], ["一产", "12.0", ""], ["二产", "85.0", "6.1%"]]]


def test_a_point_may_have_a_format_of_its_own() -> None:
    own = '<c:pt idx="0" formatCode="0%"><c:v>0.5</c:v></c:pt><c:pt idx="1"><c:v>0.25</c:v></c:pt>'
    values = f"<c:val><c:numRef><c:numCache><c:formatCode>General</c:formatCode>{own}</c:numCache></c:numRef></c:val>"
    assert list(chart_tables(_bars(_series("x", SECTORS, values)))) == [[["", "x"], ["一产", "50%"], ["二产", "0.25"]]]


def test_categories_that_are_days_and_points_of_a_scatter() -> None:
    days = _held("cat", "num", {0: "45657"}, 'yyyy"年"m"月"')
    assert list(chart_tables(_bars(_series("期末", days, _held("val", "num", {0: "9"}))))) == [
        [["", "期末"], ["2024年12月", "9"]]
    ]
    scatter = _series("", _held("xVal", "num", {0: "1.5", 1: "2"}), _held("yVal", "num", {0: "3", 1: "4"}))
    assert list(chart_tables(_chart(f"<c:scatterChart>{scatter}</c:scatterChart>"))) == [
        [["", ""], ["1.5", "3"], ["2", "4"]]
    ]


def test_series_with_other_categories_stand_apart() -> None:
    years = _held("cat", "num", {0: "2023", 1: "2024"}, "General")
    root = _bars(
        _series("收入", SECTORS, _held("val", "num", {0: "1", 1: "2"})),
        _series("人口", years, _held("val", "num", {0: "3", 1: "4"})),
        _series("支出", SECTORS, _held("val", "num", {0: "5", 1: "6"})),
    )
    assert list(chart_tables(root)) == [
        [["", "收入", "支出"], ["一产", "1", "5"], ["二产", "2", "6"]],
        [["", "人口"], ["2023", "3"], ["2024", "4"]],
    ]


def test_categories_of_several_levels_are_named_by_the_innermost() -> None:
    levels = "".join(f"<c:lvl>{_points(each)}</c:lvl>" for each in ({0: "一季度", 1: "二季度"}, {0: "2024年"}))
    nested = f"<c:cat><c:multiLvlStrRef><c:multiLvlStrCache>{levels}</c:multiLvlStrCache></c:multiLvlStrRef></c:cat>"
    assert list(chart_tables(_bars(_series("收入", nested, _held("val", "num", {0: "1", 1: "2"}))))) == [
        [["", "收入"], ["一季度", "1"], ["二季度", "2"]]
    ]


def test_values_that_are_no_numbers_and_charts_without_any() -> None:
    odd = _held("val", "num", {0: "#N/A", 1: " "}, "0.0")
    assert list(chart_tables(_bars(_series("甲", SECTORS, odd)))) == [[["", "甲"], ["一产", "#N/A"]]]
    assert list(chart_tables(_bars(_series("甲", SECTORS, "")))) == []
    assert list(chart_tables(_chart(""))) == []
    no_place = "<c:val><c:numLit><c:pt idx='²'><c:v>5</c:v></c:pt><c:pt idx='1'><c:v>7</c:v></c:pt></c:numLit></c:val>"
    assert list(chart_tables(_bars(_series("甲", "", no_place)))) == [[["", "甲"], ["", "7"]]]


@pytest.mark.parametrize(
    ("title", "text"),
    [
        (_rich("2024年各产业"), "2024年各产业"),
        (_rich("Output by sector", "billion yuan"), "Output by sector billion yuan"),
        (f"<c:title>{_held('tx', 'str', {0: '收入'})}</c:title>", "收入"),
        ("", ""),
        ("<c:title/>", ""),
    ],
)
def test_titles(title: str, text: str) -> None:
    assert chart_title(_chart("", title)) == text


def test_the_title_of_an_axis_is_not_the_charts() -> None:
    assert chart_title(_chart(f"<c:valAx>{_rich('亿元')}</c:valAx>")) == ""


def test_a_diagram_says_a_line_a_shape() -> None:
    assert diagram_lines(etree.fromstring(DIAGRAM)) == ["稳增长", "惠民生", "Growth 6.1%"]
    assert diagram_lines(etree.fromstring(f"<dgm:dataModel {NAMESPACES}/>")) == []


def test_the_paragraphs_of_a_shape() -> None:
    shape = (
        f"<a:txBody {NAMESPACES}><a:p><a:r><a:t>上行</a:t></a:r><a:br/><a:r><a:t>下行 </a:t></a:r></a:p>"
        "<a:p><a:endParaRPr/></a:p><a:p><a:r><a:t> </a:t></a:r></a:p><a:p><a:r><a:t>Second</a:t></a:r></a:p></a:txBody>"
    )
    assert list(drawing_text(etree.fromstring(shape))) == ["上行\n下行", "Second"]


def test_charts_and_diagrams_in_a_document(build_docx: Callable[..., bytes]) -> None:
    from index.parsing.limits import Limits
    from index.parsing.word.reading import parse_docx

    def drawn(content: str) -> str:
        graphic = f"<a:graphic {NAMESPACES}><a:graphicData>{content}</a:graphicData></a:graphic>"
        return f"<w:p><w:r><w:drawing>{graphic}</w:drawing></w:r></w:p>"

    chart = _chart(
        f"<c:barChart>{_series('增速', SECTORS, _held('val', 'num', {0: '0.03', 1: '0.061'}, '0.0%'))}</c:barChart>",
        _rich("2024年各产业"),
    )
    data = build_docx(
        paragraph("如图。") + drawn('<c:chart r:id="chart1"/>') + drawn('<dgm:relIds r:dm="diagramData2"/>'),
        **{
            "word/_rels/document.xml.rels": relations(chart1="charts/chart1.xml", diagramData2="diagrams/data1.xml"),
            "word/charts/chart1.xml": etree.tostring(chart),
            "word/diagrams/data1.xml": DIAGRAM,
        },
    )
    document: ParsedDocument = parse_docx(data, Limits())
    assert [(each.kind.value, document.text[each.start : each.end]) for each in document.blocks] == [
        ("paragraph", "如图。"),
        ("paragraph", "2024年各产业"),
        ("table", "\t增速\n一产\t3.0%\n二产\t6.1%"),
        ("list_item", "稳增长"),
        ("list_item", "惠民生"),
        ("list_item", "Growth 6.1%"),
    ]
