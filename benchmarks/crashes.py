"""SIGKILL at random moments of a mixed load of adding, replacing and removing: the library must always reopen whole.

    python benchmarks/crashes.py [--kills 200] [--seed 0]

What is checked after each kill: the reports are those of the last acknowledged change or of the one under way, every
one is found by its own words and nothing else is, the derived files are intact or rebuilt, and the next change works.
"""

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from corpus import ROOT

LOAD = """
import random, sys
from pathlib import Path
sys.path[:0] = [{root!r}, {tests!r}]
from fakes import HashingEmbedder
from index.library import Library
folder, files, seed = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
library, chance = Library(folder, HashingEmbedder()), random.Random(seed)
names = sorted(path.name for path in files.iterdir())
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
"""


def main() -> None:
    """Prints how many kills were survived, and what went wrong with the others."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    sys.path.insert(0, str(ROOT / "tests"))
    chance = random.Random(options.seed)
    failures: list[str] = []
    during = 0
    with tempfile.TemporaryDirectory() as folder:
        files = Path(folder) / "files"
        files.mkdir()
        for number in range(12):
            text = f"第{number}号报告\n\n" + "".join(f"第{number}号的词{number}甲{line}。\n" for line in range(40))
            (files / f"{number}.txt").write_text(text, "utf-8")
        library = Path(folder) / "library"
        known: set[str] = set()
        for kill in range(options.kills):
            acknowledged, underway = killed(library, files, chance, kill, known)
            during += underway is not None
            known, problem = verdict(library, acknowledged, underway)
            if problem:
                failures.append(f"kill {kill}: {problem}")
    print(f"{options.kills - len(failures)} of {options.kills} kills survived whole, {during} of them during a change")
    for failure in failures:
        print(failure)


def killed(
    library: Path, files: Path, chance: random.Random, seed: int, known: set[str]
) -> tuple[set[str], tuple[set[str], set[str]] | None]:
    """Runs the load and kills it; returns the acknowledged names, and the change under way as (added, removed)."""
    script = LOAD.format(root=str(ROOT), tests=str(ROOT / "tests"))
    process = subprocess.Popen(
        [sys.executable, "-c", script, str(library), str(files), str(seed)], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    process.stdout.readline()
    time.sleep(chance.uniform(0, 1.2))
    os.kill(process.pid, signal.SIGKILL)
    lines = process.stdout.read().splitlines()
    process.wait()
    state, underway = set(known), None
    for line in lines:
        if line.startswith(("+", "-")):
            sign, *names = line.split()
            underway = (set(names[:1]), set(names[1:])) if sign == "+" else (set(), set(names))
        elif line == "done" and underway is not None:
            state = (state | underway[0]) - underway[1]
            underway = None
    return state, underway


def verdict(folder: Path, acknowledged: set[str], underway: tuple[set[str], set[str]] | None) -> tuple[set[str], str]:
    """The names that are there now, and what is wrong; empty where nothing is."""
    from fakes import HashingEmbedder

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
    findings = library.findings()
    return set(names), "; ".join(findings)


if __name__ == "__main__":
    main()
