"""Pairs of an English claim and a sentence of an English report, from claims that were written by eye.

`judge_claims_en.jsonl` holds sentences of public reports, each with claims that say the same in other words and
near misses that don't follow, as `judge_claims.jsonl` does in Chinese. The file names a sentence by letters of it that
no other has. `judge_claims_invented.jsonl` holds the same over the sentences of the invented reports
(invented_reports.jsonl), named by their number; there a claim that does not follow may differ in a figure or a date.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path

from judge_claims_made import Chance, Pair, bare, hardest_of
from sentence_pairs import HELD_OUT_INVENTED, invented

from assistant.verification.english_candidates import in_third_person
from index.facts.reports import names_of
from index.ingestion.finding import find_files
from index.ingestion.preparing import file_sha256, read_report
from index.ingestion.reading import ReadingProcess
from index.text.sentences import split_sentences

OWN = Path(__file__).resolve().parent / "judge_claims_en.jsonl"
INVENTED = OWN.with_name("judge_claims_invented.jsonl")
# Whose report it is, in front of what kind of report; and what of a company's name is left out where people say it.
_ISSUER = re.compile(
    r"(?P<issuer>[^,:(–]+?)(?:,? (?i:unaudited|annual|integrated|quarterly|interim|strategic|trading|business|plc|inc"
    r"|limited|ltd|corporation|n\.v|ab|asa|ag|performance|sustainability|fiscal|form)\b.*)?(?:[,:(–].*)?"
)
HELD_OUT = 4  # every fourth sentence is left out of training
LEAST, LONGEST, WEIGHT = 30, 400, 1.5


def english(folder: Path, held_out: bool, chance: Chance) -> Iterator[Pair]:
    """The pairs of the file, of the sentences that are held out or of the others, and true claims beside other ones."""
    rows = [json.loads(line) for line in OWN.read_text("utf-8").splitlines()]
    told = dict(_told(folder, {row["report"] for row in rows}))
    for place, row in enumerate(rows):
        sentences = told.get(row["report"], {})
        begins = bare(row["begins"])
        sentence = next((as_read for one, as_read in sentences.items() if begins in bare(one)), None)
        if sentence is None or (place % HELD_OUT == 0) != held_out:
            continue
        for follows, claims in ((True, row["same"]), (False, row["not"])):
            for claim in claims:
                yield Pair("english", claim, sentence, follows, WEIGHT)
        if not held_out:
            others = [one for one in sentences.values() if one != sentence]
            for claim in row["same"]:
                yield from (Pair("english beside", claim, one, False) for one in hardest_of(claim, others, 1, chance))


def of_invented(held_out: bool, chance: Chance) -> Iterator[Pair]:
    """The pairs over the invented reports that are held out, or over the others, as `english` gives them."""
    reports = {report["report"]: report for report in invented()}
    for line in INVENTED.read_text("utf-8").splitlines():
        row = json.loads(line)
        if (row["report"] in HELD_OUT_INVENTED) != held_out:
            continue
        report = reports[row["report"]]
        issuer = _ISSUER.fullmatch(report["title"])
        names = [issuer["issuer"].strip()] if issuer else []
        told = [in_third_person(sentence, names) for _, sentence in report["sentences"]]
        sentence = told[row["at"]]
        for follows, claims in ((True, row["same"]), (False, row["not"])):
            for claim in claims:
                yield Pair("invented", claim, sentence, follows, WEIGHT)
        if not held_out:
            others = [one for one in told if one != sentence]
            for claim in row["same"]:
                yield from (Pair("invented beside", claim, one, False) for one in hardest_of(claim, others, 1, chance))


def _told(folder: Path, names: set[str]) -> Iterator[tuple[str, dict[str, str]]]:
    """The sentences of the reports with these file names, each with how the judge reads it."""
    paths = sorted(path for path in folder.rglob("*") if path.name in names)
    with ReadingProcess() as reader:
        for file in find_files(paths):
            report = read_report(file, file_sha256(file.path), reader, {}, None)
            texts = [report.text[one.start : one.end] for one in split_sentences(report.text, 0, len(report.text))]
            texts = [text for text in texts if LEAST <= len(text) <= LONGEST and "\t" not in text]
            known = names_of(report)
            yield file.name, {text: in_third_person(text, known) for text in texts}
