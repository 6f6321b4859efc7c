"""The lines above a body: what names the report, without sources, credits and salutations."""

from index.report import Block, BlockKind, ParsedDocument, Removal
from index.structure.fronts import Front, read_front


def front(text: str, name: str = "upload.txt", *removals: str) -> Front:
    """The front of a plain document."""
    removed = tuple(Removal(words, 0, "banner") for words in removals)
    return read_front(ParsedDocument(text, (Block(BlockKind.PARAGRAPH, 0, len(text)),), removed), name)


def test_title_dateline_and_speaker_are_kept_in_order_and_the_salutation_ends_them() -> None:
    text = (
        "政府工作报告\n——2024年1月9日在青禾县第十八届人民代表大会第三次会议上\n县长 某某\n"
        "各位代表：\n我代表县人民政府作报告。"
    )
    assert front(text).lines == (
        "政府工作报告",
        "2024年1月9日在青禾县第十八届人民代表大会第三次会议上",
        "县长 某某",
    )


def test_sources_credits_and_file_data_are_left_out() -> None:
    """A newspaper's name would pass for the report's place."""
    text = (
        "索引号：000014349/2024\n发布机构：青禾县人民政府\n来源：云岭日报\n责任编辑：赵某\n"
        "云岭日报记者 李某 摄\n青禾县政府工作报告\n"
    )
    assert front(text).lines == ("青禾县政府工作报告",)


def test_a_title_behind_its_label_and_one_spread_over_its_line() -> None:
    assert front("标　　题：青禾县政府工作报告\n").lines == ("青禾县政府工作报告",)
    assert front("政 府 工 作 报 告\n（2024年）\n").lines == ("政府工作报告", "（2024年）")


def test_spaces_between_two_names_are_no_spread_title() -> None:
    assert front("县长 某某\n").lines == ("县长 某某",)


def test_marks_around_a_line_and_lines_of_marks_are_dropped() -> None:
    assert front("# Annual Report 2023\n\n-----\n***\n\ufeff**Harbour Line, Inc.**\n").lines == (
        "Annual Report 2023",
        "Harbour Line, Inc.",
    )


def test_an_english_letters_form_of_address_names_nothing_but_does_not_end_the_front() -> None:
    """The letter's title may stand below."""
    assert front("Dear Shareholders,\nAnnual Report 2023\n").lines == ("Annual Report 2023",)
    assert front("To our shareholders:\nAnnual Report 2023\n").lines == ("Annual Report 2023",)


def test_a_front_is_twenty_lines_and_four_thousand_characters_at_most() -> None:
    """Below them stands the body."""
    assert front("\n".join(f"第{number}行" for number in range(40))).lines[-1] == "第19行"
    assert front(f"{'甲' * 4000}\n青禾县政府工作报告").lines == ("甲" * 4000,)


def test_an_empty_document_has_an_empty_front() -> None:
    assert front("", "") == Front((), "", "")


def test_what_parsing_removed_and_the_files_name_are_kept_beside() -> None:
    """Only the last ending goes: 3.5版 is part of a name."""
    found = front("正文。", "reports/青禾县2024年报告v3.5.docx", "《政府工作报告》由会员分享", "第1页")
    assert (found.removed, found.stem) == ("《政府工作报告》由会员分享\n第1页", "青禾县2024年报告v3.5")
    assert front("正文。", "青禾县报告").stem == "青禾县报告"
