"""A real language model end to end: what it writes, what survives verification, what is dropped and why.

    WENJU_LLM_MODEL=openai:NAME WENJU_LLM_BASE_URL=http://127.0.0.1:8080/v1 \
        python benchmarks/real_model.py FILE.jsonl [--half second] [--limit 50] [--library DIR] [--records FILE.jsonl]

Any model that the settings can name; a slow one needs more time than the defaults give, for example
WENJU_LLM_FIRST_TOKEN_SECONDS=180 WENJU_LLM_GAP_SECONDS=60 WENJU_LLM_TOTAL_SECONDS=300. Each question is asked twice,
without and with the model, so that the two can be compared. Without --library one is made of the reports beside the
file, in a temporary folder. With --records a run that was stopped goes on where it was; each line holds both answers.

With --replay RECORDS the model is not asked again: each sentence that it wrote in those records, shown or dropped, is
given the ids of its likeliest sources and proved anew, so that acceptance can be measured with a model that marks
badly, and compared between two versions of the proof.

With --beside no model is asked either: one is played that copies four sentences of each prompt, true ones, those with
least of the question's words. How many of them stand above an answer, and what they take from it, is printed.

A statement counts as drafted where it was shown or dropped. Questions are drawn by a fixed seed from the half named,
so that a prompt can be tried on the first half and reported on the second.
"""

import argparse
import json
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from langchain_core.messages import BaseMessage
from langchain_core.runnables import RunnableConfig

from assistant.answer import Answer
from assistant.build import Assistant, build_assistant
from assistant.chain import AnswerChain
from assistant.errors import AssistantError
from assistant.evaluation.corpus import Corpus
from assistant.evaluation.items import Item
from assistant.evaluation.questions.metrics import f1, quote_hit, quotes_standing
from assistant.evaluation.questions.sets import read_dataset, reports_beside
from assistant.evaluation.running import drawn
from assistant.evaluation.statistics import Estimate, mean, percentile, ratio
from assistant.generation.drafting import Drafter
from assistant.llm.model import LanguageModel
from assistant.settings import LlmTable, Settings, load_settings
from index.text.tokens import tokens

EXTRACTIVE = "extractive"
IDS = 4  # given to each sentence of a replay
SHORTEST = 15  # letters of a sentence that is copied beside the point
LINES = 8  # of those that say why the extractive answer stands

Record = dict[str, Any]


def asked(item: Item, plain: Assistant, modelled: Assistant, corpus: Corpus) -> Record:
    """The question answered without and with the model, scored."""
    return {
        "id": item.id,
        "question": item.question,
        "answerable": item.answerable,
        EXTRACTIVE: _scored(item, plain.ask(item.question), corpus),
        "model": _scored(item, modelled.ask(item.question), corpus),
    }


def _scored(item: Item, answer: Answer, corpus: Corpus) -> Record:
    quotes = [(corpus.text_of(c.report_id), c.start, c.end, c.quote) for c in answer.citations]
    answered = answer.status == "answered"
    gold = item.answerable and bool(item.answers)
    texts = [citation.quote for citation in answer.citations]
    return {
        "status": answer.status,
        "mode": answer.mode,
        "fallback": answer.fallback,
        "statements": [statement.text for statement in answer.statements],
        "quotes": texts,
        "dropped": [[dropped.text, dropped.reason] for dropped in answer.dropped],
        "elapsed_ms": round(answer.elapsed_ms, 1),
        "standing": [quotes_standing(quotes, corpus.texts), len(quotes)],
        "quote_hit": (quote_hit(texts, item.answers) if answered else 0.0) if gold else None,
        "f1": (f1(answer.text, item.answers) if answered else 0.0) if gold else None,
    }


def fate(answer: Record) -> str:
    """What became of a question that the model was asked."""
    if answer["status"] != "answered":
        return "no report in scope" if answer["status"] == "no_report_in_scope" else "nothing answered"
    return "extractive answer instead" if answer["mode"] == EXTRACTIVE else "answered by the model"


def kind(reason: str) -> str:
    """A reason without its particulars: the first of several, up to a colon, the words that it quotes as "…"."""
    without = re.sub(r"“[^”]*”(?:(?:、|, )“[^”]*”)*", "…", reason)
    return re.split(r"[:：;；]", without, maxsplit=1)[0].strip()


