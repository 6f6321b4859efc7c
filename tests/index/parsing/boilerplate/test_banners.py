from index.parsing.boilerplate.banners import DEBRIS_RULES, INVISIBLE_RULES, cuts, invisible_cuts
from index.parsing.boilerplate.counters import page_counters
from index.parsing.plain_text import parse_text

BANNER = "《2021年工作报告.docx》由会员分享,可在线阅读,更多相关《2021年工作报告.docx(33页珍藏版)》请在某某文库上搜索。"


def _page(number: int) -> str:
    """About 300 characters, none of them a digit, that end in the middle of a sentence."""
    return f"{number}、" + "全县经济运行稳中有进，产业结构持续优化，民生保障不断改善。" * 9 + "我们将继续推动绿色低碳高"


def _removed(text: str) -> list[tuple[str, str]]:
    return [(cut.reason or "", text[cut.start : cut.end]) for cut in invisible_cuts(text)]


def test_invisible_characters_by_kind() -> None:
    text = "甲\x00\u200b乙\u202e丙\U000e0041丁\u00ad戊"
    assert sorted(_removed(text)) == [
        ("Unicode tag", "\U000e0041"),
        ("control character", "\x00"),
        ("invisible character", "\u00ad"),
        ("invisible character", "\u200b"),
        ("text direction override", "\u202e"),
    ]


def test_a_joiner_stays_in_an_emoji_and_goes_elsewhere() -> None:
    assert _removed("👨\u200d👩\u200d👧") == []
    assert _removed("各位代表：\u200d") == [("invisible character", "\u200d")]


def test_the_first_look_misses_no_character_of_a_rule() -> None:
    codes = [*range(0x3200), *range(0xD7F0, 0x10000), *range(0xE0000, 0xE0100)]
    for character in map(chr, codes):
        assert invisible_cuts(f"。{character}") == cuts(f"。{character}", INVISIBLE_RULES)


def test_tabs_and_line_breaks_are_no_control_characters() -> None:
    assert _removed("a\tb\nc") == []


def test_the_share_banner_goes_and_its_text_is_kept_for_metadata() -> None:
    document = parse_text(f"{BANNER}\n各位代表:现在报告工作。\n")
    assert document.text == "各位代表:现在报告工作。"
    assert [(r.text, r.at, r.reason) for r in document.removals] == [(BANNER, 0, "share banner")]


def test_page_counters_at_line_starts_go_and_the_halves_are_joined() -> None:
    text = BANNER + "\n" + "\n".join(_page(number) for number in range(1, 13))
    document = parse_text(text)
    assert len(document.blocks) == 1
    assert document.text == "".join(_page(number).partition("、")[2] for number in range(1, 13))
    assert [r.text.strip() for r in document.removals] == [BANNER, *(f"{number}、" for number in range(1, 13))]


def test_page_counters_in_the_middle_of_a_line_go_too() -> None:
    text = "".join(_page(number) for number in range(1, 13))
    document = parse_text(text)
    assert document.text == "".join(_page(number).partition("、")[2] for number in range(1, 13))


def test_a_list_keeps_its_numbers() -> None:
    text = "\n".join(f"{number}、支持企业做大做强，完成技术改造项目{number}个。" for number in range(1, 12))
    assert page_counters(text) == []
    assert parse_text(text).removals == ()


def test_a_list_of_long_items_keeps_its_numbers() -> None:
    item = "支持企业做大做强，完成技术改造，推动产业升级，" * 8 + "确保完成全年目标。"
    assert page_counters("\n".join(f"{number}、{item}" for number in range(1, 12))) == []


def test_a_list_inside_counted_pages_keeps_its_numbers() -> None:
    listed = "任务有三项：1、修路；2、架桥；3、治水。"
    pages = [_page(number) for number in range(1, 13)]
    pages[4] = pages[4].replace("全县经济运行稳中有进，", listed, 1)
    document = parse_text("\n".join(pages))
    assert listed in document.text
    assert len(document.removals) == 12


def test_the_wiki_licence_goes() -> None:
    body = "各位代表：\n\n现在报告工作。\n"
    tail = "本作品是中华人民共和国的\n法律\n、\n法规\n，在\n中国大陆\n属于\n公有领域\n。\n\nPublic domain\nfalse"
    document = parse_text(body + "\n\n" + tail)
    assert document.text == "各位代表：\n现在报告工作。"
    assert [(r.reason, r.text) for r in document.removals] == [("wiki licence", tail)]


def test_words_of_a_licence_in_a_report_stay() -> None:
    text = "本作品在展览中获奖。\n" + "会议讨论了其他事项。\n" * 5
    assert cuts(text, DEBRIS_RULES) == []


def test_lone_page_numbers_go() -> None:
    prose = "We sell machines and services to customers in many countries of the world. " * 8
    document = parse_text("\n\n".join(f"{prose}\n\n{number}" for number in range(1, 8)))
    assert [r.text for r in document.removals] == ["1", "2", "3", "4", "5", "6", "7"]
    assert all(block.end - block.start > 100 for block in document.blocks)
