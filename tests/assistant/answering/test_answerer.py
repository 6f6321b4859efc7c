"""The kind of a question says which answerer is asked."""

from collections.abc import Iterable
from pathlib import Path

import pytest
from fakes import library_in
from figure_reports import lines, work_report

from assistant.answering.answerer import Answerer
from assistant.answering.ledgers import ReportLedger
from assistant.query.question_kinds import QuestionKind
from assistant.query.understanding import understand
from index.library import Library

REPORTS = (
    work_report("青禾县", 2025, "地区生产总值120亿元，增长6.1%。", "地区生产总值增长7%以上。"),
    work_report("青禾县", 2024, "地区生产总值112亿元，增长5.5%。", "地区生产总值增长6%。"),
    work_report("南岭县", 2025, "地区生产总值90亿元，增长4.0%。", "地区生产总值增长5%左右。"),
)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    folder: Path = tmp_path_factory.mktemp("answerer")
    for told in REPORTS:
        (folder / f"{told.report.metadata.title}.txt").write_text(told.report.text.replace("\n", "\n\n"), "utf-8")
    found = library_in(folder / "library")
    found.add(sorted(folder.glob("*.txt")))
    return found


@pytest.mark.parametrize(
    ("question", "kind", "first"),
    [
        ("青禾县2024年GDP是多少？", QuestionKind.FIGURE, "120亿元（青禾县2024年地区生产总值）"),
        ("青禾县和南岭县2024年GDP哪个高？", QuestionKind.COMPARE, None),
        ("青禾县2024年GDP增长目标完成了吗？", QuestionKind.MET_TARGET, None),
        ("青禾县历年GDP增速是怎么变化的？", QuestionKind.OVER_YEARS, None),
    ],
)
def test_the_answerer_of_the_kind(library: Library, question: str, kind: QuestionKind, first: str | None) -> None:
    """Without the default embedder's vector too."""
    told, reply = Answerer(library).reply(understand(question, library.metadata()))
    assert told is kind
    assert reply is not None and reply.answers
    assert first is None or lines(reply)[0] == first


def test_which_of_its_parts_is_not_told_by_the_figure_of_the_whole(library: Library) -> None:
    known = library.metadata()
    _, reply = Answerer(library).reply(understand("青禾县哪个镇2024年GDP最高，是多少？", known))
    assert reply is None or not reply.answers


def test_what_no_report_tells_has_no_answer(library: Library) -> None:
    kind, reply = Answerer(library).reply(understand("青禾县2024年粮食产量是多少？", library.metadata()))
    assert kind is QuestionKind.FIGURE
    assert reply is None or not reply.answers


def test_a_list_without_a_place_is_asked_back_where_several_owners_tell_it(library: Library) -> None:
    _, reply = Answerer(library).reply(understand("地区生产总值的目标有哪些？", library.metadata()))
    assert reply is None or not reply.answers


@pytest.mark.parametrize(
    ("question", "answered"),
    [
        ("青禾县2024年GDP是多少？", ["120亿元（青禾县2024年地区生产总值）"]),
        ("哪些地方2024年GDP增速超过5%？", []),
        ("青禾县历年GDP增速是怎么变化的？", []),
    ],
)
def test_of_very_many_reports_those_are_read_that_a_search_finds(
    library: Library, monkeypatch: pytest.MonkeyPatch, question: str, answered: list[str]
) -> None:
    """What only all of them tell is left open, and said."""
    for module in ("answerer", "asked_reports"):
        monkeypatch.setattr(f"assistant.answering.{module}.MOST_READ", 1)
    monkeypatch.setattr("assistant.answering.asked_reports._PASSAGES", 2)
    answerer, read = Answerer(library), []
    real = answerer._ledgers.of

    def of(report_ids: Iterable[str]) -> list[ReportLedger]:
        read.append(list(report_ids))
        return real(read[-1])

    monkeypatch.setattr(answerer._ledgers, "of", of)
    _, reply = answerer.reply(understand(question, library.metadata()))
    told = [] if reply is None else lines(reply)
    assert told[: len(answered)] == answered and bool(told) == bool(answered)
    if not answered:
        assert reply is not None and reply.note.startswith("这个问题要看全部")
