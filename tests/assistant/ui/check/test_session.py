"""The claims of a check: what is decided and in which order, what a person may say, and how many go on at a time."""

import pytest
from scripted import judged

from assistant.bundle.items import Overrule
from assistant.checking.batch import Checked
from assistant.checking.claims import BadRow, Claim, ClaimRow
from assistant.ui.check.session import STALE, CheckRun, Picked, Slots, read_picked

ENTRIES: tuple[ClaimRow, ...] = (Claim("1", "甲"), BadRow("2", "line 3: no claim in this row"), Claim("3", "丙"))


def decided(entry: ClaimRow) -> Checked:
    return Checked(entry, judged("甲", "supported"))


def test_claims_wait_in_order_until_each_is_decided_or_someone_stops_it() -> None:
    run = CheckRun(ENTRIES)
    waiting = run.waiting()
    assert next(waiting).id == "1"
    assert next(waiting).id == "1"  # it is not decided yet
    run.decided(decided(ENTRIES[0]))
    assert next(waiting).id == "2"
    run.stopped = True
    assert list(waiting) == []
    assert [row.checked is not None for row in run.rows()] == [True, False, False]


def test_a_row_that_gave_no_claim_says_why() -> None:
    assert [row.words for row in CheckRun(ENTRIES).rows()] == ["甲", "line 3: no claim in this row", "丙"]
    assert [CheckRun(ENTRIES).row(number) for number in (0, 4)] == [None, None]


def test_only_a_decided_claim_can_be_overruled_and_withdrawing_is_always_allowed() -> None:
    run = CheckRun(ENTRIES)
    run.decided(decided(ENTRIES[0]))
    theirs = Overrule("refuted", "看过了")
    for number in (0, 1, 2, 9):
        run.overrule(number, theirs)
    assert [row.overrule for row in run.rows()] == [theirs, None, None]
    run.overrule(1, None)
    run.overrule(7, None)
    assert run.rows()[0].overrule is None


def test_a_run_that_failed_at_once_does_not_go_on() -> None:
    assert (CheckRun(failure="x").running, CheckRun(ENTRIES).running) == (False, True)


def test_a_run_keeps_its_slot_however_often_it_says_that_it_moves() -> None:
    slots, first, second = Slots(1), CheckRun(), CheckRun()
    assert slots.take(first) and slots.take(first)
    assert not slots.take(second)
    slots.give_back(second)  # it has none
    assert not slots.take(second)
    slots.give_back(first)
    assert slots.take(second)


def test_a_run_that_its_reader_left_frees_its_slot(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [0.0]
    monkeypatch.setattr("assistant.ui.check.session.time.monotonic", lambda: now[0])
    slots, left, other = Slots(1), CheckRun(), CheckRun()
    assert slots.take(left)
    now[0] = STALE - 1
    assert not slots.take(other)
    now[0] = STALE
    assert slots.take(other)
    slots.give_back(other)
    assert slots.take(left)


@pytest.mark.parametrize(
    ("fragment", "picked"),
    [
        ("claims", Picked("claims")),
        ("claim-12", Picked("claim", 12)),
        ("quote-1-2", Picked("quote", 1, 2)),
        ("sheet-1-2", Picked("sheet", 1, 2)),
        ("claim-", None),
        ("claim-１", None),
        ("quote-1", None),
        ("claim-1-2", None),
        ("claim-9999999", None),
        ("../claim-1", None),
        (None, None),
        (["claim-1"], None),
    ],
)
def test_only_our_own_links_are_followed(fragment: object, picked: Picked | None) -> None:
    assert read_picked(fragment) == picked
