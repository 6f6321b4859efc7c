"""What a paragraph says: tracked changes, hidden and struck text, fields, controls, boxes, raised digits."""

from collections.abc import Callable

import pytest
from word_files import paragraph, run, table

from index.report import ParsedDocument

Parse = Callable[..., ParsedDocument]


def _p(content: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{content}</w:p>"


def _removed(document: ParsedDocument) -> list[tuple[str, str]]:
    return [(removal.text, removal.reason) for removal in document.removals]


def test_changes_count_as_accepted(parse: Parse) -> None:
    deleted = "<w:r><w:delText>4200</w:delText></w:r>"
    body = (
        _p(f"{run('就业')}<w:del>{deleted}</w:del><w:ins>{run('3900')}</w:ins>{run('人。')}")
        + _p(f"<w:moveFrom>{run('搬走。')}</w:moveFrom>")
        + _p(f"<w:ins><w:del>{deleted}</w:del></w:ins><w:moveTo>{run('搬来。')}</w:moveTo>")
    )
    assert parse(body).text == "就业3900人。\n搬来。"


def test_struck_text_is_left_out_and_named(parse: Parse) -> None:
    document = parse(
        _p(f"{run('增长')}{run('7.5%', '<w:strike/>')}{run('6%，')}{run('9所，', '<w:dstrike/>')}{run('4所。')}")
    )
    assert document.text == "增长6%，4所。"
    assert _removed(document) == [("7.5%", "struck-through text"), ("9所，", "struck-through text")]
    assert document.problems == ("Struck-through text is left out: “7.5%”; “9所，”.",)


def _field(instruction: str, result: str, form: str = "") -> str:
    def mark(kind: str, inside: str = "") -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}">{inside}</w:fldChar></w:r>'

    said = mark("separate") + result if result else ""
    return f"{mark('begin', form)}<w:r><w:instrText>{instruction}</w:instrText></w:r>{said}{mark('end')}"


def test_fields_say_their_result(parse: Parse) -> None:
    nested = _field(f"IF {_field('MERGEFIELD X', run('内'))} = 1", run("真"))
    body = (
        _p(f"{run('见')}{_field('HYPERLINK x', run('附件'))}{run('。')}")
        + _p(f'<w:fldSimple w:instr=" SEQ 表 ">{run("3")}</w:fldSimple>{run("号")}')
        + _p(run("甲") + nested.replace("</w:instrText></w:r><w:r>", "</w:instrText></w:r><w:r>", 1))
    )
    assert parse(body).text == "见附件。\n3号\n甲真"


def test_a_field_without_its_end_swallows_no_text(parse: Parse) -> None:
    begun = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF x</w:instrText></w:r>'
    body = _p(begun + run("甲")) + _p(_field("REF y", run("乙"))) + paragraph("丙")
    assert parse(body).text == "甲\n乙\n丙"


@pytest.mark.parametrize(
    ("form", "result", "text"),
    [
        ('<w:checkBox><w:default w:val="0"/><w:checked/></w:checkBox>', "", "☑"),
        ('<w:checkBox><w:default w:val="0"/></w:checkBox>', "", "□"),
        ('<w:checkBox><w:default w:val="1"/><w:checked w:val="0"/></w:checkBox>', "", "□"),
        ('<w:ddList><w:result w:val="1"/><w:listEntry w:val="优"/><w:listEntry w:val="良"/></w:ddList>', "", "良"),
        ('<w:ddList><w:listEntry w:val="优"/></w:ddList>', run("优"), "优"),
        ('<w:textInput><w:default w:val="无"/></w:textInput>', "", "无"),
        ('<w:textInput><w:default w:val="无"/></w:textInput>', run("60万元"), "60万元"),
    ],
)
def test_form_fields_of_the_old_kind(parse: Parse, form: str, result: str, text: str) -> None:
    body = _p(run("结论：") + _field("FORM", result, f"<w:ffData>{form}</w:ffData>"))
    assert parse(body).text == f"结论：{text}"


