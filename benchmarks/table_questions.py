"""TAT-QA's questions over tables with text: spans right, arithmetic right and wrong shown.

    python benchmarks/table_questions.py --library DIR [--half first|second] [--answers FILE] [--list KIND OUTCOME]

Each context of the public set qa/tatqa becomes an HTML report of the library in DIR (made at the first run, with the
default embedding model), and its questions are asked of that report alone, as `wenju ask` answers them. The first half
of the contexts is developed on, the second is for the final number. With --answers what came out is written there, or
read where the file exists already.

An answer that is not given is none; the rest is right or wrong:

- span: every gold span is told: its figures, or its words (all of them, or token F1 of .5 against the whole answer).
- arithmetic, count: the first figures of the first statement hold the gold, to the places that the gold has. A scale
  word (thousand, million) is no part of it, for a table of the set often lacks its own, nor is the sign: "fell by".
"""

import argparse
import json
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus import SHARED, interval

from assistant.build import Assistant, build_assistant
from assistant.evaluation.questions.adapters import tatqa
from assistant.settings import load_settings
from index.scope import Scope

FILE = SHARED / "qa" / "tatqa" / "tatqa_dataset_dev.json"
MIDDLE = 139  # of 278 contexts
WORKED_OUT = ("arithmetic", "count")
_NUMBER = re.compile(r"\d[\d,]*\.?\d*")
_ONLY_A_FIGURE = re.compile(r"[\d,.$%()\s€£—–-]|million|thousand|billion|percent")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of the set, how its answer is found, and what came out (None where nothing was answered)."""

    question: str
    file: str
    gold: tuple[str, ...]
    kind: str
    found_in: str
    told: str | None = None

    @property
    def outcome(self) -> str:
        """One of right, wrong and none."""
        if self.told is None:
            return "none"
        right = is_worked_out(self) if self.kind in WORKED_OUT else is_told(self)
        return "right" if right else "wrong"


def main() -> None:
    """Prints right and wrong for each kind of answer."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--library", type=Path, required=True)
    parser.add_argument("--half", choices=("first", "second"), default="first")
    parser.add_argument("--answers", type=Path, help="write the answers here, or read them where they are")
    parser.add_argument("--list", nargs=2, metavar=("KIND", "OUTCOME"), help="print these: arithmetic wrong")
    options = parser.parse_args()
    if not FILE.is_file():
        print(f"skipped: the public test data is not there ({SHARED.name})")
        return
    contexts = json.loads(FILE.read_text("utf-8"))
    contexts = contexts[:MIDDLE] if options.half == "first" else contexts[MIDDLE:]
    if options.answers and options.answers.is_file():
        lines = options.answers.read_text("utf-8").splitlines()
        answered = [Asked(**{**record, "gold": tuple(record["gold"])}) for record in map(json.loads, lines)]
    else:
        answered = ask(build_assistant(load_settings(library=options.library)), contexts, options)
    told: dict[str, Counter[str]] = {}
    for each in answered:
        group = "span" if each.kind.endswith("span") else "arithmetic"
        for name in (group, f"{each.kind}, from {each.found_in}"):
            told.setdefault(name, Counter())[each.outcome] += 1
        if options.list and [group, each.outcome] == options.list:
            print(f"{each.file} {each.question} | {each.gold} ({each.found_in})\n    {(each.told or '')[:200]}")
    for name, counts in sorted(told.items(), key=lambda pair: (pair[0] not in ("span", "arithmetic"), pair[0])):
        n = counts.total()
        low, high = interval([1.0] * counts["right"] + [0.0] * (n - counts["right"]))
        print(
            f"{name}: right {counts['right']} of {n}, {counts['right'] / n:.3f} [{low:.3f}, {high:.3f}];"
            f" wrong shown {counts['wrong']}, {counts['wrong'] / n:.3f}"
        )


def ask(assistant: Assistant, contexts: list[dict[str, Any]], options: argparse.Namespace) -> list[Asked]:
    """Every question of the contexts, asked of its own report."""
    _, reports = tatqa(contexts, f"tatqa-{options.half}")
    if not assistant.library.exists:
        folder = options.library.parent / f"{options.library.name}-contexts"
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in reports:
            (folder / name).write_text(text, encoding="utf-8")
        assistant.library.add([folder])
    ids = {stored.sources[0].name: stored.report_id for stored in assistant.library.reports()}
    answered = []
    for (name, _), context in zip(reports, contexts, strict=True):
        for item in context["questions"]:
            answer = assistant.ask(item["question"], (), Scope(reports=(ids[name],)))
            gold = item["answer"] if isinstance(item["answer"], list) else [item["answer"]]
            answered.append(
                Asked(
                    item["question"],
                    name,
                    tuple(map(str, gold)),
                    item["answer_type"],
                    item["answer_from"],
                    answer.text if answer.status == "answered" else None,
                )
            )
            if options.answers:
                with options.answers.open("a", encoding="utf-8") as file:
                    file.write(json.dumps(_record(answered[-1]), ensure_ascii=False) + "\n")
    return answered


def _record(asked: Asked) -> dict[str, Any]:
    return {name: getattr(asked, name) for name in Asked.__slots__}


def is_worked_out(asked: Asked) -> bool:
    """Whether the first figures told are the gold one."""
    try:
        gold = abs(float(asked.gold[0]))
    except ValueError:
        return False
    first = (asked.told or "")[:70]
    return any(_alike(number, gold) for number in _numbers(first)[:3])


def is_told(asked: Asked) -> bool:
    """Whether every gold span is told."""
    told = asked.told or ""
    if len(asked.gold) == 1 and _token_f1(told, asked.gold[0]) >= 0.5:
        return True
    return all(_span_told(told, span) for span in asked.gold)


def _span_told(told: str, span: str) -> bool:
    numbers = _numbers(span)
    if numbers and len(_ONLY_A_FIGURE.sub("", span)) < 2:
        return any(_alike(number, float(numbers[0])) for number in _numbers(told))
    return span.lower().strip(" .") in told.lower() or _token_f1(told, span) >= 0.5


def _numbers(text: str) -> list[str]:
    return [number.replace(",", "").rstrip(".") for number in _NUMBER.findall(text)]


def _alike(number: str, gold: float) -> bool:
    value = float(number)
    if gold == 0:
        return value == 0
    return any(abs(value - gold * scale) <= max(0.011, gold * scale * 0.0006) for scale in (1.0, 1e3, 1e6, 1e-3, 1e-6))


def _token_f1(one: str, other: str) -> float:
    first, second = (Counter(re.findall(r"\w+", text.lower())) for text in (one, other))
    same = (first & second).total()
    return 2 * same / (first.total() + second.total()) if same else 0.0


if __name__ == "__main__":
    main()
