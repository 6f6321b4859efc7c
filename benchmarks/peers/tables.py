"""The tables that pdfplumber and camelot find on given pages, as JSON, for benchmarks/table_readers.py.

    python tables.py READER FILE.pdf PAGE [PAGE ...]

Run in an environment of its own with pdfplumber==0.11.10 and camelot-py==2.0.0 (both MIT). READER is `pdfplumber`
(drawn lines, its default), `pdfplumber-text` (columns by the words' edges) or camelot's flavours `camelot-lattice`,
`-stream`, `-network` and `-hybrid`, which render pages with pdfium and need no Ghostscript. Prints {page: [table]}, a
table a list of rows.
"""

import json
import sys
import warnings
from collections.abc import Sequence

Tables = list[list[list[str]]]


def by_pdfplumber(path: str, pages: Sequence[int], settings: dict[str, str]) -> dict[int, Tables]:
    """pdfplumber's tables of each page."""
    import pdfplumber  # type: ignore[import-not-found]

    with pdfplumber.open(path) as document:
        return {
            page: [
                [[value or "" for value in row] for row in table]
                for table in document.pages[page - 1].extract_tables(settings)
            ]
            for page in pages
        }


def by_camelot(path: str, pages: Sequence[int], flavour: str) -> dict[int, Tables]:
    """camelot's tables of each page."""
    import camelot  # type: ignore[import-not-found]

    found: dict[int, Tables] = {page: [] for page in pages}
    for page in pages:
        for table in camelot.read_pdf(path, pages=str(page), flavor=flavour, suppress_stdout=True):
            found[page].append([[str(value) for value in row] for row in table.df.values.tolist()])
    return found


def main() -> None:
    """Reads and prints."""
    warnings.simplefilter("ignore")
    reader, path, *numbers = sys.argv[1:]
    pages = [int(number) for number in numbers]
    if reader == "pdfplumber":
        found = by_pdfplumber(path, pages, {})
    elif reader == "pdfplumber-text":
        found = by_pdfplumber(path, pages, {"vertical_strategy": "text", "horizontal_strategy": "text"})
    else:
        found = by_camelot(path, pages, reader.removeprefix("camelot-"))
    json.dump(found, sys.stdout, ensure_ascii=False)


if __name__ == "__main__":
    main()
