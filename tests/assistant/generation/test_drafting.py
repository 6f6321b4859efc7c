"""Answers by a language model, through the whole chain over one report: what is shown, what is not, and why."""

from collections.abc import Iterator
from typing import Any

import pytest
from fakes import library_in
from langchain_core.callbacks import BaseCallbackHandler
from scripted import REPORT, REPORT_NAME
from scripted_model import FAILS, Prompt, ScriptedModel, says

from assistant.answer import Answer, Dropped
from assistant.chain import AnswerChain, Question
from assistant.errors import ModelFailed
from assistant.generation.drafting import MOST_CHARACTERS, MOST_STATEMENTS, Drafter
from assistant.settings import AnswersTable
from index.library import Library

GROWTH = "2024年松溪县地区生产总值增长多少？"
GREW = "全年地区生产总值达到126.4亿元，增长5.8%"  # the whole sentence


@pytest.fixture(scope="module")
def one_report(tmp_path_factory: pytest.TempPathFactory) -> Library:
    folder = tmp_path_factory.mktemp("drafting")
    (folder / REPORT_NAME).write_text(REPORT, "utf-8")
    library = library_in(folder / "library")
    library.add([folder / REPORT_NAME])
    return library


def chain_with(library: Library, model: ScriptedModel) -> AnswerChain:
    drafter = Drafter(library, model)
    return AnswerChain(library, AnswersTable(), drafter)


def said(*words: str) -> ScriptedModel:
    """A model that cites the line with each of the words for the words; those without a line for S9999."""

    def reply(prompt: Prompt) -> list[str]:
        cited = [(text, next((n for n, line in prompt.lines.items() if text in line), "S9999")) for text in words]
        return [f"{text}。[{name}]\n" for text, name in cited]

    return ScriptedModel(reply)


def extractive(library: Library, question: str) -> Answer:
    return AnswerChain(library, AnswersTable()).answer(question)


def same(answer: Answer, other: Answer) -> bool:
    """Whether both show the same, by the same mode."""
    shown = [(a.status, a.statements, a.citations, a.nearest, a.note, a.mode) for a in (answer, other)]
    return shown[0] == shown[1]


def test_proven_statements_are_the_answer(one_report: Library) -> None:
    model = said("地区生产总值达到126.4亿元", GREW, "地区生产总值增长9.9%")
    answers = list(chain_with(one_report, model).stream(GROWTH))
    assert [(answer.mode, answer.writing) for answer in answers] == [
        ("extractive", True),
        ("scripted:model", True),
        ("scripted:model", False),
    ]
    first, last = answers[0], answers[-1]
    assert (last.status, last.mode, last.fallback) == ("answered", "scripted:model", "")
    assert [(s.text, s.citations) for s in last.statements] == [(f"{GREW}。", (1,))]
    assert last.quoted == first.statements and last.citations == first.citations
    assert [citation.quote for citation in last.citations] == ["全年地区生产总值达到126.4亿元，增长5.8%。"]
    assert last.dropped == (
        Dropped("地区生产总值达到126.4亿元。", "与所问的事情不相干"),  # true, and no answer beside one that facts give
        Dropped("地区生产总值增长9.9%。", "引用了不存在的编号"),
    )
    assert last.elapsed_ms > 0
    assert model.closed == 1


@pytest.mark.parametrize(
    ("pieces", "line"),
    [
        (("报告里没有说。",), "语言模型在给它的原文里没有找到答案。"),
        (("",), "语言模型没有写出内容。"),
        (("增长了5.8%。", "真的。"), "语言模型的回答没有注明出处，没有采用。"),
        (("It grew by 5.8%. [S1]",), "语言模型没有用提问的语言回答，没有采用。"),
        (("增长99%。[S1]增长98%。[S1]",), "语言模型写的2句都核对不上原文，没有采用。"),
        (("增长5", FAILS), "语言模型没有作答（the model broke off; try again later），以下不用语言模型。"),
        (("没完没了，" * MOST_CHARACTERS,), "语言模型写得没完没了，没有采用。"),
    ],
)
def test_else_the_extractive_answer_stands_and_one_line_says_why(
    one_report: Library, pieces: tuple[str, ...], line: str
) -> None:
    answer = chain_with(one_report, says(*pieces)).answer(GROWTH)
    assert same(answer, extractive(one_report, GROWTH))
    assert answer.status == "answered"
    assert answer.fallback == line
    assert answer.to_json()["fallback"] == line


