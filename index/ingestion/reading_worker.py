"""The child of a ReadingProcess: the parsing process, which goes on to metadata, sections and passages.

`python -m index.ingestion.reading_worker`; see index/parsing/worker.py.
"""

from collections.abc import Callable, Sequence
from dataclasses import asdict, astuple
from functools import lru_cache
from typing import Any

from index.ingestion.reading import read_document
from index.models.token_counting import TokenCounting
from index.parsing import worker
from index.parsing.limits import Limits
from index.report import ParsedDocument
from index.report_json import sections_to_rows


def further(document: ParsedDocument, wanted: dict[str, Any], limits: Limits) -> dict[str, Any]:
    """What an answer holds beside the document. Raises LimitExceeded."""
    count = None if wanted["counting"] is None else _counter(TokenCounting(**wanted["counting"]))
    read = read_document(document, wanted["name"], wanted["stated"], count, limits)
    passages = None if read.passages is None else [astuple(passage) for passage in read.passages]
    return {"metadata": asdict(read.metadata), "sections": sections_to_rows(read.sections), "passages": passages}


@lru_cache(maxsize=1)
def _counter(counting: TokenCounting) -> Callable[[Sequence[str]], list[int]]:
    return counting.load()


if __name__ == "__main__":
    worker.main(further)
