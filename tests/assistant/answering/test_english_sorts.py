"""Of what sort the answer to an English question is, and where a sentence tells one."""

import pytest

from assistant.answering.english_sorts import Sort, sorts_of, told_of


@pytest.mark.parametrize(
    ("question", "sorts"),
    [
        ("When did the deal close, and what did it cost?", (Sort.TIME, Sort.MONEY)),
        ("How many people will it hire, and by when?", (Sort.COUNT, Sort.TIME)),
        ("What share of permits should be new by 2026, up from what?", (Sort.SHARE, Sort.FIGURE)),
        ("How long did the works last?", (Sort.DURATION,)),
        ("Who was the first head of the office?", (Sort.PERSON,)),
        ("How much did it spend on overtime?", (Sort.MONEY,)),
        ("How big is the depot?", (Sort.FIGURE,)),
        ("How big was the backlog when the year closed?", (Sort.FIGURE,)),  # that when asks nothing
        ("Why did it fall?", (Sort.ANY,)),
    ],
)
def test_each_part_asks_for_a_sort(question: str, sorts: tuple[Sort, ...]) -> None:
    assert sorts_of(question) == sorts


SENTENCE = (
    "By June 30, 2026, William Ashe of the Holt Housing Office will raise Scope 1 permits to 80% from 72. 7%, twenty"
    "-two sites, in 45 days for $1.2 million."
)


@pytest.mark.parametrize(
    ("sort", "told"),
    [
        (Sort.TIME, ["June 30, 2026"]),
        (Sort.SHARE, ["80%", "72. 7%"]),
        (Sort.MONEY, ["$1.2 million"]),
        (Sort.DURATION, ["45 days"]),
        (Sort.COUNT, ["twenty-two"]),
        (Sort.PERSON, []),
    ],
)
def test_the_pieces_of_a_sort(sort: Sort, told: list[str]) -> None:
    sentence = SENTENCE if sort is not Sort.PERSON else "The Holt Housing Office signed it."
    assert [one.text for one in told_of(sort, sentence)] == told
    assert all(sentence[one.start : one.end].split() == one.text.split() for one in told_of(sort, sentence))


def test_a_person_is_named_and_what_the_question_says_is_not_told() -> None:
    assert [one.text for one in told_of(Sort.PERSON, "It was led by William Ashe until spring.")] == ["William Ashe"]
    assert told_of(Sort.COUNT, "Sales fell in the first nine months.") == []
    assert told_of(Sort.SHARE, "It reached 90%.", "Did it reach 90%?") == []
