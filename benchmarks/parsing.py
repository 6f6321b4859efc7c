"""How fast files become documents, beside the plainest text dump of the same files in the same run.

    python -m benchmarks.parsing ../shared/data --repeats 5

Plain is pypdf's `extract_text`, python-docx's paragraphs and cells, BeautifulSoup's `get_text` over lxml, and a decoded
file: text alone, without blocks, tables, page furniture told apart or hidden text left out. Ours and plain take turns
on every file; a ratio above 1 says how many times longer ours takes. Times are of the processor, which other work on
the machine disturbs less than the clock. What the child process adds is measured apart, on the clock.
"""

import argparse
import io
import json
import statistics
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Sequence
from pathlib import Path

import bs4
import docx
import pypdf

from index.parsing import ParserProcess, parse_file

Dump = Callable[[Path], str]

CORPORA = {
    "docx": ("reports/provincial-2025", "*.docx"),
    "pdf": ("reports/pdf", "*.pdf"),
    "html": ("parsing", "*.html"),
    "text": ("reports/state-council", "*.txt"),
}


def plain_pdf(path: Path) -> str:
    """All pages' text."""
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(path).pages)


def plain_docx(path: Path) -> str:
    """Paragraphs, then the cells of tables."""
    document = docx.Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def plain_html(path: Path) -> str:
    """All text nodes."""
    # Two of the files are XHTML, which lxml's HTML parser reads all the same.
    warnings.simplefilter("ignore", bs4.XMLParsedAsHTMLWarning)
    return str(bs4.BeautifulSoup(path.read_bytes(), "lxml").get_text())


def plain_text(path: Path) -> str:
    """The file decoded."""
    return path.read_bytes().decode("utf-8", "replace")


PLAIN: dict[str, Dump] = {"docx": plain_docx, "pdf": plain_pdf, "html": plain_html, "text": plain_text}


def spread(values: Sequence[float]) -> dict[str, float]:
    """Least, middle and most."""
    return {
        name: round(value, 4)
        for name, value in (("min", min(values)), ("median", statistics.median(values)), ("max", max(values)))
    }


def timed(work: Callable[[], object]) -> float:
    """Seconds of processor time."""
    started = time.process_time()
    work()
    return time.process_time() - started


def measure(kind: str, files: Sequence[Path], repeats: int) -> dict[str, object]:
    """Pages and megabytes a second of one format, and how many times longer than plain."""
    megabytes = sum(file.stat().st_size for file in files) / 1e6
    documents = [parse_file(file) for file in files]
    pages = sum(len(document.page_starts) for document in documents)
    plain = PLAIN[kind]
    for file in files[:1]:
        plain(file)
    ours, theirs = [], []
    for _ in range(repeats):
        both = [(timed(lambda file=file: parse_file(file)), timed(lambda file=file: plain(file))) for file in files]  # type: ignore[misc]
        ours.append(sum(pair[0] for pair in both))
        theirs.append(sum(pair[1] for pair in both))
    found: dict[str, object] = {
        "files": len(files),
        "megabytes": round(megabytes, 2),
        "characters": sum(len(document.text) for document in documents),
        "ours_seconds": spread(ours),
        "plain_seconds": spread(theirs),
        "ratio": spread([own / other for own, other in zip(ours, theirs, strict=True)]),
        "megabytes_a_second": spread([megabytes / seconds for seconds in ours]),
        "plain_megabytes_a_second": spread([megabytes / seconds for seconds in theirs]),
    }
    if pages:
        found["pages"] = pages
        found["pages_a_second"] = spread([pages / seconds for seconds in ours])
        found["plain_pages_a_second"] = spread([pages / seconds for seconds in theirs])
    return found


def child_process(files: Sequence[Path], repeats: int) -> dict[str, object]:
    """Seconds on the clock: to start the child and parse a line of text, and what each further file costs more."""
    starts, extra = [], []
    with tempfile.TemporaryDirectory() as folder:
        small = Path(folder) / "small.txt"
        small.write_text("一句话。\n", "utf-8")
        for _ in range(repeats):
            with ParserProcess() as parser:
                started = time.perf_counter()
                parser.parse(small)
                starts.append(time.perf_counter() - started)
                for file in files:
                    parser.parse(file)  # its libraries load
                    inside = outside = 0.0
                    started = time.perf_counter()
                    parser.parse(file)
                    outside = time.perf_counter() - started
                    started = time.perf_counter()
                    parse_file(file)
                    inside = time.perf_counter() - started
                    extra.append(outside - inside)
    return {"start_seconds": spread(starts), "extra_seconds_a_file": spread(extra)}


def main() -> None:
    """Measures each format and prints one JSON document."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("data", type=Path, help="the folder of public test data")
    options.add_argument("--repeats", type=int, default=5)
    options.add_argument("--formats", nargs="*", default=list(CORPORA), choices=list(CORPORA))
    chosen = options.parse_args()
    found: dict[str, object] = {"schema_version": 1, "repeats": chosen.repeats, "python": sys.version.split()[0]}
    for kind in chosen.formats:
        folder, pattern = CORPORA[kind]
        files = sorted((chosen.data / folder).glob(pattern))
        found[kind] = measure(kind, files, chosen.repeats)
        print(f"{kind}: {json.dumps(found[kind])}", file=sys.stderr)
    some = [sorted((chosen.data / folder).glob(pattern))[0] for folder, pattern in CORPORA.values()]
    found["child_process"] = child_process(some, chosen.repeats)
    output = io.StringIO()
    json.dump(found, output, indent=1)
    print(output.getvalue())


if __name__ == "__main__":
    main()
