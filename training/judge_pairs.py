"""Makes the pairs of a claim and a sentence that training/sentence_judge.py learns from.

    python training/judge_pairs.py --stage first|second|third|fourth --out PAIRS.jsonl.gz [--data ../shared/data]

By script: clauses of work reports said in other words (judge_wording.tsv, other order, numbers as people say them)
against the same with one thing that changes what is said (judge_edits.tsv, another noun or name, a modifier more or
less, the neighbour's subject, a cause, a first). The false ones are put in other words as the true ones are, so that
wording alone tells nothing. Public sets by judge_mix.tsv. Second stage: the claims of the public data, parts a and b,
and our own (judge_claims.jsonl), written from the reports alone; those of HELD_OUT places are left out of all stages.
Third stage: English claims (judge_pairs_english.py) among fewer of the second's, in another draw. Fourth stage: the
English claims over invented reports among fewer of the third's.
"""

import argparse
import gzip
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from judge_claims_made import Chance, Pair, Told, bare, hardest, made
from judge_pairs_english import english, of_invented

from assistant.verification.nearest import features
from index.report import Part, Report
from index.text.folding import simplified
from index.text.sentences import split_sentences
from index.text.words import Words

HERE = Path(__file__).resolve().parent
MIX, OWN = HERE / "judge_mix.tsv", HERE / "judge_claims.jsonl"
KINDS = HERE.parent / "tests" / "golden" / "facts" / "kinds-develop.jsonl"
SEEDS = {"first": 11, "second": 12, "third": 13, "fourth": 14}
# Share of the sentences that script-made pairs come from.
MADE = {
    "first": 0.5,
    "second": 0.2,
    "third": 0.08,
    "fourth": 0.03,
}
OWN_WEIGHT, OWN_TIMES = 1.5, {"second": 2, "third": 1, "fourth": 1}
KEPT = {"second": 1.0, "third": 1.0, "fourth": 0.35}  # share of the Chinese claims
ENGLISH_TIMES = {"third": 2, "fourth": 1}
HELD_OUT = frozenset({"四川", "浙江", "宁夏", "海南", "河北", "天津", "江苏"})
LONGEST, LEAST = 260, 8

Row = dict[str, Any]


class _Sentence(NamedTuple):
    """A sentence, and its letters and digits alone."""

    told: Told
    bare: str


_Judged = tuple[Pair, Told]
_ByReport = Mapping[str, Sequence[_Sentence]]


