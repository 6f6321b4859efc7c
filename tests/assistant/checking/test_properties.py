"""What holds for any text: offsets are exact, nothing raises, nothing is lost."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from assistant.checking.articles import article_claims
from assistant.checking.checkable import checkable
from assistant.checking.claim_patterns import NotCheckableReason
from assistant.checking.files import line_claims, table_claims
from assistant.checking.splitting import split
from assistant.errors import WrongUsage
from assistant.messages import LANGUAGES, message

WORDS = [
    *(
        "云岭县",
        "2024年",
        "去年",
        "今年",
        "全县",
        "该省",
        "同期",
        "其中",
        "这一数字",
        "比上年",
        "专家",
        "认为",
        "说",
        "如果",
    ),
    *(
        "地区生产总值",
        "粮食和油料产量",
        "增长5%",
        "下降3.1%",
        "达到12.6万吨",
        "分别",
        "目标是",
        "力争",
        "第3位",
        "5%和3%",
        "没有",
    ),
    *("、", "，", "；", "。", "：", "（", "）", "“", "”", "？", "\n", "\t", ",", "."),
    *("revenue", "rose 5%", "and", "costs", "fell", "$3 million", "in 2024", "it", "The company", "last year"),
    *("respectively", "Harrow & Finch"),
]
TEXTS = st.lists(st.sampled_from(WORDS), max_size=30).flatmap(
    lambda words: st.sampled_from(["", " "]).map(lambda gap: gap.join(words))
)


@given(TEXTS)
def test_facts_lie_in_order_inside_the_statement(text: str) -> None:
    parts = split(text)
    assert parts
    for part, following in pairwise(parts):
        assert part.start <= following.start
    for part in parts:
        assert 0 <= part.start <= part.end <= len(text)
        assert part.text.strip() or not text.strip()


@given(TEXTS)
def test_every_word_of_an_article_is_in_some_entry(text: str) -> None:
    entries = article_claims(text)
    assert [entry.id for entry in entries] == [str(n) for n in range(1, len(entries) + 1)]
    covered = [False] * len(text)
    for entry in entries:
        start, end = entry.place.start, entry.place.end
        assert start is not None
        assert end is not None
        assert text[start:end] == entry.text
        covered[start:end] = [True] * (end - start)
    left = "".join(character for character, seen in zip(text, covered, strict=True) if not seen)
    assert not any(character.isdigit() for character in left)


@given(st.text(max_size=200))
def test_any_text_can_be_asked_about(text: str) -> None:
    assert checkable(text) in {
        None,
        *(message(language, f"not_checkable.{reason}") for language in LANGUAGES for reason in NotCheckableReason),
    }
    parts = split(text)
    assert [part.start for part in parts] == sorted(part.start for part in parts)
    assert all(0 <= part.start <= part.end <= len(text) for part in parts)


@given(st.text(alphabet='a"，,\n;1 \t\x00', max_size=60))
def test_a_table_of_anything_gives_rows_or_one_line_why_not(rows: str) -> None:
    entries = list(table_claims(f"id,claim,by\n{rows}", "x.csv"))
    lines = [entry.place.line or 0 for entry in entries]
    assert lines == sorted(lines)
    assert len(set(lines)) == len(lines)


@given(st.text(alphabet='{}[]":,claim1\n\\', max_size=60))
def test_lines_of_anything_give_an_entry_each(text: str) -> None:
    filled = [line for line in text.removeprefix("\ufeff").split("\n") if line.strip()]
    try:
        entries = list(line_claims(text))
    except WrongUsage:
        return
    assert len(entries) == len(filled)