def survived(records: Sequence[Record]) -> Estimate:
    """Statements shown by those drafted; the interval draws questions."""
    shown = [_shown(record["model"]) for record in records]
    return ratio(shown, [n + len(record["model"]["dropped"]) for n, record in zip(shown, records, strict=True)])


def _shown(answer: Record) -> int:
    return len(answer["statements"]) if fate(answer) == "answered by the model" else 0


def print_tables(records: Sequence[Record]) -> None:
    """Markdown: statements, why they were dropped, what became of the questions, and both ways compared."""
    answers = [record["model"] for record in records]
    drafted = sum(_shown(answer) + len(answer["dropped"]) for answer in answers)
    print(f"\nstatements: {drafted} drafted over {len(records)} questions; shown {_text(survived(records))}")
    print("\n| dropped because | statements | share of drafted |\n|---|---|---|")
    reasons = Counter(kind(reason) for answer in answers for _, reason in answer["dropped"])
    for reason, count in reasons.most_common():
        print(f"| {reason} | {count} | {_text(_share(answers, reason))} |")
    print("\n| questions | n | share |\n|---|---|---|")
    for name, count in Counter(map(fate, answers)).most_common():
        print(f"| {name} | {count} | {_text(mean([float(fate(answer) == name) for answer in answers]))} |")
    for line, count in Counter(answer["fallback"] for answer in answers if answer["fallback"]).most_common(LINES):
        print(f"- {count}: {line}")
    print("\n| | without a model | with the model |\n|---|---|---|")
    for name in ("quote_hit", "f1"):
        cells = [_text(mean([record[way][name] for record in records])) for way in (EXTRACTIVE, "model")]
        print(f"| {name} | {' | '.join(cells)} |")
    for name, row in _validity_and_times(records):
        print(f"| {name} | {' | '.join(row)} |")


def _validity_and_times(records: Sequence[Record]) -> list[tuple[str, list[str]]]:
    ways = [[record[way] for record in records] for way in (EXTRACTIVE, "model")]
    unanswerable = [[r[way]["status"] for r in records if not r["answerable"]] for way in (EXTRACTIVE, "model")]
    validity = [ratio([a["standing"][0] for a in way], [a["standing"][1] for a in way]) for way in ways]
    abstained = [mean([float(status != "answered") for status in statuses]) for statuses in unanswerable]
    times = [[answer["elapsed_ms"] / 1000 for answer in way] for way in ways]
    return [
        ("quote_validity", [_text(estimate) for estimate in validity]),
        ("unanswerable: not answered", [_text(estimate) for estimate in abstained]),
        *((f"seconds, p{int(at * 100)}", [_text(percentile(way, at)) for way in times]) for at in (0.5, 0.95)),
    ]


def _share(answers: Sequence[Record], reason: str) -> Estimate:
    dropped = [sum(kind(own) == reason for _, own in answer["dropped"]) for answer in answers]
    return ratio(dropped, [_shown(answer) + len(answer["dropped"]) for answer in answers])


def _text(estimate: Estimate) -> str:
    if estimate.value is None:
        return "-"
    return f"{estimate.value:.3f} [{estimate.low:.3f}, {estimate.high:.3f}] n {estimate.n}"


class Replayed(LanguageModel):
    """Writes again what a model wrote to each question, each sentence with the ids that are likeliest its sources."""

    def __init__(self, records: Sequence[Record], name: str) -> None:
        self.name, self.address = name, ""
        self._written = {
            record["question"]: [*record["model"]["statements"], *(text for text, _ in record["model"]["dropped"])]
            for record in records
        }

    def stream(self, messages: Sequence[BaseMessage], config: RunnableConfig | None = None) -> Iterator[str]:  # noqa: ARG002
        """What was written to the question that the prompt ends with."""
        prompt = str(messages[-1].content)
        shown = re.findall(
            r"^(.+)\[(S\d+|T\d+\.r\d+[a-z]?)\]$", prompt.rpartition("\n===")[0].rpartition("\n===")[2], re.MULTILINE
        )
        written = next((texts for question, texts in self._written.items() if question in prompt), [])
        for text in written:
            told = set(tokens(text))
            likest = sorted(shown, key=lambda line: -len(told & set(tokens(line[0]))))[:IDS]
            yield f"{text.rstrip()}{''.join(f'[{name}]' for _, name in likest)}\n"

    def served(self) -> None:
        """No server."""

    def prompt_tokens(self) -> int:
        """As the settings' default."""
        return LlmTable().prompt_tokens


