"""Pairs of a quote and a model's sentence of it: how many wrong ones are shown, and how many right ones.

    python benchmarks/proof_pairs.py ../shared/data [--half develop|held_out] [--by-facts] [--list]

The pairs are those of `tests/golden/sentences/reports.jsonl`: their quotes were drawn from public reports by chance,
and half of what is said of them is true in other words. Each is judged twice: with the sentence that holds the quote
cited, and without a mark among that and seven others of its report, drawn with a fixed seed. Those of the half held out
were written by somebody who saw no rule, and are for the last measurement.
"""

import argparse
import json
import random
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any, cast

from proof_kinds import OTHERS, deciding, sentences_of
from statements import read_reports

from assistant.answering.ledgers import Ledgers, ReportLedger
from assistant.checking.rows_told import rows_telling
from assistant.generation.keep_or_drop import Prover, ToldByRows
from assistant.generation.prompt import CitableSentence, Material
from assistant.generation.reply import Draft
from assistant.generation.support import Facts
from assistant.verification.in_other_words import InOtherWords
from assistant.verification.reported import Reported, reported
from index.ledger.entries import entries_of
from index.models.sentence_judge import SentenceJudge
from index.report import Report

PAIRS = Path(__file__).parents[1] / "tests" / "golden" / "sentences" / "reports.jsonl"


def main() -> None:
    """Prints the shares shown, by what was right and by how the source was told."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("data", type=Path)
    parser.add_argument("--list", action="store_true", help="print right ones dropped and wrong ones shown")
    parser.add_argument("--by-facts", action="store_true", help="without the trained judge of words")
    parser.add_argument("--half", choices=("develop", "held_out"), default="develop")
    options = parser.parse_args()
    if not options.data.exists():
        print(f"{options.data} is not there: nothing measured")
        return
    pairs: list[dict[str, Any]] = [json.loads(row) for row in PAIRS.read_text("utf-8").splitlines()]
    pairs = [pair for pair in pairs if pair.get("half", "develop") == options.half]
    names = sorted({pair["report"] for pair in pairs})
    found = {path.name: path for folder in ("reports", "qa") for path in (options.data / folder).rglob("*")}
    reports = {one.sources[0].name: one for one in read_reports([found[name] for name in names])}
    kept: dict[str, Reported] = {}

    def facts(report: Report) -> Reported:
        if report.report_id not in kept:
            kept[report.report_id] = reported(report)
        return kept[report.report_id]

    rows = rows_telling(cast(Ledgers, _Ledgers(reports.values())))
    words = None if options.by_facts else InOtherWords(SentenceJudge())
    chance = random.Random(0)
    shown: dict[tuple[str, bool], list[bool]] = defaultdict(list)
    for pair in pairs:
        sentences = sentences_of(reports[pair["report"]])
        deciders = _row(pair["quote"], reports[pair["report"]]) or deciding(pair["quote"], sentences)
        others = [one for one in chance.sample(sentences, min(OTHERS, len(sentences))) if one not in deciders]
        for told, cited, marked in (("cited", deciders, True), ("unmarked", [*deciders, *others], False)):
            is_shown, why = _judged(pair, cited, marked, facts, words, rows)
            shown[told, pair["right"]].append(is_shown)
            if options.list and is_shown is not pair["right"]:
                print(
                    f"{told}: {'WRONG SHOWN' if is_shown else 'dropped'}: {pair['statement']} | {pair['quote']} | {why}"
                )
    for (told, right), each in sorted(shown.items()):
        share = sum(each) / len(each)
        print(f"{told}, {'right' if right else 'wrong'}: {sum(each)} of {len(each)} shown ({share:.3f})")


def _row(quote: str, report: Report) -> list[CitableSentence]:
    """The row of a table that a quote is; its cells stand between tabs."""
    at = report.text.find(quote) if "\t" in quote else -1
    return [CitableSentence("", report, at, at + len(quote))] if at >= 0 else []


class _Ledgers:
    """The ledgers of reports that are in no library, made when first asked for."""

    def __init__(self, reports: Iterable[Report]) -> None:
        self._reports = {report.report_id: report for report in reports}
        self._made: dict[str, ReportLedger] = {}

    def of(self, report_ids: Iterable[str]) -> list[ReportLedger]:
        """The ledgers of these reports."""
        for one in report_ids:
            if one not in self._made:
                self._made[one] = ReportLedger(self._reports[one], entries_of(self._reports[one]))
        return [self._made[one] for one in report_ids]


def _judged(
    pair: dict[str, Any],
    cited: Iterable[CitableSentence],
    marked: bool,
    facts: Facts,
    words: InOtherWords | None,
    rows: ToldByRows | None = None,
) -> tuple[bool, str]:
    numbered = {f"S{at}": CitableSentence(f"S{at}", one.report, one.start, one.end) for at, one in enumerate(cited, 1)}
    prover = Prover(Material("", "=", numbered), pair["lang"], facts, words=words, rows=rows)
    proven, dropped = prover.judge(Draft(pair["statement"], tuple(numbered) if marked else ()))
    return proven is not None, "; ".join(one.reason for one in dropped)


if __name__ == "__main__":
    main()
