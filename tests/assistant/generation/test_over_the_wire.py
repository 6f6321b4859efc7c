"""The whole chain with a real client and a server that misbehaves: whatever comes over the wire, there is an answer."""

from collections.abc import Iterator

import pytest
from fakes import library_in
from hostile_behaviours import BEHAVIOURS, CAUGHT
from misbehaving_server import ALL_FAULTS, MisbehavingServer, Reply, Request
from pydantic import SecretStr
from scripted import REPORT, REPORT_NAME
from scripted_model import Prompt
from stepped_clock import SteppedClock

from assistant.answer import Answer
from assistant.chain import AnswerChain
from assistant.generation.drafting import Drafter
from assistant.llm.model import build_model
from assistant.settings import AnswersTable, LlmTable
from index.library import Library

QUESTION = "2024年松溪县地区生产总值增长多少？"
KEY = "sk-planted"


@pytest.fixture(scope="module")
def one_report(tmp_path_factory: pytest.TempPathFactory) -> Library:
    folder = tmp_path_factory.mktemp("wire")
    (folder / REPORT_NAME).write_text(REPORT, "utf-8")
    library = library_in(folder / "library")
    library.add([folder / REPORT_NAME])
    return library


@pytest.fixture(params=["stepped", pytest.param("system", marks=pytest.mark.stress)])
def clock(request: pytest.FixtureRequest) -> SteppedClock | None:
    """None is the machine's own."""
    return SteppedClock() if request.param == "stepped" else None


@pytest.fixture
def server(clock: SteppedClock | None) -> Iterator[MisbehavingServer]:
    with MisbehavingServer(clock=clock) as running:
        yield running


def chain_to(base_url: str, library: Library, clock: SteppedClock | None) -> AnswerChain:
    settings = LlmTable(
        model="openai:mock",
        base_url=base_url,
        api_key=SecretStr(KEY),
        connect_seconds=1,
        first_token_seconds=2,
        gap_seconds=1,
        total_seconds=4,
    )
    model = build_model(settings, clock)
    assert model is not None
    return AnswerChain(library, AnswersTable(), Drafter(library, model))


# The reply is there, and cut: by the length or by the connection.
CUT_SHORT = frozenset(
    {"cut without finish_reason", "done without finish_reason", "longer content length than content", "length"}
)


def good(request: Request) -> Reply:
    """A true statement, in small pieces."""
    lines = Prompt(request.prompt).lines
    text = f"地区生产总值增长5.8%。[{next(name for name, line in lines.items() if '5.8%' in line)}]"
    return Reply(tuple(text))


def assert_shown(answer: Answer, library: Library) -> None:
    assert answer.status == "answered"
    for citation in answer.citations:
        assert library.get(citation.report_id).text[citation.start : citation.end] == citation.quote
    assert CAUGHT not in answer.text
    assert KEY not in str(answer.to_json())


def test_a_reply_is_streamed_into_an_answer(
    one_report: Library, server: MisbehavingServer, clock: SteppedClock | None
) -> None:
    server.reply = good
    answer = chain_to(server.base_url, one_report, clock).answer(QUESTION)
    assert (answer.mode, answer.fallback, answer.dropped) == ("openai:mock", "", ())
    assert [statement.text for statement in answer.statements] == ["地区生产总值增长5.8%。"]
    assert_shown(answer, one_report)


@pytest.mark.parametrize("fault", sorted(CUT_SHORT))
def test_of_a_reply_that_is_cut_its_whole_sentences_are_kept(
    fault: str, one_report: Library, server: MisbehavingServer, clock: SteppedClock | None
) -> None:
    server.reply = good
    answer = chain_to(server.address_for(fault), one_report, clock).answer(QUESTION)
    assert answer.mode == "openai:mock"
    assert "地区生产总值增长5.8%。" in [statement.text for statement in answer.statements]
    assert_shown(answer, one_report)


@pytest.mark.parametrize("fault", [fault for fault in ALL_FAULTS if fault not in CUT_SHORT])
def test_every_fault_leaves_the_extractive_answer_and_one_line(
    fault: str, one_report: Library, server: MisbehavingServer, clock: SteppedClock | None
) -> None:
    server.reply = good
    answer = chain_to(server.address_for(fault), one_report, clock).answer(QUESTION)
    plain = AnswerChain(one_report, AnswersTable()).answer(QUESTION)
    assert (answer.mode, answer.statements, answer.citations) == ("extractive", plain.statements, plain.citations)
    # an endless stream ends by the clock or by its length, whichever comes first
    reasons = ("语言模型没有作答（", "语言模型写得没完没了") if fault == "endless stream" else "语言模型没有作答（"
    assert answer.fallback.startswith(reasons)
    assert "\n" not in answer.fallback
    assert_shown(answer, one_report)


# What a transport can do to a reply shows in a few; the rest of what a model may write needs no wire.
ON_THE_WIRE = ("false number", "nothing", "terminal codes", "full-width ids", "a megabyte in one piece", "without end")


@pytest.mark.parametrize(
    "name", [name if name in ON_THE_WIRE else pytest.param(name, marks=pytest.mark.stress) for name in BEHAVIOURS]
)
def test_every_behaviour_comes_over_the_wire_too(
    name: str, one_report: Library, server: MisbehavingServer, clock: SteppedClock | None
) -> None:
    server.reply = lambda request: Reply(tuple(BEHAVIOURS[name](Prompt(request.prompt)))[:2_000])
    answer = chain_to(server.base_url, one_report, clock).answer(QUESTION)
    assert answer.fallback or answer.mode == "openai:mock"
    assert_shown(answer, one_report)
