"""Claims about provincial reports: what is true, what has one thing altered, and what no report says.

    python benchmarks/claims.py --half first|second [--count 300] [--seed 0] [--library DIR] [--out DIR] [--show]

Claims are made by rule out of facts of the 31 reports of 2025 (facts.py, claim_making.py); at most a quarter are near
copies, the others are reordered, paraphrased, converted into other units, rounded, or state two facts. The halves are
of reports: the first for developing, the second for the final numbers. They run through `wenju evaluate claims`; then
the table of verdicts by kind is printed, what went wrong, and where the time goes. A library that is not given is
built in a temporary folder, which takes minutes.

Kinds: true; digit, unit, direction; year (the report says another value for that year) and year_other (the report says
this value for another year); region (that region's report says another value); outcome (a target told as reached);
absent (the words stand in no report of that region).
"""

import argparse
import json
import random
import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from claim_making import STYLES, as_outcome, near, other_digit, other_direction, other_unit
from corpus import SHARED
from facts import Fact, facts, only_ones, plain
from statements import halved, read_reports

from assistant.build import build_library
from assistant.checking import judging
from assistant.evaluation.starting import start_claims
from assistant.evaluation.statistics import mean
from assistant.settings import load_settings
from index.library import Library
from index.report import Report

# Shares of the claims of a half, in sixtieths: a third true, a half altered, a sixth absent.
SHARES = {
    "true": 20,
    "digit": 6,
    "unit": 5,
    "direction": 5,
    "year": 3,
    "year_other": 3,
    "region": 4,
    "outcome": 4,
    "absent": 10,
}
ALTERED = tuple(kind for kind in SHARES if kind not in ("true", "absent"))
# Things that provinces might report on and these do not; each is looked for in the report before it is used.
THINGS = (
    ("新建天文馆", "座"),
    ("建成海水淡化试验站", "座"),
    ("新增盲文图书馆", "家"),
    ("开行跨国邮轮航线", "条"),
    ("改造历史灯塔", "座"),
    ("培育深海养殖工船", "艘"),
    ("新建地震预警台站", "个"),
    ("引进外籍芭蕾舞教师", "名"),
    ("新设跨境仲裁庭", "个"),
    ("修复古代驿道", "公里"),
    ("建成极地科考码头", "座"),
    ("发放家庭园艺补贴", "万元"),
    ("新建滑翔伞基地", "个"),
    ("认定百年茶馆", "家"),
    ("开通水上公交线路", "条"),
    ("新增导盲犬", "只"),
    ("建成乡村钢琴教室", "间"),
    ("回收废旧帐篷", "万顶"),
    ("种植油橄榄试验林", "万亩"),
    ("新建气象火箭发射点", "个"),
)


@dataclass(frozen=True, slots=True)
class MadeClaim:
    """A claim with its gold label; `source` is the report that it is made of."""

    text: str
    label: str
    kind: str
    style: str
    source: str


