"""Wenju's retrieval beside what a user would otherwise write, on the same questions and the same embedding weights.

    python benchmarks/peers.py --prepare                                   makes the peers' own environment
    python benchmarks/peers.py SET [--half second] [--limit 50] [--library DIR] [--peers REGEX] [--out FILE.json]

SET is ncp-policy or cmrc-trial. The peers run in a child process in an environment of their own (peers/.venv, from
peers/requirements.txt) and ask this process for every embedding, so that all use the default model with its prompts;
rows are kept by the text's hash, so that a second run embeds nothing. Their chunks are spans of the same canonical
texts, and the same metrics judge all. Nothing is fetched while it runs.
"""

import argparse
import base64
import hashlib
import json
import os
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from corpus import ROOT, SHARED, questions

from assistant.build import build_library
from assistant.chain import AnswerChain
from assistant.errors import WrongUsage
from assistant.evaluation.questions.metrics import Ranked, context_recall, passage_recall, report_recall
from assistant.evaluation.statistics import mean, paired
from assistant.query.understanding import understand
from assistant.retrieval import ranked
from assistant.settings import Settings, load_settings
from index.library import Library
from index.models.embedding import Embedder, EmbeddingSettings, SentenceTransformerEmbedder, Vectors
from index.parsing import ParserProcess
from index.scope import Scope
from index.search.query_terms import query_terms
from index.store.lexical import LexicalIndex
from index.store.snapshot import passage_entries
from index.store.transactions import reading

FOLDER = ROOT / "benchmarks" / "peers"
DEPTH = 60  # passages ranked; ten reports and 3,000 characters are within 60 of any peer's
BATCH = 64  # texts embedded before their rows are kept, so that a stopped run loses little
METRICS = ("report_recall@1", "report_recall@10", "passage_recall@1", "context_recall@3000")
WENJU, WENJU_OPEN, WENJU_BM25 = "Wenju", "Wenju, without the question's scope", "Wenju, BM25 alone"
QUIET = {
    "HAYSTACK_TELEMETRY_ENABLED": "False",
    "HF_HUB_OFFLINE": "1",
    "TRANSFORMERS_OFFLINE": "1",
    "LANGSMITH_TRACING": "false",
    "LANGCHAIN_TRACING_V2": "false",
    "DO_NOT_TRACK": "1",
    "TOKENIZERS_PARALLELISM": "false",
}

Scores = dict[str, list[float]]


class CachedEmbedder:
    """The default model, with every row kept on disk under the hash of its model, kind and text."""

    def __init__(self, embedder: Embedder, file: Path) -> None:
        file.parent.mkdir(parents=True, exist_ok=True)
        self._embedder = embedder
        self._rows = sqlite3.connect(file)
        self._rows.execute("create table if not exists rows (key text primary key, row blob not null)")

    def embed(self, texts: Sequence[str], kind: str) -> Vectors:
        """Float32 unit rows of queries or passages."""
        keys = [hashlib.sha256(f"{self._embedder.fingerprint}\0{kind}\0{text}".encode()).hexdigest() for text in texts]
        known = {key: row for key in set(keys) if (row := self._kept(key)) is not None}
        missing = list(dict.fromkeys(place for place, key in enumerate(keys) if key not in known))
        for first in range(0, len(missing), BATCH):
            part = missing[first : first + BATCH]
            for place, row in zip(part, self._made([texts[place] for place in part], kind), strict=True):
                known[keys[place]] = row
                self._rows.execute("insert or replace into rows values (?, ?)", (keys[place], row.tobytes()))
            self._rows.commit()
            if len(missing) > BATCH:
                print(f"  embedded {first + len(part)} of {len(missing)}", file=sys.stderr)
        return np.stack([known[key] for key in keys])

    def _kept(self, key: str) -> Vectors | None:
        found = self._rows.execute("select row from rows where key = ?", (key,)).fetchone()
        return None if found is None else np.frombuffer(found[0], np.float32)

    def _made(self, texts: Sequence[str], kind: str) -> Vectors:
        if kind == "passage":
            return self._embedder.embed_passages(texts)
        return np.stack([self._embedder.embed_query(text) for text in texts])