def test_what_a_model_wrote_before_it_broke_off_stays(one_report: Library) -> None:
    whole = said(GREW)
    model = ScriptedModel(lambda prompt: [*whole.reply(prompt), "地区生产总值增长5.8%。还有", FAILS])
    answers = list(chain_with(one_report, model).stream(GROWTH))
    assert [answer.mode for answer in answers] == ["extractive", "scripted:model", "scripted:model"]
    last = answers[-1]
    assert [statement.text for statement in last.statements] == [f"{GREW}。", "地区生产总值增长5.8%。"]
    assert last.fallback == ("语言模型没有写完（the model broke off; try again later）；以上是它写完整的句子。")
    assert not last.writing and answers[0].writing


def test_who_stops_listening_stops_the_model(one_report: Library) -> None:
    whole = said(GREW)
    model = ScriptedModel(lambda prompt: [*whole.reply(prompt), *["还有。[S1]"] * 1000])
    stream = chain_with(one_report, model).stream(GROWTH)
    assert next(stream).mode == "extractive"
    assert next(stream).mode == "scripted:model"
    stream.close()  # type: ignore[attr-defined]
    assert model.closed == 1


def test_an_abstention_becomes_an_answer_only_by_what_was_asked(one_report: Library) -> None:
    question = "松溪县有几座核电站？"
    assert extractive(one_report, question).status == "not_found"
    beside = chain_with(one_report, said(GREW)).answer(question)
    assert beside.status == "not_found"
    assert beside.nearest
    assert [dropped.reason for dropped in beside.dropped] == ["与所问的事情不相干"]
    invented = chain_with(one_report, said("松溪县有3座核电站")).answer(question)
    assert (invented.status, invented.mode) == ("not_found", "extractive")


def test_an_abstention_ends_where_a_statement_is_proven(one_report: Library) -> None:
    strict = AnswersTable(threshold=1.0)
    drafter = Drafter(one_report, said("新建标准茶园2000亩"))
    question = "松溪县2025年新建标准茶园由哪个单位负责？"
    answer = AnswerChain(one_report, strict, drafter).answer(question)
    assert AnswerChain(one_report, strict).answer(question).status == "not_found"
    assert (answer.status, answer.nearest) == ("answered", ())
    assert [statement.text for statement in answer.statements] == ["新建标准茶园2000亩。"]


def test_no_model_is_asked_where_no_report_is_in_scope(one_report: Library) -> None:
    model = says("增长5%。[S1]")
    answer = chain_with(one_report, model).answer("2025年广东省的地区生产总值增长多少？")
    assert answer.status == "no_report_in_scope"
    assert model.prompts == []


def test_statements_end_somewhere(one_report: Library) -> None:
    clauses = [f"{start}{end}" for start in ("增长5.8", "达到126.4亿元，增长5.8") for end in ("%", "")]
    model = said(
        *(REPORT[at : at + 12] for at in range(len(REPORT) - 12) if "\n" not in REPORT[at : at + 12]), *clauses
    )
    answer = chain_with(one_report, model).answer(GROWTH)
    assert len(answer.statements) <= MOST_STATEMENTS
    assert len(answer.dropped) <= 60


def test_a_follow_up_is_rewritten_and_shown(one_report: Library) -> None:
    whole = "松溪县2024年的粮食总产量是多少？"

    def reply(prompt: Prompt) -> list[str]:
        return [whole] if "改写" in prompt.text else ["报告里没有说。"]

    model = ScriptedModel(reply)
    answer = chain_with(one_report, model).answer("那2024年呢？", ["松溪县2025年的粮食总产量是多少？"])
    assert (answer.question, answer.rewritten) == (whole, True)
    assert answer.to_json()["rewritten"] == whole
    assert answer.scope.scope.origin == "history"
    assert len(model.prompts) == 2
    # Refused, the rules' own completion stands.
    answer = chain_with(one_report, says("广东省2024年的赤字率是多少？")).answer(
        "那2024年呢？", ["松溪县2025年的粮食总产量是多少？"]
    )
    assert (answer.question, answer.rewritten) == ("松溪县2024年的粮食总产量是多少？", True)


