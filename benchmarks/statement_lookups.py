"""Lookups over companies' statements, written before any answer was seen: right, wrong shown, not answered.

    python benchmarks/statement_lookups.py [FILE] --library DIR [--hashed] [--list]

Each line of FILE (default: statement_lookups.jsonl beside this file) is a question, its `answers` as the statement
prints them (none where the library has no answer) and the file that has it. Right: answered, and the answer holds one
of them as a whole figure; wrong shown: answered with anything else, or answered where there is no answer. With --hashed
the library was made with the tests' made-up vectors; nothing here is found by likeness.

statement_lookups_develop.jsonl and statement_lookups_held_out.jsonl are 30 each, written from the filings and the
invented Chinese reports (tests/golden/statements/sources) alone; DIR holds all of these.
"""

import argparse
import json
import re
import sys
from collections import Counter
from pathlib import Path

from corpus import ROOT, interval

from assistant.build import build_assistant
from assistant.settings import load_settings
from index.library import Library


def main() -> None:
    """Prints counts for each language and over all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", nargs="?", type=Path, default=Path(__file__).with_suffix(".jsonl"))
    parser.add_argument("--library", type=Path, required=True)
    parser.add_argument("--hashed", action="store_true")
    parser.add_argument("--list", action="store_true", help="print every question and what came out")
    options = parser.parse_args()
    settings = load_settings(library=options.library)
    library = None
    if options.hashed:
        sys.path.insert(0, str(ROOT / "tests"))
        from fakes import HashingEmbedder

        library = Library(options.library, HashingEmbedder(dimension=64))
    assistant = build_assistant(settings, library)
    counts: dict[str, Counter[str]] = {}
    for line in options.file.read_text("utf-8").splitlines():
        item = json.loads(line)
        answer = assistant.ask(item["question"])
        gold = [str(each) for each in item.get("answers") or ()]
        outcome = outcome_of(answer.text if answer.status == "answered" else None, gold)
        language = "zh" if re.search("[\u4e00-\u9fff]", item["question"]) else "en"
        for group in (language, "all"):
            counts.setdefault(group, Counter())[outcome] += 1
        if options.list:
            print(f"{outcome:12} {item['question']} {gold}\n             {answer.status}: {answer.text[:300]}")
    for group, found in counts.items():
        answerable = found["right"] + found["wrong"] + found["not answered"]
        every = answerable + found["rightly not"] + found["invented"]
        wrong = found["wrong"] + found["invented"]
        low, high = interval([1.0] * found["right"] + [0.0] * (answerable - found["right"]))
        print(
            f"{group}: right {found['right']} of {answerable} ({found['right'] / max(1, answerable):.2f}"
            f" [{low:.2f}, {high:.2f}]), wrong shown {wrong} of {every} ({wrong / max(1, every):.2f}); {dict(found)}"
        )


def outcome_of(answer: str | None, gold: list[str]) -> str:
    """What became of a question; `answer` is None where none was given."""
    if answer is None:
        return "not answered" if gold else "rightly not"
    if not gold:
        return "invented"
    return "right" if any(_holds(answer, each) for each in gold) else "wrong"


def _holds(answer: str, gold: str) -> bool:
    if not re.search(r"\d", gold):
        words = {"yes": r"(?i)\byes\b|^是|^增加|^有", "no": r"(?i)\bno\b|^否|^没有|^不"}.get(gold, re.escape(gold))
        return re.search(words, answer) is not None
    first = answer.split(" = ")[0]
    wanted = re.escape(gold.strip("()-$ "))
    tail = r"(?:\.\d+)?" if "." not in gold and len(gold) < 4 else r"0?"
    return re.search(rf"(?<![\d.,]){wanted}{tail}(?![\d,]|\.\d)", first) is not None


if __name__ == "__main__":
    main()
