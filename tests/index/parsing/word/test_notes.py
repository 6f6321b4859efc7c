"""Footnotes, endnotes and comments: where they stand, whose they are, and what is none."""

from collections.abc import Callable

from word_files import paragraph, part, relations, run, table

from index.report import ParsedDocument

Parse = Callable[..., ParsedDocument]
Blocks = Callable[..., list[tuple[str, int, str]]]


def _note(kind: str, identity: int, text: str, more: str = "") -> str:
    return f'<w:{kind} w:id="{identity}" {more}>{paragraph(text)}</w:{kind}>'


def _refers(kind: str, identity: int | str) -> str:
    return f'<w:r><w:{kind}Reference w:id="{identity}"/></w:r>'


def _commented(text: str, *notes: str) -> tuple[str, str]:
    references = "".join(_refers("comment", number) for number in range(len(notes)))
    return f"<w:p>{run(text)}{references}</w:p>", part("comments", "".join(notes))


def test_notes_stand_behind_the_block_that_refers_to_them(blocks: Blocks) -> None:
    footnotes = part(
        "footnotes",
        _note("footnote", -1, "———", 'w:type="separator"')
        + _note("footnote", 2, "初步核算数。")
        + _note("footnote", 3, "含直属区。", 'w:type="normal"'),
    )
    endnotes = part("endnotes", _note("endnote", 1, "据统计局。"))
    body = (
        f"<w:p>{run('生产总值186.4亿元')}{_refers('footnote', 2)}{run('，增长6.1%。')}{_refers('endnote', 1)}</w:p>"
        + paragraph("下一段。")
        + table(
            [paragraph("指标"), paragraph("值")], [f"<w:p>{run('人口')}{_refers('footnote', 3)}</w:p>", paragraph("9")]
        )
        + paragraph("再一段。")
    )
    assert [text for _, _, text in blocks(body, footnotes__xml=footnotes, endnotes__xml=endnotes)] == [
        "生产总值186.4亿元，增长6.1%。",
        "初步核算数。",
        "据统计局。",
        "下一段。",
        "指标\t值\n人口\t9",
        "含直属区。",
        "再一段。",
    ]


def test_a_file_whose_text_is_all_in_notes(parse: Parse) -> None:
    footnotes = part("footnotes", _note("footnote", 2, "全部内容在脚注。"))
    assert parse(f"<w:p>{_refers('footnote', 2)}</w:p>", footnotes__xml=footnotes).text == "全部内容在脚注。"


def test_a_line_that_parts_notes_from_text_is_no_note(parse: Parse) -> None:
    kinds = ("separator", "continuationSeparator", "continuationNotice")
    footnotes = part(
        "footnotes", "".join(_note("footnote", number, "———", f'w:type="{kind}"') for number, kind in enumerate(kinds))
    )
    body = f"<w:p>{run('正文。')}{''.join(_refers('footnote', number) for number in range(3))}</w:p>"
    assert parse(body, footnotes__xml=footnotes).text == "正文。"


def test_a_note_is_read_once_whatever_refers_to_it(parse: Parse) -> None:
    # The second refers to itself, the third is not there, the fourth's number is none.
    ring = f'<w:footnote w:id="2"><w:p>{run("口径已调整。")}{_refers("footnote", 2)}</w:p></w:footnote>'
    references = "".join(_refers("footnote", number) for number in (2, 2, 9, "x", ""))
    document = parse(f"<w:p>{run('增长6%。')}{references}</w:p>", footnotes__xml=part("footnotes", ring))
    assert document.text == "增长6%。\n口径已调整。"


def test_notes_of_several_paragraphs_with_tables_and_notes_of_their_own(blocks: Blocks) -> None:
    rows = table([paragraph("甲"), paragraph("1")], [paragraph("乙"), paragraph("2")])
    content = f"{paragraph('分项如下：')}{rows}<w:p>{run('完。')}{_refers('endnote', 2)}</w:p>"
    note = f'<w:footnote w:id="2">{content}</w:footnote>'
    found = blocks(
        f"<w:p>{run('正文。')}{_refers('footnote', 2)}</w:p>",
        footnotes__xml=part("footnotes", note),
        endnotes__xml=part("endnotes", _note("endnote", 2, "See annex.")),
    )
    assert found == [
        ("paragraph", 0, "正文。"),
        ("paragraph", 0, "分项如下："),
        ("table", 0, "甲\t1\n乙\t2"),
        ("paragraph", 0, "完。"),
        ("paragraph", 0, "See annex."),
    ]


def test_a_comment_says_whose_it_is(parse: Parse) -> None:
    body, comments = _commented(
        "增长6%。",
        _note("comment", 0, "此数待核。", 'w:author="李四"'),
        _note("comment", 1, "Check this.", 'w:author="Ann Lee"'),
        _note("comment", 2, "OK", 'w:author="李四"'),
        _note("comment", 3, "已核。", 'w:author=" "'),
        _note("comment", 4, "Agreed."),
    )
    assert parse(body, comments__xml=comments).text.split("\n") == [
        "增长6%。",
        "批注（李四）：此数待核。",
        "Comment (Ann Lee): Check this.",
        "批注（李四）：OK",
        "批注：已核。",
        "Comment: Agreed.",
    ]


def test_a_comment_is_one_block_and_none_where_it_says_nothing(blocks: Blocks) -> None:
    two = f'<w:comment w:id="0" w:author="王">{paragraph("一是来源。")}{paragraph("二是口径。")}</w:comment>'
    body, comments = _commented("正文。", two, _note("comment", 1, " ", 'w:author="王"'))
    assert blocks(body, comments__xml=comments) == [
        ("paragraph", 0, "正文。"),
        ("paragraph", 0, "批注（王）：一是来源。\n二是口径。"),
    ]


def test_a_deleted_reference_leaves_no_note(parse: Parse) -> None:
    footnotes = part("footnotes", _note("footnote", 2, "旧注。"))
    body = f"<w:p>{run('正文。')}<w:del>{_refers('footnote', 2)}</w:del></w:p>"
    assert parse(body, footnotes__xml=footnotes).text == "正文。"


def test_a_part_of_another_name_and_a_document_without_parts(parse: Parse) -> None:
    body = f"<w:p>{run('正文。')}{_refers('footnote', 2)}</w:p>"
    named = {"notes/f__xml": part("footnotes", _note("footnote", 2, "在别处。"))}
    assert parse(body, relations=relations(footnotes1="notes/f.xml"), **named).text == "正文。\n在别处。"
    assert parse(body).text == "正文。"