@dataclass(frozen=True, slots=True)
class Corpus:
    """Canonical texts, each once, and the number of the text that each file name holds."""

    texts: tuple[str, ...]
    numbers: Mapping[str, int]

    @classmethod
    def read(cls, folder: Path) -> "Corpus":
        """Parses the files of a folder; files with the same text count as one."""
        places: dict[str, int] = {}
        numbers = {}
        with ParserProcess() as parser:
            for path in sorted(folder.iterdir()):
                numbers[path.name] = places.setdefault(parser.parse(path).text, len(places))
        return cls(tuple(places), numbers)

    def ranked(self, spans: Sequence[Sequence[int]]) -> list[Ranked]:
        """Spans, (text, start, end), as the metrics take them."""
        return [Ranked(str(text), start, end, self.texts[text][start:end]) for text, start, end in spans]


def judged(corpus: Corpus, items: Sequence[dict[str, Any]], rankings: Sequence[Sequence[Sequence[int]]]) -> Scores:
    """Every metric of every item."""
    texts = {str(number): text for number, text in enumerate(corpus.texts)}
    scores: Scores = {name: [] for name in METRICS}
    for item, spans in zip(items, rankings, strict=True):
        passages = corpus.ranked(spans)
        gold = {str(corpus.numbers[name]) for name in item["reports"]}
        reports = [passage.report for passage in passages]
        scores["report_recall@1"].append(report_recall(reports, gold, 1))
        scores["report_recall@10"].append(report_recall(reports, gold, 10))
        scores["passage_recall@1"].append(passage_recall(passages, gold, item["answers"], 1))
        scores["context_recall@3000"].append(context_recall(passages, texts, item["answers"], 3000))
    return scores


def wenju(library: Library, settings: Settings, corpus: Corpus, items: Sequence[dict[str, Any]]) -> list[list[Any]]:
    """Our own search, the question understood as for an answer; one without a word in it ranks nothing."""
    chain = AnswerChain(library, settings.answers)
    rankings: list[list[Any]] = []
    for item in items:
        try:
            found = chain.retrieve(item["question"], DEPTH)
        except WrongUsage:
            found = ()
        rankings.append([(corpus.numbers[passage.source], passage.start, passage.end) for passage in found])
    return rankings


def wenju_open(library: Library, corpus: Corpus, items: Sequence[dict[str, Any]]) -> list[list[Any]]:
    """The same search over all reports: what the scope read from the question costs or gains is the difference."""
    known = library.metadata()
    understood = [replace(understand(item["question"], known), scope=Scope()) for item in items]
    return [
        [(corpus.numbers[passage.source], passage.start, passage.end) for passage in ranked(library, one, DEPTH)]
        for one in understood
    ]


def wenju_bm25(library: Library, corpus: Corpus, items: Sequence[dict[str, Any]]) -> list[list[Any]]:
    """The lexical leg of our own search alone, over the same passages."""
    with reading(library.root) as catalogue:
        lexical = LexicalIndex.in_memory(passage_entries(catalogue))
        texts = {stored.number: corpus.numbers[stored.sources[0].name] for stored in catalogue.reports()}
        rankings = []
        for item in items:
            terms = query_terms(item["question"])
            keys = [hit.key for hit in lexical.search(terms, DEPTH)]
            stored = catalogue.passages(keys)
            places = [(texts[stored[key].report], stored[key].passage) for key in keys]
            rankings.append([(text, passage.start, passage.end) for text, passage in places])
    return rankings