def main() -> None:
    """Reads the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--stage", choices=SEEDS, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--data", type=Path, default=HERE.parents[1] / "shared" / "data")
    parser.add_argument("--held-out", action="store_true", help="write the held-out claims instead")
    options = parser.parse_args()
    chance = np.random.default_rng(SEEDS[options.stage])
    told = _told(options.data / "reports")
    pairs: list[Pair] = []
    if not options.held_out:
        pairs += _of_sets(options.data / "training" / "ship", options.stage, chance)
        pairs += made(told, MADE[options.stage], chance)
    if options.stage != "first" or options.held_out:
        by_report: dict[str, list[_Sentence]] = {}
        for each in told:
            by_report.setdefault(each.report, []).append(_Sentence(each, bare(each.text)))
        judged = [
            *_worded(options.data / "claims" / "worded-2025", by_report, options.held_out),
            *_own(by_report, options.held_out),
        ]
        if not options.held_out:
            judged = [each for each in judged if chance.random() < KEPT[options.stage]]
        pairs += [pair for pair, _ in judged] * (1 if options.held_out else OWN_TIMES[options.stage])
        if not options.held_out:
            pairs += _beside(judged, by_report, chance)
    if options.stage in ENGLISH_TIMES:
        of_english = list(english(options.data, options.held_out, chance))
        pairs += of_english * (1 if options.held_out else ENGLISH_TIMES[options.stage])
    if options.stage == "fourth":
        pairs += of_invented(options.held_out, chance)
    with gzip.open(options.out, "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(asdict(pair), ensure_ascii=False) + "\n" for pair in pairs)
    for source in sorted({pair.source for pair in pairs}):
        of_it = [pair for pair in pairs if pair.source == source]
        print(f"{source}: {len(of_it)} pairs, {sum(pair.follows for pair in of_it)} follow")


def _told(folder: Path) -> list[Told]:
    """The sentences of the provincial and State Council reports, tagged."""
    from index.ingestion.finding import find_files
    from index.ingestion.preparing import file_sha256, read_report
    from index.ingestion.reading import ReadingProcess

    rows: list[tuple[Report, str, bool, str]] = []
    with ReadingProcess() as reader:
        for file in find_files([folder / "provincial-2025", folder / "state-council"]):
            if file.refusal is not None or file.path.suffix not in (".docx", ".txt"):
                continue
            report = read_report(file, file_sha256(file.path), reader, {}, None)
            if (report.metadata.year or 0) < 2000:
                continue
            for one in split_sentences(report.text, 0, len(report.text)):
                text = simplified(report.text[one.start : one.end]).strip()
                if LEAST <= len(text) <= LONGEST and "\t" not in text:
                    planned = report.section_at(one.start).part is Part.PLAN
                    rows.append((report, file.name, planned, text))
    tagged = Words().tag([text for *_, text in rows])
    return [
        Told(name, _short(report.metadata.region or ""), report.metadata.year or 0, planned, text, words)
        for (report, name, planned, text), words in zip(rows, tagged, strict=True)
    ]


def _short(region: str) -> str:
    if region.startswith("内蒙古"):
        return "内蒙古"
    return re.sub("省|市|壮族自治区|回族自治区|维吾尔自治区|自治区", "", region)


def _of_sets(folder: Path, stage: str, chance: Chance) -> Iterator[Pair]:
    for line in MIX.read_text("utf-8").splitlines()[1:]:
        if line.startswith("#"):
            continue
        name, _, first, second = line.split("\t")
        with gzip.open(folder / f"{name}.jsonl.gz", "rt", encoding="utf-8") as file:
            rows = [json.loads(each) for each in file]
        for at in chance.permutation(len(rows))[: int(first if stage == "first" else second)]:
            row = rows[at]
            follows = row["label"] in ("entailment", "paraphrase")
            if len(row["premise"]) < 700:
                yield Pair(name, simplified(row["hypothesis"]), simplified(row["premise"]), follows, 0.7)


def _worded(folder: Path, told: _ByReport, held_out: bool) -> Iterator[_Judged]:
    """Right claims that one sentence tells whole, by their figures; wrong ones with the sentence that decides."""
    for path in [*sorted(folder.glob("part-[ab].jsonl")), KINDS]:
        for line in path.read_text("utf-8").splitlines():
            row = json.loads(line)
            yield from _judged(row, told, row["reports"][0], held_out, "worded")


def _own(told: _ByReport, held_out: bool) -> Iterator[_Judged]:
    if not OWN.is_file():
        return
    for line in OWN.read_text("utf-8").splitlines():
        row = json.loads(line)
        for label, claims in (("supported", row["same"]), ("open", row["not"])):
            for claim in claims:
                one = {"claim": claim, "quote": row["begins"], "label": label}
                yield from _judged(one, told, row["report"], held_out, "own")


def _judged(row: Row, told: _ByReport, report: str, held_out: bool, source: str) -> Iterator[_Judged]:
    quote = bare(row["quote"])
    found = next((one.told for one in told.get(report, ()) if quote in one.bare), None)
    if found is None or (found.place in HELD_OUT) != held_out:
        return
    follows = row["label"] == "supported"
    claim = simplified(row["claim"])
    sentence = found.placed(claim)
    if follows and source == "worded" and not _figures(claim) <= _figures(sentence):
        return
    yield Pair(source, claim, sentence, follows, OWN_WEIGHT), found


def _figures(text: str) -> set[str]:
    return {str(value) for value in features(text)[1]}


def _beside(judged: Sequence[_Judged], told: _ByReport, chance: Chance) -> Iterator[Pair]:
    """True claims beside sentences of the same report that share most letters with them, and do not tell them."""
    for pair, deciding in judged:
        if pair.follows:
            others = [one.told for one in told[deciding.report] if one.told is not deciding]
            for other in hardest(pair.claim, others, 1, chance):
                yield Pair("beside", pair.claim, other.placed(pair.claim), False)


if __name__ == "__main__":
    main()
