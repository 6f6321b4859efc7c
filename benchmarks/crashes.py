"""SIGKILL at random moments of a mixed load of adding, replacing and removing: the library must always reopen whole.

    python benchmarks/crashes.py [--kills 200] [--seed 0] [--stress FILE.xml ...] [--write docs/reliability.md]

What is checked after each kill: the reports are those of the last acknowledged change or of the one under way, every
one is found by its own words and nothing else is, the derived files are intact or rebuilt, and the next change works.
The facts that are kept of a report are those that are read of it, or none yet; every turn of a conversation that was
said to be kept is there, and at most one more. `--write` puts the counts into a dated table, with those of the stress
tests by file where `--stress` names what `pytest --junit-xml` wrote, of one run or of several.
"""

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

from corpus import ROOT

BEGIN, END = "## What `make stress` found on", "<!-- the table that make stress writes ends here -->"
LOAD = """
import random, sys
from pathlib import Path
sys.path[:0] = [{root!r}, {tests!r}]
from fakes import HashingEmbedder
from assistant.kept.database import Kept
from assistant.kept.opening import open_database
from assistant.kept.records import KeptTurn, new_id, now
from index.library import Library
folder, files, seed = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
library, chance = Library(folder, HashingEmbedder()), random.Random(seed)
names = sorted(path.name for path in files.iterdir())
kept = Kept(open_database(f"sqlite:///{{folder.parent}}/conversations.sqlite"), str(folder))
head = kept.begin("o" * 64, f"run {{seed}}")
print("head", head, flush=True)
turns = 0
print("ready", flush=True)
while True:
    there = [entry.sources[0].name for entry in library.reports()] if library.exists else []
    away = [name for name in names if name not in there]
    act = chance.choice(["add", "replace", "remove"]) if there and away else "add" if away else "remove"
    if act == "remove":
        name = chance.choice(there)
        print("-", name, flush=True)
        library.remove([library.resolve(name)])
    else:
        new = chance.choice(away)
        old = chance.choice(there) if act == "replace" else None
        print("+", new, old or "", flush=True)
        library.add([files / new], replacing=library.resolve(old) if old else None)
    print("done", flush=True)
    kept.add(head, KeptTurn(new_id(), str(turns), now(), "", (), failure="none"))
    turns += 1
    print("turn", turns, flush=True)
"""


