"""Why claims that facts leave open stay open: which locks stop each, and what the trained judge says beside them.

    python benchmarks/wording_funnel.py ../shared/data --part a [--out FILE]
    python benchmarks/wording_funnel.py ../shared/data --claims tests/golden/facts/near-misses.jsonl

For each claim the nearest sentences are read as the judge would read them, locked or not. A line a lock: how many right
and wrong claims it alone stops, and of those how many the judge would grant; then how many would pass without any lock.
"""

import argparse
import collections
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kinds import library as library_of_kinds
from worded_claims import parsed, shows

from assistant.verification.candidates import candidates
from assistant.verification.claims import judge_claim, statements_of
from assistant.verification.hard_parts import said
from assistant.verification.in_other_words import UNDECIDED, open_part
from assistant.verification.judging_words import SURE
from assistant.verification.report_wording import in_report_words
from assistant.verification.reported import Reported, reported
from index.models.sentence_judge import SentenceJudge
from index.text.folding import simplified
from index.text.script import has_han


@dataclass(frozen=True, slots=True)
class Reading:
    """A sentence read for a claim: how sure the judge is, the locks against it, whether it is the deciding one."""

    chance: float
    against: tuple[tuple[str, str], ...]
    decides: bool
    text: str


def readings(part: str, whole: str, quote: str, sources: Sequence[Reported], judge: SentenceJudge) -> Iterator[Reading]:
    """The sentences nearest to a part of a claim, each with what stands against it."""
    found = list(candidates(part, whole, sources))
    chances = judge.chances([part] * len(found), [one.text for one in found])
    for chance, one in zip(chances, found, strict=True):
        claim = said(part)
        against = [(each.lock, each.about) for each in one.objections(claim)]
        against += [("noun", noun) for noun in one.untouched(claim)]
        decides = shows(one.reported.text[one.start : one.end], quote)
        yield Reading(chance, tuple(against), decides, one.text)


def main() -> None:
    """Reads the command line and prints the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--part", default="a", help="of the worded claims")
    parser.add_argument("--claims", type=Path, help="a file of claims instead")
    parser.add_argument("--out", type=Path, help="where each claim's readings go, a line a claim")
    options = parser.parse_args()
    if options.claims is None:
        folder = options.data / "reports/provincial-2025"
        reports = {name: reported(report) for name, report in parsed(folder).items()}
    else:
        reports = library_of_kinds(options.data)
    file = options.claims or options.data / f"claims/worded-2025/part-{options.part}.jsonl"
    claims = [json.loads(line) for line in file.read_text().splitlines()]
    claims = [one for one in claims if all(name in reports for name in one["reports"]) and has_han(one["claim"])]
    rows = list(examined(claims, list(reports.values()), SentenceJudge()))
    if options.out is not None:
        options.out.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows) + "\n")
    print_table(rows)


def examined(
    claims: Sequence[dict[str, str]], sources: Sequence[Reported], judge: SentenceJudge
) -> Iterator[dict[str, object]]:
    """Each claim with its verdict by facts, and where that leaves it open the readings of it."""
    for claim in claims:
        judged = judge_claim(claim["claim"], sources)
        row: dict[str, object] = {**claim, "right": claim["label"] == "supported", "facts": judged[0].outcome}
        if judged[0].outcome in UNDECIDED:
            text = simplified(claim["claim"])
            own = (text, open_part(text, statements_of(judged)))
            parts = dict.fromkeys((*own, *map(in_report_words, own)))
            row["readings"] = [
                {
                    "part": part,
                    "chance": round(one.chance, 3),
                    "against": one.against,
                    "decides": one.decides,
                    "text": one.text,
                }
                for part in parts
                for one in readings(part, text, claim["quote"], sources, judge)
            ]
            row["granted"] = any(one["chance"] >= SURE and not one["against"] for one in row["readings"])  # type: ignore[attr-defined]
        yield row


def print_table(rows: Sequence[dict[str, object]]) -> None:
    """Prints how many claims facts and judge support, and what each lock alone keeps from being asked."""
    for right in (True, False):
        mine = [row for row in rows if row["right"] == right]
        counts = collections.Counter(str(row["facts"]) for row in mine)
        granted = sum(bool(row.get("granted")) for row in mine)
        unlocked = sum(any(one["chance"] >= SURE for one in row.get("readings", ())) for row in mine)  # type: ignore[attr-defined]
        print(
            f"{'right' if right else 'wrong'} {len(mine)}: {dict(counts)}, granted {granted}, without locks {unlocked}"
        )
    alone: dict[str, collections.Counter[str]] = collections.defaultdict(collections.Counter)
    for row in rows:
        if row.get("granted") or "readings" not in row:
            continue
        side = "right" if row["right"] else "wrong"
        seen = set()
        for one in row["readings"]:  # type: ignore[attr-defined]
            locks = {lock for lock, _ in one["against"]}
            if len(locks) == 1:
                (lock,) = locks
                seen.add((lock, side))
                if one["chance"] >= SURE:
                    seen.add((lock, f"{side} sure"))
        for lock, told in seen:
            alone[lock][told] += 1
    for lock, count in sorted(alone.items(), key=lambda pair: -pair[1]["right sure"]):
        print(
            f"{lock:14} alone stops {count['right']:3} right ({count['right sure']:3} that the judge would grant), "
            f"{count['wrong']:3} wrong ({count['wrong sure']:3})"
        )


if __name__ == "__main__":
    main()