class Maker:
    """Draws claims of one half's reports, each text once."""

    def __init__(self, reports: Sequence[Report], seed: int) -> None:
        self._draw = random.Random(seed)
        self._texts = {report.metadata.region or "": report.text for report in reports}
        found = [fact for report in reports for fact in only_ones(list(facts(report)))]
        self._draw.shuffle(found)
        # One region after another, so that none gives more claims than the next.
        queues = [[fact for fact in found if fact.region == region] for region in sorted(self._texts)]
        longest = max(map(len, queues))
        self._facts = [queue[place] for place in range(longest) for queue in queues if place < len(queue)]
        self._styles: dict[str, Counter[str]] = {kind: Counter() for kind in SHARES}

    def claims(self, count: int) -> list[MadeClaim]:
        """`count` claims, the kinds in their shares as far as the reports allow."""
        made: dict[str, MadeClaim] = {}
        for kind, share in SHARES.items():
            wanted = round(count * share / sum(SHARES.values()))
            if kind == "year_other":  # few reports say both values, so these make up what is wanting
                wanted = 2 * wanted - sum(claim.kind == "year" for claim in made.values())
            own = [made_one for made_one in self._of_kind(kind) if made_one.text not in made]
            for claim in own[:wanted]:
                made[claim.text] = claim
        return list(made.values())

    def _of_kind(self, kind: str) -> Iterator[MadeClaim]:
        if kind == "absent":
            yield from self._absent()
            return
        for fact in self._facts:
            claim = self._outcome(fact) if kind == "outcome" else self._changed(fact, kind)
            if claim is not None:
                yield claim

    def _changed(self, fact: Fact, kind: str) -> MadeClaim | None:
        change: dict[str, Callable[[Fact], Fact | None]] = {
            "true": lambda fact: fact,
            "digit": lambda fact: other_digit(fact, self._draw),
            "unit": lambda fact: other_unit(fact, self._draw),
            "direction": lambda fact: other_direction(fact, self._draw),
            "year": self._other_years_value,
            "year_other": self._other_year,
            "region": self._other_regions_value,
        }
        told = change[kind](fact)
        if told is None or (kind not in ("true", "year", "year_other") and self._is_said(told)):
            return None
        text, style = self._told(told, fact, kind)
        return MadeClaim(text, "supported" if kind == "true" else "refuted", kind, style, fact.source)

    def _told(self, told: Fact, fact: Fact, kind: str) -> tuple[str, str]:
        """The fact in the style that was used least; what is altered is not rounded away."""
        counts = self._styles[kind]
        names = (
            [*STYLES, "two_facts"] if kind == "true" else [name for name in (*STYLES, "two_facts") if name != "rounded"]
        )
        if kind == "unit":
            names.remove("converted")
        for name in sorted(names, key=lambda name: (counts[name], self._draw.random())):
            text = self._two(told, fact) if name == "two_facts" else STYLES[name](told, self._draw)
            if text is not None:
                counts[name] += 1
                return text, name
        raise AssertionError("near copies can be told of every fact")

    def _two(self, told: Fact, fact: Fact) -> str | None:
        """Two facts of one region, year and part in one sentence, the altered one first or last."""
        others = [
            other
            for other in self._facts
            if (other.source, other.plan) == (fact.source, fact.plan) and other.subject != fact.subject
        ]
        if not others:
            return None
        # The other one is of the year and region that the claim names, or it would be false for them too.
        if (told.year, told.region) != (fact.year, fact.region):
            return None
        other = self._draw.choice(others)
        first, last = (told, other) if self._draw.random() < 0.5 else (other, told)
        start = f"{told.year}年，{told.region}"
        tail = near(last, self._draw).removeprefix(start)
        return f"{near(first, self._draw).rstrip('。')}，{tail}"

    def _is_said(self, told: Fact) -> bool:
        """Whether the region's report happens to say what was made up."""
        text = self._texts[told.region]
        number = re.escape(plain(told.number) + told.unit)
        verb = told.verb if told.shape == "growth" else ""
        return re.search(rf"{re.escape(told.subject)}{verb}[^，；。]{{0,6}}(?<![\d.]){number}", text) is not None

    def _other_years_value(self, fact: Fact) -> Fact | None:
        """The value of the plan told of the year before, or the other way round, where the report has both."""
        for other in self._facts:
            same = (other.source, other.shape, other.subject, other.verb) == (
                fact.source,
                fact.shape,
                fact.subject,
                fact.verb,
            )
            if same and other.plan != fact.plan and _differs(fact, other):
                return replace(fact, year=other.year, plan=other.plan, before="", more="", hedge="")
        return None

    def _other_year(self, fact: Fact) -> Fact | None:
        return None if fact.plan else replace(fact, year=fact.year - self._draw.choice((1, 2, 3)))

    def _other_regions_value(self, fact: Fact) -> Fact | None:
        """The fact told of a region whose own report says another value of the same subject."""
        others = [
            other
            for other in self._facts
            if (other.shape, other.subject, other.plan, other.unit, other.verb)
            == (fact.shape, fact.subject, fact.plan, fact.unit, fact.verb)
            and other.region != fact.region
            and _differs(fact, other)
        ]
        return replace(fact, region=self._draw.choice(others).region) if others else None

    def _outcome(self, fact: Fact) -> MadeClaim | None:
        text = as_outcome(fact, self._draw)
        return None if text is None else MadeClaim(text, "refuted", "outcome", "outcome", fact.source)

    def _absent(self) -> Iterator[MadeClaim]:
        """Half facts of another region whose subject this region's report has no part of, half invented ones."""
        regions = sorted(self._texts)
        invented = [(region, *thing) for region in regions for thing in THINGS]
        self._draw.shuffle(invented)
        for fact, (region, thing, unit) in zip(self._facts, invented, strict=False):
            if _core(thing) not in self._texts[region]:
                number = self._draw.choice((3, 6, 12, 18, 27, 45, 60, 120))
                text = self._draw.choice(
                    [f"2024年，{region}{thing}{number}{unit}。", f"{region}在2024年{thing}{number}{unit}。"]
                )
                yield MadeClaim(text, "not_enough_info", "absent", "invented", "")
            lacking = [one for one in regions if one != fact.region and _lacks(self._texts[one], fact.subject)]
            if lacking and len(fact.subject) > 4:
                moved = replace(fact, region=self._draw.choice(lacking))
                text = self._draw.choice([near, STYLES["reordered"]])(moved, self._draw) or ""
                yield MadeClaim(text, "not_enough_info", "absent", "moved", fact.source)