class BesideThePoint(Replayed):
    """Copies of each prompt the sentences that have least of the question's words: true, and no answer."""

    def __init__(self, items: Sequence[Item]) -> None:
        super().__init__((), "sentences beside the point")
        self._asked = [item.question for item in items]

    def stream(self, messages: Sequence[BaseMessage], config: RunnableConfig | None = None) -> Iterator[str]:  # noqa: ARG002
        """Four sentences, each with its own id."""
        prompt = str(messages[-1].content)
        shown = re.findall(r"^(.+)\[(S\d+)\]$", prompt.rpartition("\n===")[0].rpartition("\n===")[2], re.MULTILINE)
        told = set(tokens(next((question for question in self._asked if question in prompt), "")))
        whole = [line for line in shown if len(line[0]) > SHORTEST]
        for text, name in sorted(whole, key=lambda line: len(told & set(tokens(line[0]))))[:IDS]:
            yield f"{text.rstrip()}[{name}]\n"


def replayed(settings: Settings, model: LanguageModel) -> Assistant:
    """The assistant with a model that is played."""
    plain = build_assistant(settings.model_copy(update={"llm": LlmTable()}))
    drafter = Drafter(plain.library, model)
    return replace(plain, chain=AnswerChain(plain.library, settings.answers, drafter))


def _read(path: Path | None) -> list[Record]:
    if path is None or not path.is_file():
        return []
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def run(
    items: Sequence[Item], settings: Settings, records: Path | None, played: LanguageModel | None = None
) -> list[Record]:
    """Asks what the records lack, and adds each to them as soon as it is answered."""
    modelled = build_assistant(settings) if played is None else replayed(settings, played)
    plain = build_assistant(settings.model_copy(update={"llm": LlmTable()}))
    corpus = Corpus(plain.library)
    plain.warm_up()
    modelled.warm_up()
    done = _read(records)
    known = {record["id"] for record in done}
    for place, item in enumerate(items, start=1):
        if item.id in known:
            continue
        done.append(asked(item, plain, modelled, corpus))
        if records is not None:
            with records.open("a", encoding="utf-8") as file:
                file.write(json.dumps(done[-1], ensure_ascii=False) + "\n")
        print(f"{place}/{len(items)} {fate(done[-1]['model'])}", file=sys.stderr, flush=True)
    wanted = {item.id for item in items}
    return [record for record in done if record["id"] in wanted]


def main() -> None:
    """Asks the questions of a file and prints the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--half", choices=("first", "second", "both"), default="both")
    parser.add_argument("--limit", type=int, help="questions, drawn by a fixed seed")
    parser.add_argument("--library", type=Path, help="folder of a library already built")
    parser.add_argument("--records", type=Path, help="file that each question's answers are added to")
    parser.add_argument("--replay", type=Path, help="records of an earlier run, whose sentences are proved again")
    parser.add_argument("--beside", action="store_true", help="a model is played that writes beside the point")
    options = parser.parse_args()
    items = drawn(read_dataset(options.file).items, options.half, options.limit, seed=0)
    with tempfile.TemporaryDirectory() as folder:
        settings = load_settings(library=options.library or Path(folder))
        if not settings.llm.model and options.replay is None and not options.beside:
            raise SystemExit("no model is set; set WENJU_LLM_MODEL, for example to openai:NAME")
        library = build_assistant(settings).library
        if not library.exists:
            library.add([reports_beside(options.file) or options.file.parent])
        try:
            played: LanguageModel | None = BesideThePoint(items) if options.beside else None
            if options.replay is not None:
                written = _read(options.replay)
                played = Replayed(written, f"replay of {len(written)} questions")
            records = run(items, settings, options.records, played)
        except AssistantError as error:
            raise SystemExit(str(error)) from error
    print(f"{settings.llm.model}, {options.file.parent.name}/{options.file.name}, {options.half} half")
    print_tables(records)


if __name__ == "__main__":
    main()
