"""Makes the windows that training/passage_reader.py learns from: a question and a passage of at most 256 tokens.

    python training/passage_windows.py --out WINDOWS.jsonl.gz [--data ../shared/data] [--seed N] [--sets SHARE]

passage_mix.tsv says how much of which public set. Each question is given with a window of its text that holds the
answer, cut at sentences (a table's at rows), with the title in front of every other one. What can't be answered is
made: the question asked of another passage of the same document, of its own passage without the sentence that answers,
with one of its names or numbers changed, or of a passage of another text that shares most words with it. Beside some
questions stand three written by eye (passage_questions.jsonl): two near ones that the passage does not answer, and one
that it answers in other words. Our own questions over reports (sentence_questions.jsonl) and part a of the worded
questions get the sentence that answers inside its passage, passages of the same report that share most with the
question, and what only seems to answer.
"""

import argparse
import gzip
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from sentence_pairs import ENDS, HELD_OUT, OWN, Chance, Row, bare, found_in, hardest, report_sentences, worded

from index.text.folding import simplified
from index.text.sentences import split_sentences

HERE = Path(__file__).resolve().parent
MIX, NEAR_MISSES = HERE / "passage_mix.tsv", HERE / "passage_questions.jsonl"
TABLES = frozenset({"imtqa-zh", "imtqa-en", "wikitablequestions-lookup"})
LEAST_TOKENS, MOST_TOKENS = 110, 225  # of a window; by chance between, so that a step costs less
NARROW_TOKENS, WIDE_TOKENS = 0.27, 0.68  # of a letter
MOST_NEAR = 12  # passages of a document among which the nearest is looked for
OWN_NEGATIVES = 1
OWN_KEPT = 0.4  # of our own, so that they do not crowd out the others
TITLED = 0.5
_NUMBER = re.compile(r"(?<![\d.])\d+(?:\.\d+)?")
# A name inside a question: capitals that don't begin it, 《》 and 「」.
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][\w'-]+(?: [A-Z][\w'-]+)*|(?<=[《「“])[^》」”]{2,}(?=[》」”])")


@dataclass(frozen=True, slots=True)
class Window:
    """A question and a window; the answer's span `[start, end)` in `text`, (-1, -1) where the window has none."""

    source: str
    question: str
    text: str
    answers: bool
    start: int = -1
    end: int = -1


@dataclass(frozen=True, slots=True)
class _Unit:
    """A sentence or row of a text, and how many tokens it has."""

    start: int
    end: int
    tokens: int


