"""Answers on the samples: what is said stands in a report, and what is not there is not said."""

import json
import re
import socket
import unicodedata
from pathlib import Path

import pytest
from langchain_core.callbacks import BaseCallbackHandler
from pypdf import PdfReader

from assistant.answer import Answer
from assistant.build import Assistant, build_assistant
from assistant.chain import AnswerChain, Question
from assistant.errors import WrongUsage
from assistant.settings import AnswersTable, load_settings
from index.errors import LibraryMissing
from index.scope import Scope

SAMPLES = Path(__file__).parents[2] / "samples"
QUESTIONS = [json.loads(line) for line in (SAMPLES / "questions.jsonl").read_text("utf-8").splitlines()]


def folded(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKC", text).lower() if c.isalnum())


def independent_text(path: Path) -> str:
    """The file's words by another reader than ours."""
    if path.suffix == ".pdf":
        return "".join(page.extract_text() for page in PdfReader(path).pages)
    if path.suffix == ".docx":
        import docx

        document = docx.Document(str(path))
        rows = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
        return "".join([*(paragraph.text for paragraph in document.paragraphs), *rows])
    if path.suffix == ".html":
        from lxml import html

        return "".join(html.document_fromstring(path.read_bytes()).itertext())
    # The sample that looks copied off a sharing site has page counters, which cut sentences in two.
    return re.sub(r"(?m)^\d+、", "", path.read_text("utf-8"))


def _written(quote: str, source: str) -> str:
    """A quote without the numbers that a browser draws before the items of a list: no file holds them."""
    return re.sub(r"(?m)^\d+\. ", "", quote) if source.endswith(".html") else quote


def assert_quotes_stand(answer: Answer, assistant: Assistant, samples: Path) -> None:
    for citation in answer.citations:
        report = assistant.library.get(citation.report_id)
        assert report.text[citation.start : citation.end] == citation.quote
        assert citation.text_sha256 == report.text_sha256
        source = folded(independent_text(samples / citation.source))
        assert folded(_written(citation.quote, citation.source)) in source


@pytest.mark.parametrize("item", QUESTIONS, ids=lambda item: item["id"])
def test_every_citation_of_every_sample_question_stands(
    item: dict[str, object], sample_assistant: Assistant, samples: Path
) -> None:
    answer = sample_assistant.ask(str(item["question"]))
    assert_quotes_stand(answer, sample_assistant, samples)
    assert (answer.status == "answered") == bool(answer.statements) == bool(answer.citations)
    numbers = {citation.n for citation in answer.citations}
    for statement in answer.statements:
        assert statement.citations
        assert set(statement.citations) <= numbers
        quotes = [citation.quote for citation in answer.citations if citation.n in statement.citations]
        assert all(any(part in quote for quote in quotes) for part in statement.quoted or (statement.text,))


def test_a_warm_up_leaves_no_pattern_of_an_answer_to_be_made_and_counts_as_no_answer(
    sample_assistant: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    chain = AnswerChain(sample_assistant.library, AnswersTable())
    chain.warm_up()
    assert chain.spent.so_far() == {}
    made: list[str] = []
    compiled = re._compiler.compile  # type: ignore[attr-defined]
    monkeypatch.setattr(re._compiler, "compile", lambda *given: made.append(str(given[0])) or compiled(*given))  # type: ignore[attr-defined,func-returns-value]
    chain.answer("2025年云岭县的地区生产总值增长目标是多少？")
    assert len(made) < 40, made  # of some 270


def test_a_target_is_not_its_outcome(sample_assistant: Assistant) -> None:
    target = sample_assistant.ask("云岭县2024年的旅游综合收入目标是多少？")
    outcome = sample_assistant.ask("2024年云岭县实际完成的旅游综合收入是多少？")
    assert "45" in target.citations[0].quote  # in a sentence or in the table of targets
    assert target.citations[0].source == "2024年云岭县政府工作报告.docx"
    assert "41.2亿元" in outcome.citations[0].quote
    assert outcome.citations[0].source == "2025年云岭县政府工作报告.docx"


def test_a_blanked_figure_is_said_to_be_blanked(sample_assistant: Assistant) -> None:
    answer = sample_assistant.ask("2022年云岭县的地区生产总值增长了多少？")
    assert answer.status == "answered"
    assert answer.note == "报告隐去了这个数字，原文如下："
    assert answer.citations[0].blanked
    assert "增长X%" in answer.citations[0].quote
    assert answer.text.startswith("报告隐去了这个数字")


def test_a_figure_that_stands_beside_a_blanked_one_is_not_called_blanked(sample_assistant: Assistant) -> None:
    answer = sample_assistant.ask("2022年云岭县固定资产投资增长多少？")
    assert "固定资产投资增长10.2%" in answer.citations[0].quote
    assert answer.citations[0].blanked  # its sentence holds blanked figures too
    assert answer.note == ""


def test_an_option_and_a_question_that_contradict_find_nothing(sample_assistant: Assistant) -> None:
    answer = sample_assistant.ask("广东的地区生产总值增长多少？", scope=Scope(regions=("云岭县",), origin="option"))
    assert answer.status == "no_report_in_scope"


def test_three_quotes_have_400_characters_at_most(sample_assistant: Assistant) -> None:
    for item in QUESTIONS:
        citations = sample_assistant.ask(str(item["question"])).citations
        if len(citations) > 1:
            assert sum(len(citation.quote) for citation in citations[:3]) <= 400


def test_a_follow_up_is_answered(sample_assistant: Assistant) -> None:
    history = ["云岭县2024年的旅游综合收入目标是多少？"]
    answer = sample_assistant.ask("2025年呢？", history)
    assert answer.question == "云岭县2025年的旅游综合收入目标是多少？"
    assert answer.citations[0].source == "2025年云岭县政府工作报告.docx"


def test_a_library_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(LibraryMissing, match="there is no library in"):
        build_assistant(load_settings({}, library=tmp_path / "none")).ask("粮食？")


def test_a_list_question_lists(sample_assistant: Assistant) -> None:
    answer = sample_assistant.ask("2025年云岭县的重点工作有哪些？")
    assert len(answer.statements) >= 3
    assert {citation.source for citation in answer.citations} == {"2025年云岭县政府工作报告.docx"}


def test_nothing_in_scope_names_what_is_there(sample_assistant: Assistant) -> None:
    answer = sample_assistant.ask("2025年广东省的地区生产总值目标是多少？")
    assert answer.status == "no_report_in_scope"
    assert (answer.statements, answer.citations, answer.nearest) == ((), (), ())
    assert "广东、2025" in answer.note
    assert "云岭县" in answer.note


def test_what_the_reports_do_not_say_is_not_said(sample_assistant: Assistant) -> None:
    answer = sample_assistant.ask("云岭县有几座核电站？")
    assert answer.status == "not_found"
    assert answer.statements == ()
    assert 0 < len(answer.nearest) <= 5
    assert answer.to_json()["nearest"][0]["rank"] == 1


def test_options_limit_the_reports(sample_assistant: Assistant) -> None:
    scope = Scope(years=(2024,), origin="option")
    answer = sample_assistant.ask("茶叶综合产值是多少？", scope=scope)
    assert {citation.source for citation in answer.citations} <= {
        "2024年云岭县政府工作报告.docx",
        "澜石光电2024年年度报告.pdf",
        "青湖水质监测年报2024.md",
        "harrow-finch-sustainability-2024.html",
    }
    assert answer.scope.to_json()["from"] == "option"
    assert (
        sample_assistant.ask("茶叶产值？", scope=Scope(years=(1999,), origin="option")).status == "no_report_in_scope"
    )


def test_the_stream_grows_to_the_answer(sample_assistant: Assistant) -> None:
    growing = list(sample_assistant.stream("2025年云岭县的重点工作有哪些？"))
    assert [len(answer.statements) for answer in growing] == list(range(1, len(growing) + 1))
    for answer in growing:
        assert {n for s in answer.statements for n in s.citations} == {c.n for c in answer.citations}
    assert (
        growing[-1].to_json()["citations"]
        == sample_assistant.ask("2025年云岭县的重点工作有哪些？").to_json()["citations"]
    )


def test_the_chain_is_a_runnable_with_callbacks(sample_assistant: Assistant) -> None:
    class Seen(BaseCallbackHandler):
        retrieved = 0

        def on_retriever_end(self, documents: object, **_: object) -> None:
            Seen.retrieved += 1

    chain = AnswerChain(sample_assistant.library, AnswersTable())
    answers = chain.runnable.batch(
        [Question("茶叶综合产值是多少？"), Question("怎样保护青湖的水质？")], config={"callbacks": [Seen()]}
    )
    assert answers[0].status == "answered"
    assert Seen.retrieved == 1  # what a ledger answers is not searched for


@pytest.mark.parametrize("question", ["", "  \n", "？！…", "长" * 2001])
def test_a_question_that_cannot_be_asked_is_refused(sample_assistant: Assistant, question: str) -> None:
    with pytest.raises(WrongUsage):
        sample_assistant.ask(question)


def test_inherited_tracing_variables_upload_nothing(
    sample_assistant: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[object] = []

    def refuse(*arguments: object, **_: object) -> None:
        tried.append(arguments)
        raise OSError("no network in this test")

    monkeypatch.setenv("LANGSMITH_TRACING", "true")
    monkeypatch.setenv("LANGCHAIN_TRACING_V2", "true")
    monkeypatch.setenv("LANGSMITH_API_KEY", "lsv2_none")
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    assert sample_assistant.ask("粮食产量是多少？").status == "answered"
    assert tried == []


def test_the_ranking_alone_is_scoped_as_the_answer_is(sample_assistant: Assistant) -> None:
    question = "2024年的旅游综合收入是多少？"
    answer = sample_assistant.ask(question)
    ranked = sample_assistant.chain.retrieve(question, 3)
    assert [passage.rank for passage in ranked] == [1, 2, 3]
    assert answer.citations[0].report_id in {passage.report_id for passage in ranked}
    assert 0 < answer.score <= 1
    assert sample_assistant.chain.retrieve("海南的旅游收入是多少？", 3) == ()


@pytest.mark.parametrize("wrong", ["广冬", "云玲县"])
def test_a_place_that_nobody_knows_is_said_and_the_nearest_are_choices(wrong: str, sample_assistant: Assistant) -> None:
    right = {"广冬": "广东", "云玲县": "云岭县"}[wrong]
    answer = sample_assistant.ask(f"{wrong}2024年的旅游综合收入目标是多少？")
    assert (answer.status, answer.statements, answer.nearest) == ("no_report_in_scope", (), ())
    assert f"不认识“{wrong}”" in answer.note
    assert (answer.ask_back[0].label, answer.ask_back[0].question) == (
        right,
        f"{right}2024年的旅游综合收入目标是多少？",
    )
    taken = sample_assistant.ask(answer.ask_back[0].question)
    assert taken.status == ("answered" if right == "云岭县" else "no_report_in_scope")


def test_of_two_places_the_unknown_one_is_never_left_out(sample_assistant: Assistant) -> None:
    answer = sample_assistant.ask("云岭县和浙将2024年的旅游综合收入哪个高？")
    assert answer.status == "no_report_in_scope"
    assert [choice.question for choice in answer.ask_back] == ["云岭县和浙江2024年的旅游综合收入哪个高？"]


def test_a_filter_that_leaves_no_report_is_named(sample_assistant: Assistant) -> None:
    question = "云岭县2024年的旅游综合收入目标是多少？"
    answer = sample_assistant.ask(question, scope=Scope(regions=("浙江",), origin="option"))
    assert answer.status == "no_report_in_scope"
    assert answer.note.startswith("所选的筛选条件（浙江）里没有这个问题要找的报告；不加筛选有")
    lake = sample_assistant.library.resolve("青湖水质监测年报2024.md")
    answer = sample_assistant.ask("浙江2024年的旅游综合收入是多少？", scope=Scope(reports=(lake,), origin="option"))
    assert "筛选" not in answer.note  # without it none is there either
