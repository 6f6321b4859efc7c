"""Topic sentences as headings: one opening repeated, or alone on their lines; and single ones, which head nothing."""

from outlines import BODY, document, outline


def test_parts_of_a_section_that_open_with_the_same_words() -> None:
    first, second, third = ("五年来，我们抓实体经济。", "五年来,我们推进改革。", "五年来，我们改善民生。")
    long = BODY * 3
    parsed = document("一、回顾", first + long, long, second + long, third + long, "二、任务", long)
    assert [heading for _, heading in outline(parsed)] == ["一、回顾", first, second, third, "二、任务"]
    parsed = document("一、回顾", first + long, second + long, long, "二、任务", third + long)
    assert [heading for _, heading in outline(parsed)] == ["一、回顾", "二、任务"]


def test_sentences_alone_on_their_lines_head_what_follows_where_there_are_several() -> None:
    long = BODY * 3
    parsed = document("一、回顾", long, "国民经济较快增长。", long, "改革继续推进。", long, "二、任务", long)
    assert outline(parsed) == [(1, "一、回顾"), (2, "国民经济较快增长。"), (2, "改革继续推进。"), (1, "二、任务")]
    parsed = document("一、回顾", "注重解民忧、纾民困。", long, "二、任务", "坚持扩大内需。", long)
    assert outline(parsed) == [(1, "一、回顾"), (1, "二、任务")]


LONG = BODY * 3


def topics(*lines: str) -> list[str]:
    """The headings below the two numbered ones, between which the lines stand."""
    return [heading for level, heading in outline(document("一、回顾", *lines, "二、任务", LONG)) if level == 2]


def test_two_sentences_that_open_alike_are_chance() -> None:
    assert topics("五年来，我们抓实体经济。" + LONG, LONG, "五年来，我们推进改革。" + LONG) == []


def test_openings_that_follow_each_other_are_a_list() -> None:
    assert topics("五年来，我们抓经济。", "五年来，我们推改革。", "五年来，我们惠民生。", LONG) == []


def test_different_openings_are_different_groups() -> None:
    lines = [f"{when}，我们{what}。{LONG}" for when in ("五年来", "一年来") for what in ("抓经济", "推改革")]
    assert topics(*lines) == []


def test_openings_inside_a_paragraph_count_only_where_its_line_breaks_are_lost() -> None:
    """Of a line of a whole chapter."""
    sentences = [f"五年来，我们{what}。" for what in ("抓经济", "推改革", "惠民生")]
    assert topics(LONG + "".join(sentence + LONG for sentence in sentences)) == []
    chapter = LONG * 7 + "".join(sentence + LONG * 3 for sentence in sentences)
    assert len(chapter) >= 2_000
    assert topics(chapter) == sentences


def test_a_single_sentence_on_its_line_introduces_what_follows() -> None:
    assert topics(LONG, "国民经济较快增长。", LONG) == []


def test_what_points_at_what_follows_is_no_topic() -> None:
    """Nor is a greeting, and a line behind an unfinished sentence is its rest."""
    for line in ("主要做了以下工作。", "各位代表，工作很有成效。", "为此，必须坚持改革。"):
        assert topics(LONG, line, LONG, line, LONG) == []
    assert topics(LONG[:-1] + "，", "改革继续推进。", LONG[:-1] + "，", "民生不断改善。", LONG) == []