def _differs(fact: Fact, other: Fact) -> bool:
    """Whether two values can't both be right: a fifth apart, and no bound that lets the one in."""
    apart = abs(fact.number - other.number) / max(fact.number, other.number)
    bounded = (
        {"以上", "以内", "以下"} & {fact.hedge, other.hedge} or fact.before or other.before or fact.more or other.more
    )
    return fact.unit == other.unit and not bounded and apart >= (0.2 if fact.hedge or other.hedge else 0.01)


def _core(thing: str) -> str:
    """What is counted, without its verb."""
    return thing[2:]


def _lacks(text: str, subject: str) -> bool:
    """Whether no clause of a text has as much as two fifths of a subject's pairs of characters."""
    pairs = {subject[place : place + 2] for place in range(len(subject) - 1)}
    return all(sum(pair in clause for pair in pairs) <= 0.4 * len(pairs) for clause in re.split("[，；。、]", text))


def made(half: str, count: int, seed: int) -> list[MadeClaim]:
    """The claims of a half of the provincial reports."""
    return Maker(halved(read_reports([SHARED / "reports" / "provincial-2025"]), half), seed).claims(count)


def write(claims: Sequence[MadeClaim], path: Path) -> None:
    """Writes claims as claims.jsonl; kind, style and source are kept beside."""
    lines = []
    for number, claim in enumerate(claims, start=1):
        line = {"id": f"{number:03}-{claim.kind}-{claim.style}", "claim": claim.text, "label": claim.label}
        lines.append(json.dumps(line | {"kind": claim.kind, "source": claim.source}, ensure_ascii=False))
    path.write_text("\n".join(lines) + "\n", "utf-8")


def measure(file: Path, library: Path, out: Path) -> tuple[dict[str, Any], list[dict[str, Any]], dict[str, float]]:
    """Runs the claims; the summary, the records, and the seconds that search and comparison took."""
    settings = load_settings({}, library=library)
    opened = build_library(settings)
    opened.search("预热", 1)  # loads the model, which no claim's time should hold
    spent = {"search": 0.0, "comparing": 0.0}
    with timed(Library, "search", spent, "search"), timed(judging, "judge_claim", spent, "comparing"):
        found = start_claims(file, out, settings, opened)
    lines = (out / "results.jsonl").read_text("utf-8").splitlines()
    return found.summary, [json.loads(line) for line in lines], spent


class timed:  # noqa: N801 used as a function
    """Adds up the seconds that calls of a function take, wherever modules of ours have it under its name."""

    def __init__(self, owner: Any, name: str, spent: dict[str, float], key: str) -> None:
        self._name, self._spent, self._key = name, spent, key
        self._real = getattr(owner, name)
        modules = [module for key, module in sys.modules.items() if key.startswith("assistant")]
        self._owners = [one for one in (owner, *modules) if getattr(one, name, None) is self._real]

    def __enter__(self) -> None:
        def call(*arguments: Any, **options: Any) -> Any:
            started = time.perf_counter()
            try:
                return self._real(*arguments, **options)
            finally:
                self._spent[self._key] += time.perf_counter() - started

        for owner in self._owners:
            setattr(owner, self._name, call)

    def __exit__(self, *_: object) -> None:
        for owner in self._owners:
            setattr(owner, self._name, self._real)