def main() -> None:
    """Prints how many kills were survived, and what went wrong with the others."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--longest", type=float, default=1.2, help="seconds to the latest kill; more on a busy machine")
    parser.add_argument("--stress", type=Path, nargs="*", default=[])
    parser.add_argument("--write", type=Path)
    options = parser.parse_args()
    sys.path.insert(0, str(ROOT / "tests"))
    chance = random.Random(options.seed)
    failures: list[str] = []
    during = turns = 0
    with tempfile.TemporaryDirectory() as folder:
        files = Path(folder) / "files"
        files.mkdir()
        for number in range(12):
            text = f"第{number}号报告\n\n" + "".join(f"第{number}号的词{number}甲{line}。\n" for line in range(40))
            (files / f"{number}.txt").write_text(text, "utf-8")
        library = Path(folder) / "library"
        known: set[str] = set()
        for kill in range(options.kills):
            acknowledged, underway, said = killed(library, files, chance, kill, known, options.longest)
            during += underway is not None
            turns += said[1]
            known, problem = verdict(library, acknowledged, underway)
            problem = problem or conversation(library, *said)
            if problem:
                failures.append(f"kill {kill}: {problem}")
    whole = options.kills - len(failures)
    print(f"{whole} of {options.kills} kills survived whole, {during} of them during a change; {turns} turns kept")
    for failure in failures:
        print(failure)
    if options.write is not None:
        what = f"SIGKILL at random moments, {during} during a change (`benchmarks/crashes.py --seed {options.seed}`)"
        row = f"| {what} | {whole} of {options.kills} whole; {turns} acknowledged turns of conversations kept |"
        write(options.write, [row, *stressed(options.stress)])
    sys.exit(bool(failures))


def killed(
    library: Path, files: Path, chance: random.Random, seed: int, known: set[str], longest: float
) -> tuple[set[str], tuple[set[str], set[str]] | None, tuple[str, int]]:
    """Runs the load and kills it; the acknowledged names, the change under way as (added, removed), what was said."""
    script = LOAD.format(root=str(ROOT), tests=str(ROOT / "tests"))
    process = subprocess.Popen(
        [sys.executable, "-c", script, str(library), str(files), str(seed)], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    head = process.stdout.readline().split()[1]
    process.stdout.readline()
    time.sleep(chance.uniform(0, longest))
    os.kill(process.pid, signal.SIGKILL)
    lines = process.stdout.read().splitlines()
    process.wait()
    state, underway = set(known), None
    turns = 0
    for line in lines:
        if line.startswith(("+", "-")):
            sign, *names = line.split()
            underway = (set(names[:1]), set(names[1:])) if sign == "+" else (set(), set(names))
        elif line == "done" and underway is not None:
            state = (state | underway[0]) - underway[1]
            underway = None
        elif line.startswith("turn"):
            turns = int(line.split()[1])
    return state, underway, (head, turns)


def verdict(folder: Path, acknowledged: set[str], underway: tuple[set[str], set[str]] | None) -> tuple[set[str], str]:
    """The names that are there now, and what is wrong; empty where nothing is."""
    from fakes import HashingEmbedder

    from index.ledger.entries import entries_of
    from index.library import Library

    library = Library(folder, HashingEmbedder())
    if not library.exists:
        return set(), "" if not acknowledged else "the library is gone"
    names = [entry.sources[0].name for entry in library.reports()]
    allowed = [acknowledged]
    if underway is not None:
        allowed.append((acknowledged | underway[0]) - underway[1])
    if set(names) not in allowed or len(names) != len(set(names)):
        return set(names), f"holds {sorted(names)}, not {[sorted(each) for each in allowed]}"
    for name in names:
        number = name.removesuffix(".txt")
        if library.search(f"第{number}号的词{number}甲", 1)[0].source not in names:
            return set(names), f"{name} is not found"
    for entry in library.reports():
        kept = library.ledger(entry.report_id)
        if kept != entries_of(library.get(entry.report_id)):
            return set(names), f"{entry.sources[0].name} has other facts than are read of it"
    findings = library.findings()
    return set(names), "; ".join(findings)


def conversation(folder: Path, head: str, turns: int) -> str:
    """What is wrong with the conversation of which so many turns were said to be kept."""
    from assistant.kept.database import Kept
    from assistant.kept.opening import open_database

    kept = Kept(open_database(f"sqlite:///{folder.parent}/conversations.sqlite"), str(folder))
    found = kept.conversation(head)
    kept.close()
    questions = [] if found is None else [turn.question for turn in found.turns]
    allowed = ([str(turn) for turn in range(turns)], [str(turn) for turn in range(turns + 1)])
    return "" if questions in allowed else f"a conversation holds {questions}, {turns} turns were said to be kept"


def stressed(files: list[Path]) -> list[str]:
    """A row a file of the stress tests, as pytest wrote what became of them."""
    counts: dict[str, Counter[str]] = {}
    for case in (case for file in files if file.is_file() for case in ElementTree.parse(file).iter("testcase")):
        ending = next((child.tag for child in case if child.tag in ("failure", "error", "skipped")), "passed")
        counts.setdefault(case.get("classname", ""), Counter())[ending] += 1
    told = {
        name: ", ".join(f"{count} {ending}" for ending, count in sorted(each.items())) for name, each in counts.items()
    }
    return [f"| stress tests of `{name.replace('.', '/')}.py` | {said} |" for name, said in sorted(told.items())]


def write(file: Path, rows: list[str]) -> None:
    """Puts the table in the place of the one before."""
    text = file.read_text("utf-8")
    table = "\n".join([f"{BEGIN} {date.today().isoformat()}", "", "| what | of it |", "|---|---|", *rows, "", END])
    start = text.find(BEGIN)
    before = text.rstrip() + "\n\n" if start < 0 else text[:start]
    after = "" if start < 0 else text[text.index(END) + len(END) :]
    file.write_text(f"{before}{table}{after}".rstrip() + "\n", "utf-8")


if __name__ == "__main__":
    main()