def main() -> None:
    """Reads the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--data", type=Path, default=HERE.parents[1] / "shared" / "data")
    parser.add_argument("--seed", type=int, default=3, help="of the draw; another for another pass")
    parser.add_argument("--sets", type=float, default=1, help="share of the public sets' windows that is kept")
    options = parser.parse_args()
    chance = np.random.default_rng(options.seed)
    ship = options.data / "training" / "ship"
    own = [each for each in _of_reports(options.data, chance) if chance.random() < OWN_KEPT]
    sets = [each for each in _of_sets(ship, chance) if options.sets == 1 or chance.random() < options.sets]
    windows = [*sets, *own, *_of_near_misses(ship, chance)]
    with gzip.open(options.out, "wt", encoding="utf-8") as file:
        file.writelines(
            json.dumps(asdict(windows[at]), ensure_ascii=False) + "\n" for at in chance.permutation(len(windows))
        )
    for source, count in sorted(Counter(each.source for each in windows).items()):
        print(source, count, sum(each.answers for each in windows if each.source == source))


def _of_near_misses(folder: Path, chance: Chance) -> Iterator[Window]:
    """The questions written by eye beside a set's own: two that its passage does not answer, one in other words."""
    written: dict[str, dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for line in NEAR_MISSES.read_text("utf-8").splitlines():
        row = json.loads(line)
        written[row["set"]][row["beside"]].append(row)
    for name, beside in written.items():
        with gzip.open(folder / f"{name}.jsonl.gz", "rt", encoding="utf-8") as file:
            held = {row["question"]: row for row in map(json.loads, file) if row["question"] in beside}
        for question, row in held.items():
            context, units = row["context"], _units(row["context"], False)
            for one in beside[question]:
                answer = one["answer"] or _answer(row)["text"]
                if (start := context.find(answer)) < 0:
                    continue
                first, last = _around(units, start, start + len(answer), chance)
                shown = row.get("title", "") if chance.random() < TITLED else ""
                span = (start - first, start - first + len(answer)) if one["answer"] else (-1, -1)
                yield _window(f"{name} by eye", one["question"], shown, context[first:last], *span)


def _of_sets(folder: Path, chance: Chance) -> Iterator[Window]:
    for line in MIX.read_text("utf-8").splitlines():
        if line.startswith(("#", "set\t")):
            continue
        name, _, questions, near, cut, turned, mined, ranking = line.split("\t")
        with gzip.open(folder / f"{name}.jsonl.gz", "rt", encoding="utf-8") as file:
            rows = [json.loads(each) for each in file]
        taken = [rows[at] for at in chance.permutation(len(rows)) if not _doubtful(rows[at])][: int(questions)]
        yield from _of_set(name, taken, float(near), float(cut), float(turned), chance)
        if ranking:
            yield from _mined(name, taken, folder / f"{ranking}.jsonl.gz", float(mined), chance)


def _doubtful(row: Row) -> bool:
    """Several spans that are one answer together, or a text that tells the answer in several places of a table."""
    return bool(row.get("multi_span") or row.get("ambiguous")) or not row["answers"]


def _of_set(name: str, rows: Sequence[Row], near: float, cut: float, turned: float, chance: Chance) -> Iterator[Window]:
    texts = {row["context"]: _units(row["context"], name in TABLES) for row in rows}
    of_document: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        title = row.get("title", "")
        if row["context"] not in of_document[title]:
            of_document[title].append(row["context"])
    titles = sorted(of_document)
    for row in rows:
        context, title = row["context"], row.get("title", "")
        answer = _answer(row)
        start, end = answer["start"], answer["start"] + len(answer["text"])
        first, last = _around(texts[context], start, end, chance)
        shown = title if name not in TABLES and chance.random() < TITLED else ""
        right = _window(name, row["question"], shown, context[first:last], start - first, end - first)
        yield right
        if chance.random() < near:
            held = of_document[title] if title else [context]
            others = [
                other[begin:stop]
                for other in (held[at] for at in chance.permutation(len(held))[:MOST_NEAR])
                for begin, stop in _pieces(texts[other], chance)
                if not any(each["text"] in other[begin:stop] for each in row["answers"])
            ]
            for other in hardest(row["question"], others, 2, 1, chance):
                yield _window(f"{name} near", row["question"], shown, other)
        if chance.random() < cut:
            rest = _without(context, texts[context], first, last, start, end)
            if rest and not any(each["text"] in rest for each in row["answers"]):
                yield _window(f"{name} cut", row["question"], shown, rest)
        if chance.random() < turned:
            question = _turned(row["question"], title, context, titles, chance)
            if question != row["question"]:
                yield _window(f"{name} turned", question, shown, context[first:last])


def _mined(name: str, rows: Sequence[Row], ranking: Path, share: float, chance: Chance) -> Iterator[Window]:
    """So many of the questions once more, with the passage of another text that shares most words with them."""
    with gzip.open(ranking, "rt", encoding="utf-8") as file:
        others = {each["query"]: each["negatives"] for each in map(json.loads, file)}
    for row in rows:
        if chance.random() >= share:
            continue
        title, answers = row.get("title", ""), [each["text"] for each in row["answers"]]
        for text in others.get(row["question"], []):
            pieces = [text[begin:stop] for begin, stop in _pieces(_units(text, False), chance)]
            pieces = [each for each in pieces if not any(answer in each for answer in answers)]
            if pieces and not any(answer in text for answer in answers):
                best = hardest(row["question"], pieces, 1, 1, chance)[0]
                shown = title if chance.random() < TITLED else ""
                yield _window(f"{name} mined", row["question"], shown, best)
                break


def _answer(row: Row) -> Row:
    """The answer most annotators gave; of several the shortest."""
    counts = Counter(each["text"] for each in row["answers"])
    best: Row = min(row["answers"], key=lambda each: (-counts[each["text"]], len(each["text"])))
    return best


def _window(source: str, question: str, title: str, body: str, start: int = -1, end: int = -1) -> Window:
    front = f"{title}\n" if title else ""
    shift = len(front) if start >= 0 else 0
    text = simplified(front + body)
    return Window(source, simplified(question), text, start >= 0, start + shift, end + shift)


def _turned(question: str, title: str, context: str, titles: Sequence[str], chance: Chance) -> str:
    """The question with its subject, a name or a number changed for another; as it is where it has none."""
    if len(title) > 1 and title in question and len(titles) > 1:
        return question.replace(title, titles[int(chance.integers(len(titles)))])
    names = _NAME.findall(question)
    others = [each for each in dict.fromkeys(_NAME.findall(context)) if each not in question]
    if names and others:
        return question.replace(names[int(chance.integers(len(names)))], others[int(chance.integers(len(others)))])
    numbers = [each for each in _NUMBER.findall(question) if each in context]
    if numbers:
        number = numbers[int(chance.integers(len(numbers)))]
        near = [each for each in dict.fromkeys(_NUMBER.findall(context)) if len(each) == len(number) != number]
        near = [each for each in near if each not in question]
        if near:
            return question.replace(number, near[int(chance.integers(len(near)))])
    return question


def _units(text: str, table: bool) -> list[_Unit]:
    """The text's sentences or a table's rows, what is long cut at commas and blanks."""
    if table:
        ends = [each.end() for each in re.finditer(r"\n|$", text)]
        starts = [0, *ends[:-1]]
        spans = [(start, end) for start, end in zip(starts, ends, strict=True) if end > start]
    else:
        spans = [(one.start, one.end) for one in split_sentences(text, 0, len(text))]
    return [_Unit(start, end, _tokens(text[start:end])) for start, end in spans]


def _tokens(text: str) -> int:
    """About how many tokens a text has; counting them took longer than everything else here."""
    narrow = sum(each.isascii() for each in text)
    return 1 + round(NARROW_TOKENS * narrow + WIDE_TOKENS * (len(text) - narrow))


def _around(units: Sequence[_Unit], start: int, end: int, chance: Chance) -> tuple[int, int]:
    """A stretch of units with `[start, end)` in it, somewhere; as long as chance says."""
    first = max((at for at, unit in enumerate(units) if unit.start <= start), default=0)
    last = min((at for at, unit in enumerate(units) if unit.end >= end), default=len(units) - 1)
    room = int(chance.integers(LEAST_TOKENS, MOST_TOKENS + 1)) - sum(each.tokens for each in units[first : last + 1])
    while True:
        before = first > 0 and units[first - 1].tokens <= room
        after = last + 1 < len(units) and units[last + 1].tokens <= room
        if not before and not after:
            return units[first].start, units[last].end
        if before and (not after or chance.random() < 0.5):
            first -= 1
            room -= units[first].tokens
        else:
            last += 1
            room -= units[last].tokens


def _without(text: str, units: Sequence[_Unit], first: int, last: int, start: int, end: int) -> str:
    """The window `[first, last)` without the units that hold `[start, end)`."""
    return "".join(
        text[unit.start : unit.end]
        for unit in units
        if first <= unit.start and unit.end <= last and (unit.end <= start or unit.start >= end)
    )


def _pieces(units: Sequence[_Unit], chance: Chance) -> Iterator[tuple[int, int]]:
    """A text in windows that follow one another."""
    room = int(chance.integers(LEAST_TOKENS, MOST_TOKENS + 1))
    first, held = 0, 0
    for at, unit in enumerate(units):
        if at > first and held + unit.tokens > room:
            yield units[first].start, units[at - 1].end
            first, held = at, 0
        held += unit.tokens
    if units:
        yield units[first].start, units[-1].end


def _of_reports(data: Path, chance: Chance) -> Iterator[Window]:
    """Our own questions and part a of the worded ones, each sentence among its neighbours of the report."""
    reports = report_sentences(data / "reports")
    texts = {name: "".join(sentences) for name, sentences in reports.items()}
    units = {}
    for name, sentences in reports.items():
        ends = np.cumsum([len(each) for each in sentences]).tolist()
        starts = [0, *ends[:-1]]
        units[name] = [_Unit(*each) for each in zip(starts, ends, map(_tokens, sentences), strict=True)]
    own = [json.loads(line) for line in OWN.read_text("utf-8").splitlines()]
    rows = [*worded(data / "qa" / "worded-2025", "part-a"), *(found_in(row, reports) for row in own)]
    for row in (each for each in rows if each["report"] not in HELD_OUT):
        yield from _of_own(row, texts[row["report"]], units[row["report"]], chance)


def _of_own(row: Row, text: str, units: Sequence[_Unit], chance: Chance) -> Iterator[Window]:
    quote, near, title = row.get("quote", "").strip(ENDS), row.get("near", "").strip(ENDS), Path(row["report"]).stem
    shown = title if chance.random() < TITLED else ""
    at = text.find(quote) if quote else -1
    if at >= 0:
        answer = row["answer"]
        begin = text.find(answer, at) if answer else at
        start, end = (begin, begin + len(answer)) if answer and 0 <= begin < at + len(quote) else (at, at + len(quote))
        first, last = _around(units, start, end, chance)
        yield _window("own", row["question"], shown, text[first:last], start - first, end - first)
    if near and (there := text.find(near)) >= 0:
        first, last = _around(units, there, there + len(near), chance)
        if not quote or quote not in text[first:last]:
            yield _window("own near", row["question"], shown, text[first:last])
    if at < 0 and quote:
        return
    answer = row["answer"] if quote else ""
    others = [text[begin:stop] for begin, stop in _pieces(units, chance)]
    others = [each for each in others if not (quote and quote in each) and not (len(answer) > 1 and answer in each)]
    for other in hardest(bare(row), others, 2 * OWN_NEGATIVES, OWN_NEGATIVES, chance):
        yield _window("own other", row["question"], shown, other)


if __name__ == "__main__":
    main()
