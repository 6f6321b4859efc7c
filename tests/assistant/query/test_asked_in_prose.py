"""What sort of figure an English question leaves open."""

import pytest

from assistant.query.asked_in_prose import ProseHole, asked_in_prose


@pytest.mark.parametrize(
    ("question", "hole", "of"),
    [
        ("how many pallets did they carry for food banks?", ProseHole.COUNT, ("pallet",)),
        ("how many of the staff live in wales?", ProseHole.COUNT, ("staff", "live")),
        ("what share of senior posts was held by women?", ProseHole.SHARE, ("senior", "post")),
        ("what percentage of sales came from ferries?", ProseHole.SHARE, ("sale",)),
        ("by how much did complaints fall in 2024?", ProseHole.CHANGE, ()),
        ("how much cheaper is an electric van?", ProseHole.CHANGE, ()),
        ("how much did the company pay for nuance?", ProseHole.MONEY, ()),
        ("how long did the works last?", ProseHole.DURATION, ()),
        ("what is the working range of the trucks?", ProseHole.LEVEL, ("working", "range", "truck")),
    ],
)
def test_the_sort_of_the_figure(question: str, hole: ProseHole, of: tuple[str, ...]) -> None:
    asked = asked_in_prose(question)
    assert asked is not None
    assert (asked.hole, asked.of) == (hole, of)


def test_which_way_it_went() -> None:
    fell, dearer = asked_in_prose("how much did complaints fall?"), asked_in_prose("how much dearer is it?")
    assert fell is not None and dearer is not None
    assert (fell.falls, dearer.falls) == (True, False)


@pytest.mark.parametrize("question", ["who bought the yard?", "when did the yard open?", "why did sales fall?"])
def test_what_asks_for_no_figure(question: str) -> None:
    assert asked_in_prose(question) is None
