"""Pairs of an English claim and a sentence of an English report, from claims that were written by eye.

`judge_claims_en.jsonl` holds sentences of public reports, each with claims that say the same in other words and
near misses that don't follow, as `judge_claims.jsonl` does in Chinese. The file names a sentence by letters of it that
no other has.
"""

import json
from collections.abc import Iterator
from pathlib import Path

from judge_claims_made import Chance, Pair, bare, hardest_of

from assistant.verification.english_candidates import in_third_person
from index.facts.reports import names_of
from index.ingestion.finding import find_files
from index.ingestion.preparing import file_sha256, read_report
from index.ingestion.reading import ReadingProcess
from index.text.sentences import split_sentences

OWN = Path(__file__).resolve().parent / "judge_claims_en.jsonl"
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
