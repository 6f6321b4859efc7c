"""What `wenju show` says of a report."""

import hashlib

from assistant.cli.show import on_one_line, removal_lines, show_document, show_lines
from index.parsing.plain_text import parse_text
from index.report import Metadata, Report, Source
from index.structure.sections import section_tree

BANNER = "《2023年报告.docx》由会员分享，可在线阅读，更多相关《2023年报告.docx》请在某某文库上搜索。"
BODY = "一、XXXX年工作回顾\n全县生产总值增长X%o五年来\u200b，投入XX亿元，坚持社会主X思想。\n二、目标\n比率为X:X:X。"
TEXT = f"{BANNER}\n{BODY}"


def report() -> Report:
    document = parse_text(TEXT)
    digest = hashlib.sha256(document.text.encode()).hexdigest()
    return Report(
        "ab" * 32,
        Metadata("报告"),
        document.text,
        digest,
        "1",
        section_tree(document, 2023),
        document.blocks,
        document.removals,
        problems=("The text stops in the middle of a sentence (…目标); the file may have been cut off.",),
        sources=(Source("r.txt", None, ""),),
    )


def test_counts_by_kind() -> None:
    document = show_document(report())
    assert document["blanked"] == {"figure": 2, "year": 1, "ratio": 1, "name": 0, "word": 1}
    assert document["blanked_sentences"] == 4
    text = report().text
    assert [(text[each["start"] : each["end"]], each["reads"]) for each in document["corrections"]] == [
        ("%o", "%"),
        ("X", "义"),
    ]
    assert document["removals"] == [
        {"at": 0, "reason": "share banner", "text": BANNER},
        {"at": text.index("五年来") + 3, "reason": "invisible character", "text": "\u200b"},
    ]
    assert document["removed_characters"] == len(BANNER) + 1


def test_the_lines_say_what_was_noticed() -> None:
    lines = "\n".join(show_lines(report()))
    assert "4 sentences hold a masked figure or word (figure 2, year 1, ratio 1, word 1)" in lines
    assert (
        "2 places are read otherwise (letter after a per cent sign 1, masked word 1), such as 「%o」 reads %" in lines
    )
    assert "characters (share banner 1, invisible character 1); see them with --removed" in lines
    assert "  problem    The text stops in the middle of a sentence" in lines


def test_each_removal_is_a_line() -> None:
    lines = list(removal_lines(report()))
    assert lines[0] == f"       0  share banner           {BANNER}"
    assert lines[1].endswith("invisible character    <U+200B>")
    assert lines[2] == f"2 removals, {len(BANNER) + 1} characters"


def test_what_cannot_be_seen_is_written_out() -> None:
    assert on_one_line("a\n\u202e\x07 b") == "a⏎<U+202E><U+0007> b"