def test_a_whole_question_is_not_rewritten(one_report: Library) -> None:
    model = said(GREW)
    answer = chain_with(one_report, model).answer(GROWTH, ["松溪县2025年的粮食总产量是多少？"])
    assert (answer.question, answer.rewritten) == (GROWTH, False)
    assert "rewritten" not in answer.to_json()
    assert len(model.prompts) == 1


def test_the_chain_streams_and_batches_with_callbacks(one_report: Library) -> None:
    class Seen(BaseCallbackHandler):
        def __init__(self) -> None:
            self.names: list[str] = []

        def on_chain_start(self, *_: object, **values: object) -> None:
            self.names.append(str(values.get("name")))

    seen = Seen()
    chain = chain_with(one_report, said("地区生产总值增长5.8%", GREW))
    streamed = list(chain.runnable.stream(Question(GROWTH), config={"callbacks": [seen]}))
    assert [len(answer.statements) for answer in streamed] == [1, 1, 2, 2]
    assert {"understand", "retrieve", "read", "write"} <= set(seen.names)
    batch = chain.runnable.batch([Question(GROWTH), Question(GROWTH)])
    assert [answer.statements for answer in batch] == [streamed[-1].statements] * 2
    assert chain.runnable.invoke(Question(GROWTH)).statements == streamed[-1].statements


def test_the_prompt_keeps_to_its_budget(one_report: Library) -> None:
    model = said(GREW)
    model.budget = 1100
    drafter = Drafter(one_report, model)
    AnswerChain(one_report, AnswersTable(), drafter).answer(GROWTH)
    assert len(model.prompts[0]) <= 1100


def test_a_report_in_another_language_is_quoted(one_report: Library) -> None:
    def quotes(prompt: Prompt) -> list[str]:
        name = next(name for name, line in prompt.lines.items() if "126.4亿元" in line)
        return [f"“全年地区生产总值达到126.4亿元” [{name}]\n", f"GDP was 126.4 billion. [{name}]"]

    model = ScriptedModel(quotes)
    drafter = Drafter(one_report, model)
    answers = AnswerChain(one_report, AnswersTable(threshold=0.0), drafter)
    answer = answers.answer("What was the GDP of Songxi County in 2024?")
    assert "another language" in model.prompts[0]
    assert "cannot be compared" in answer.dropped[-1].reason


def test_a_prompt_without_report_text_is_never_sent(one_report: Library) -> None:
    model = said(GREW)
    model.budget = 600
    answer = chain_with(one_report, model).answer(GROWTH)
    assert model.prompts == []
    assert same(answer, extractive(one_report, GROWTH))
    assert "llm.prompt_tokens" in answer.fallback


def test_a_prompt_that_the_server_finds_too_long_is_sent_once_more_and_shorter(one_report: Library) -> None:
    whole = said(GREW)

    class Small(ScriptedModel):
        def stream(self, messages: Any, config: Any = None) -> Iterator[str]:
            self.prompts.append(str(messages[0].content))
            if len(self.prompts) == 1:
                raise ModelFailed("refused the request", too_long=True)
            yield from whole.reply(Prompt(self.prompts[-1]))

    model = Small(lambda _: ())
    answer = chain_with(one_report, model).answer(GROWTH)
    assert answer.mode == "scripted:model"
    assert len(model.prompts) == 2


def test_true_sentences_beside_the_point_take_no_quote_away(one_report: Library) -> None:
    beside = said("新建标准茶园2000亩", "茶园面积（万亩） | 3.2 | 3.5")
    answer = chain_with(one_report, beside).answer(GROWTH)
    assert same(answer, extractive(one_report, GROWTH))
    assert [dropped.reason for dropped in answer.dropped] == [
        "句中没写年份，而所引原文说的是2025年，不是所问的年份",
        "与所问的事情不相干",
    ]
