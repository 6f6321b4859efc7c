"""Three hundred PDFs of fifty pages: how fast they are parsed and added, what is refused, a kill in the middle.

    python benchmarks/many_pdfs.py [--count 300] [--pages 50] [--data ../shared/data] [--keep FOLDER] [--stand-in]

The PDFs are cut from those of the public test data and joined: each holds stretches of pages of several of them, drawn
with a seed. First all are parsed, one after another, in the parsing process, which gives the pages a second of parsing
alone. Then `wenju add` reads them into a library; when half of them are stored it is killed (SIGKILL) and started
again, and has to go on: nothing that was stored may be lost, nothing stored twice. Memory is the largest process's.
`--stand-in` embeds with a model of one layer and 32 dimensions, made on the spot with the default model's tokenizer:
what is measured then is all but the embedding, which takes hours.
"""

import argparse
import contextlib
import io
import json
import os
import random
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pypdf
from corpus import ROOT, SHARED

from index.errors import LibraryMissing, UnreadableReport
from index.models import e5
from index.parsing import ParserProcess
from index.store.transactions import reading

# Stretches this long are cut from one source at a time.
_STRETCH = (5, 20)
_POLL_SECONDS = 0.5


def sources(data: Path) -> list[pypdf.PdfReader]:
    """The PDFs of the public test data that open without a password and have five pages or more."""
    found = []
    for path in sorted(data.rglob("*.pdf")):
        reader = pypdf.PdfReader(path)
        if not reader.is_encrypted and len(reader.pages) >= _STRETCH[0]:
            found.append(reader)
    return found


def make(folder: Path, count: int, pages: int, data: Path, seed: int = 1) -> list[Path]:
    """`count` PDFs of about `pages` pages each; those that are there already are left."""
    random_ = random.Random(seed)
    readers = sources(data)
    made = []
    for number in range(count):
        path = folder / f"cut-{number:03}.pdf"
        made.append(path)
        writer, left = pypdf.PdfWriter(), random_.randint(pages * 9 // 10, pages * 11 // 10)
        while left > 0:
            reader = random_.choice(readers)
            length = min(left, random_.randint(*_STRETCH), len(reader.pages))
            start = random_.randrange(len(reader.pages) - length + 1)
            if not path.exists():
                writer.append(reader, pages=(start, start + length), import_outline=False)
            left -= length
        if not path.exists():
            # No two files may be the same bytes.
            writer.add_metadata({"/Title": f"Cut report {number}"})
            buffer = io.BytesIO()
            writer.write(buffer)
            path.write_bytes(buffer.getvalue())
    return made


def parsing(files: Sequence[Path]) -> dict[str, object]:
    """Pages a second of parsing alone, on the clock and by the processor, and what is refused."""
    pages, refused = 0, []
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    with ParserProcess() as parser:
        for file in files:
            try:
                pages += len(parser.parse(file).page_starts)
            except UnreadableReport as error:
                refused.append(f"{file.name}: {error}")
    elapsed, after = time.perf_counter() - started, resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return {
        "files": len(files),
        "pages": pages,
        "seconds": round(elapsed, 1),
        "pages_a_second": round(pages / elapsed, 1),
        "pages_a_processor_second": round(pages / processor, 1),
        "peak_megabytes": after.ru_maxrss // 1024,
        "refused": refused,
    }


def stored(library: Path) -> Counter[str]:
    """How often each file's name is stored."""
    with contextlib.suppress(LibraryMissing), reading(library) as catalogue:
        return Counter(source.name for entry in catalogue.reports() for source in entry.sources)
    return Counter()


def stand_in(folder: Path) -> Path:
    """A model of sentence-transformers that costs next to nothing, with the default model's tokenizer."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer
    from transformers import AutoTokenizer, BertConfig, BertModel

    unpacked = e5.unpacked_model(Path("~/.cache/wenju").expanduser())
    config = BertConfig.from_pretrained(
        unpacked, num_hidden_layers=1, hidden_size=32, num_attention_heads=2, intermediate_size=64
    )
    base = folder / "base"
    BertModel(config).save_pretrained(base)
    AutoTokenizer.from_pretrained(unpacked).save_pretrained(base)
    model = SentenceTransformer(modules=[Transformer(str(base), max_seq_length=512), Pooling(32)])
    model.save(str(folder / "model"))
    return folder / "model"


def adding(folder: Path, library: Path, count: int, pages: int, model: Path | None) -> dict[str, object]:
    """`wenju add` killed when half of the files are stored, and started again."""
    command = [sys.executable, "-m", "assistant.cli.program", "add", str(folder), "--library", str(library), "--json"]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])}
    if model is not None:
        environment["WENJU_EMBEDDING_MODEL"] = str(model)
    started = time.perf_counter()
    first = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment)
    while first.poll() is None and stored(library).total() < count // 2:
        time.sleep(_POLL_SECONDS)
    killed = first.poll() is None
    if killed:
        first.send_signal(signal.SIGKILL)
    first.wait()
    kept = stored(library)
    again = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    elapsed = time.perf_counter() - started
    outcomes = json.loads(again.stdout)["files"]
    now = stored(library)
    return {
        "killed": killed,
        "stored_when_killed": kept.total(),
        "lost": sorted(kept.keys() - now.keys()),
        "stored_twice": sorted(name for name, times in now.items() if times > 1),
        "stored": now.total(),
        "outcomes_of_the_second_run": dict(Counter(outcome["status"] for outcome in outcomes)),
        "refused": [f"{o['name']}: {o['reason']}" for o in outcomes if o["status"] == "refused"],
        "seconds": round(elapsed, 1),
        "pages_a_second": round(pages / elapsed, 1),
        "peak_megabytes": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024,
        "exit_status": again.returncode,
    }


def main() -> None:
    """Prints one JSON document."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--pages", type=int, default=50)
    parser.add_argument("--data", type=Path, default=SHARED)
    parser.add_argument("--keep", type=Path, help="keep the PDFs in this folder, and take those that are there")
    parser.add_argument("--stand-in", action="store_true", help="embed with a model that costs next to nothing")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = options.keep or Path(scratch) / "files"
        folder.mkdir(parents=True, exist_ok=True)
        files = make(folder, options.count, options.pages, options.data)
        found: dict[str, object] = {"schema_version": 1, "parsing": parsing(files)}
        print(json.dumps(found), file=sys.stderr)
        model = stand_in(Path(scratch)) if options.stand_in else None
        pages = sum(len(pypdf.PdfReader(file).pages) for file in files)
        found["adding"] = adding(folder, Path(scratch) / "library", len(files), pages, model)
        print(json.dumps(found, indent=1))


if __name__ == "__main__":
    main()