def main() -> None:
    """Makes the claims of a half, checks them and prints the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--half", choices=("first", "second", "both"), default="second")
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--library", type=Path, help="folder of a library of the 31 reports")
    parser.add_argument("--out", type=Path, help="folder for claims.jsonl and the run")
    parser.add_argument("--show", action="store_true", help="print the claims and check nothing")
    options = parser.parse_args()
    if not SHARED.is_dir():
        print(f"skipped: no public test data in {SHARED}")
        return
    claims = made(options.half, options.count, options.seed)
    if options.show:
        for claim in claims:
            print(f"{claim.kind:10} {claim.style:11} {claim.label:15} {claim.text}")
        print(Counter(claim.style for claim in claims))
        return
    with tempfile.TemporaryDirectory() as folder:
        out = options.out or Path(folder) / "run"
        out.mkdir(parents=True, exist_ok=True)
        write(claims, out / "claims.jsonl")
        library = options.library or Path(folder) / "library"
        if not options.library:
            build_library(load_settings({}, library=library)).add([SHARED / "reports" / "provincial-2025"])
        try:
            print_tables(*measure(out / "claims.jsonl", library, out))
        except NotImplementedError:
            print(f"{len(claims)} claims; skipped: the judge is not there yet")


def print_tables(summary: dict[str, Any], records: Sequence[dict[str, Any]], spent: dict[str, float]) -> None:
    """What was asked for and what came of it, each kind and style, every miss, and the time."""
    by_kind = {kind: [record for record in records if record.get("kind") == kind] for kind in SHARES}
    for kind, own in by_kind.items():
        for record in own:
            if record["label"] != record["gold"]["label"]:
                quotes = " / ".join(citation["quote"][:200] for citation in record.get("citations", ())[:2])
                print(f"{kind}: {record['claim']} → {record.get('verdict')}: {record.get('reason')} | {quotes}")
    altered = [record for kind in ALTERED for record in by_kind[kind]]
    print("\n| measure | value | n |\n|---|---|---|")
    _row("altered: refuted, or partly with what differs", altered, lambda record: record["label"] == "refuted")
    print(
        f"| altered: called supported | {sum(record['label'] == 'supported' for record in altered)} | {len(altered)} |"
    )
    _row("true: supported", by_kind["true"], lambda record: record["label"] == "supported")
    _row("absent: not_enough_info", by_kind["absent"], lambda record: record["label"] == "not_enough_info")
    print("\n| kind | right | supported | partly | refuted | not enough | not checkable | n |\n" + "|---" * 8 + "|")
    for kind, own in by_kind.items():
        counts = Counter(record.get("verdict") for record in own)
        names = ("supported", "partly_supported", "refuted", "not_enough_info", "not_checkable")
        right = sum(record["label"] == record["gold"]["label"] for record in own)
        print(f"| {kind} | {right} | {' | '.join(str(counts[name]) for name in names)} | {len(own)} |")
    print("\n| style | right | n |\n|---|---|---|")
    for style in sorted({record["id"].split("-")[2] for record in records}):
        own = [record for record in records if record["id"].split("-")[2] == style]
        print(f"| {style} | {sum(record['label'] == record['gold']['label'] for record in own)} | {len(own)} |")
    seconds = sum(record.get("elapsed_ms", 0.0) for record in records) / 1000
    metrics = summary["metrics"]
    print(f"\nquote_validity {metrics['quote_validity']['value']} (n {metrics['quote_validity']['n']})")
    print(f"{len(records) / max(seconds, 1e-9):.1f} claims a second, p95 {metrics['latency_p95_ms']['value']:.0f} ms")
    rest = seconds - sum(spent.values())
    print(f"of {seconds:.1f} s: search {spent['search']:.1f}, comparing {spent['comparing']:.1f}, the rest {rest:.1f}")


def _row(name: str, records: Sequence[dict[str, Any]], right: Callable[[dict[str, Any]], bool]) -> None:
    estimate = mean([float(right(record)) for record in records])
    print(f"| {name} | {estimate.value:.3f} [{estimate.low:.3f}, {estimate.high:.3f}] | {estimate.n} |")


if __name__ == "__main__":
    main()