def peers(
    python: Path, embedder: CachedEmbedder, corpus: Corpus, items: Sequence[dict[str, Any]], wanted: str
) -> Iterator[dict[str, Any]]:
    """What the child process gives, a peer at a time; its questions for embeddings are answered on the way."""
    environment = {**os.environ, **QUIET}
    environment.pop("PYTHONPATH", None)
    child = subprocess.Popen(
        [python, FOLDER / "worker.py"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env=environment,
    )
    assert child.stdin is not None and child.stdout is not None
    job = {
        "documents": corpus.texts,
        "queries": [item["question"] for item in items],
        "depth": DEPTH,
        "peers": wanted,
    }
    reply: dict[str, Any] | None = job
    while True:
        if reply is not None:
            child.stdin.write(json.dumps(reply, ensure_ascii=False) + "\n")
            child.stdin.flush()
            reply = None
        line = child.stdout.readline()
        if not line:
            raise SystemExit("the peers' process ended early; what it said stands above")
        message = json.loads(line)
        if "embed" in message:
            rows = embedder.embed(message["embed"], message["kind"])
            reply = {"rows": base64.b64encode(rows.tobytes()).decode()}
        elif "peer" in message:
            yield message
        else:
            break
    child.stdin.close()
    child.wait()


def print_row(name: str, scores: Scores, ours: Scores | None) -> None:
    """A row of the Markdown table: each metric with its interval; below, what we have more, item by item."""
    cells = []
    for metric in METRICS:
        found = mean(scores[metric])
        cells.append(f"{found.value:.3f} [{found.low:.3f}, {found.high:.3f}]")
    print(f"| {name} | " + " | ".join(cells) + " |", flush=True)
    if ours is not None:
        cells = []
        for metric in METRICS:
            compared = paired(ours[metric], scores[metric])
            gain = compared.difference
            counts = f"{compared.better}/{compared.worse}, p {compared.p:.2g}"
            cells.append(f"{gain.value:+.3f} [{gain.low:+.3f}, {gain.high:+.3f}], {counts}")
        print("| - Wenju is ahead by | " + " | ".join(cells) + " |", flush=True)


def prepare(environment: Path) -> None:
    """Makes the peers' environment; the only step that needs a package registry."""
    subprocess.run([sys.executable, "-m", "venv", environment], check=True)
    pip, listed = environment / "bin" / "pip", FOLDER / "requirements.txt"
    subprocess.run([pip, "install", "--disable-pip-version-check", "--requirement", listed], check=True)


def main() -> None:
    """Prints a Markdown table, our rows first."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("set", nargs="?", default="cmrc-trial", choices=("ncp-policy", "cmrc-trial"))
    parser.add_argument("--half", choices=("first", "second", "both"), default="second")
    parser.add_argument("--limit", type=int, help="questions, drawn by a fixed seed")
    parser.add_argument("--library", type=Path, help="folder of the set's library, already built")
    parser.add_argument("--peers", default=".", help="only those whose name this expression matches")
    parser.add_argument("--environment", type=Path, default=FOLDER / ".venv", help="folder of the peers' environment")
    parser.add_argument("--prepare", action="store_true", help="make that environment and stop")
    parser.add_argument("--out", type=Path, help="JSON file for every item's metrics")
    options = parser.parse_args()
    if options.prepare:
        prepare(options.environment)
        return
    python = options.environment / "bin" / "python"
    if not SHARED.is_dir() or not python.exists():
        missing = f"no public test data in {SHARED}" if python.exists() else "run it with --prepare first"
        print(f"skipped: {missing}")
        return
    folder = SHARED / "qa" / options.set
    items = [item for item in questions(folder / "questions.jsonl", options.half, options.limit) if item["answerable"]]
    corpus = Corpus.read(folder / "reports")
    print(f"{options.set}, {options.half} half, n {len(items)}; {len(corpus.texts)} documents\n")
    print("| | " + " | ".join(METRICS) + " |\n" + "|---" * (len(METRICS) + 1) + "|")
    with tempfile.TemporaryDirectory() as temporary:
        settings = load_settings({}, library=options.library or Path(temporary) / "library")
        library = build_library(settings)
        if not library.exists:
            library.add([folder / "reports"])
        found = {WENJU: judged(corpus, items, wenju(library, settings, corpus, items))}
        print_row(WENJU, found[WENJU], None)
        found[WENJU_OPEN] = judged(corpus, items, wenju_open(library, corpus, items))
        print_row(WENJU_OPEN, found[WENJU_OPEN], found[WENJU])
        found[WENJU_BM25] = judged(corpus, items, wenju_bm25(library, corpus, items))
        print_row(WENJU_BM25, found[WENJU_BM25], found[WENJU])
    cache = Path(settings.cache).expanduser()
    embedder = CachedEmbedder(SentenceTransformerEmbedder(EmbeddingSettings(cache=cache)), cache / "peers.sqlite")
    for message in peers(python, embedder, corpus, items, options.peers):
        found[message["peer"]] = judged(corpus, items, message["rankings"])
        print_row(f"{message['peer']} ({message['chunks']} chunks)", found[message["peer"]], found[WENJU])
    if options.out:
        document = {"ids": [item["id"] for item in items], "scores": found}
        options.out.write_text(json.dumps(document, ensure_ascii=False), "utf-8")


if __name__ == "__main__":
    main()