def test_content_controls(parse: Parse) -> None:
    def control(content: str, properties: str = "") -> str:
        return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"

    cell = control("<w:tc>" + paragraph("5600") + "</w:tc>")
    row = f"<w:tr><w:tc>{paragraph('水厂')}</w:tc>{cell}</w:tr>"
    body = (
        control(control(paragraph("封面")))
        + _p(run("单位：") + control(control(run("县水利局"))))
        + _p(run("日期：") + control(run("单击此处输入日期。"), "<w:showingPlcHdr/>"))
        + _p(run("公开：") + control("", '<w14:checkbox><w14:checked w14:val="1"/></w14:checkbox>') + run("是"))
        + _p(run("公开：") + control(run("☐"), '<w14:checkbox><w14:checked w14:val="0"/></w14:checkbox>') + run("否"))
        + f"<w:tbl><w:tr><w:tc>{paragraph('项目')}</w:tc><w:tc>{paragraph('万元')}</w:tc></w:tr>{control(row)}</w:tbl>"
    )
    document = parse(body)
    assert document.text == "封面\n单位：县水利局\n日期：\n公开：☑是\n公开：☐否\n项目\t万元\n水厂\t5600"
    assert _removed(document) == [("单击此处输入日期。", "placeholder")]


@pytest.mark.parametrize(
    ("xml", "text"),
    [
        ("<w:r><w:noBreakHyphen/></w:r>", "-"),
        ("<w:r><w:softHyphen/></w:r>", ""),
        ("<w:r><w:tab/></w:r>", "\t"),
        (
            "<w:r><w:ruby><w:rt><w:r><w:t>hàn</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>汉</w:t></w:r></w:rubyBase></w:ruby></w:r>",
            "汉",
        ),
    ],
)
def test_signs_that_are_no_letters(parse: Parse, xml: str, text: str) -> None:
    assert parse(_p(run("甲") + xml + run("乙"))).text == f"甲{text}乙"


def test_boxes_are_read_once_and_in_cells_too(parse: Parse) -> None:
    def box(text: str) -> str:
        drawn = f"<wps:txbx><w:txbxContent>{paragraph(text)}</w:txbxContent></wps:txbx>"
        old = f"<w:pict><v:textbox><w:txbxContent>{paragraph(text)}</w:txbxContent></v:textbox></w:pict>"
        return (
            f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'>{drawn}</mc:Choice>"
            f"<mc:Fallback>{old}</mc:Fallback></mc:AlternateContent></w:r>"
        )

    only_old = (
        "<w:r><mc:AlternateContent><mc:Choice Requires='x'><w:drawing/></mc:Choice><mc:Fallback><w:pict><v:textbox>"
        f"<w:txbxContent>{paragraph('旧框')}</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    body = (
        _p(run("正文") + box("新框") + only_old)
        + table([paragraph("指标"), paragraph("完成")], [paragraph("粮食"), _p(box("23.8万吨"))])
        + _p("<w:r><w:pict><v:shape><v:textpath string='艺术字'/></v:shape></w:pict></w:r>")
    )
    assert parse(body).text == "正文\n新框\n旧框\n指标\t完成\n粮食\t23.8万吨\n艺术字"


def test_raised_digits_are_powers_units_or_marks_of_notes(parse: Parse) -> None:
    raised = "<w:vertAlign w:val='superscript'/>"
    body = (
        _p(run("3.6×10") + run("4", raised) + run("吨"))
        + _p(run("28微克/m") + run("3", raised))
        + _p(run("人口186") + run("2", raised) + run("万人"))
        + _p(run("CO") + run("2", "<w:vertAlign w:val='subscript'/>"))
        + _p(run("Revenue") + run("2", raised) + run(" rose by the 10") + run("th", raised))
        + _p(run("浓度10") + run("-4", raised) + run("克") + run("[3]", raised) + run("。"))
    )
    document = parse(body)
    assert document.text == ("3.6×10^4吨\n28微克/m³\n人口186万人\nCO2\nRevenue rose by the 10th\n浓度10^-4克。")
    assert _removed(document) == [("2", "note mark"), ("2", "note mark"), ("[3]", "note mark")]
