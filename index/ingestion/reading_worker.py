"""The child of a ReadingProcess: the parsing process, which goes on to metadata, sections and passages.

`python -m index.ingestion.reading_worker`; see index/parsing/worker.py.
"""

from collections.abc import Callable, Sequence
from dataclasses import asdict, astuple
from functools import lru_cache
from typing import Any

from index.models.token_counting import TokenCounting
from index.parsing import worker
from index.parsing.limits import Limits
from index.report import ParsedDocument, Report
from index.report_json import sections_to_rows
from index.structure.metadata import read_metadata, with_stated
from index.structure.passages import make_passages
from index.structure.sections import section_tree


def further(document: ParsedDocument, wanted: dict[str, Any], limits: Limits) -> dict[str, Any]:
    """What an answer holds beside the document. Raises LimitExceeded."""
    metadata = with_stated(read_metadata(document, wanted["name"]), wanted["stated"])
    sections = section_tree(document, metadata.year)
    passages = None
    if wanted["counting"] is not None:
        # What cutting looks at; the rest of a report is known only to who asked.
        report = Report(
            report_id="",
            metadata=metadata,
            text=document.text,
            text_sha256="",
            parser_version="",
            sections=sections,
            blocks=document.blocks,
            removals=(),
            page_starts=document.page_starts,
            problems=(),
            sources=(),
        )
        count = _counter(TokenCounting(**wanted["counting"]))
        passages = [astuple(passage) for passage in make_passages(report, count, limit=limits.passages)]
    return {"metadata": asdict(metadata), "sections": sections_to_rows(sections), "passages": passages}


@lru_cache(maxsize=1)
def _counter(counting: TokenCounting) -> Callable[[Sequence[str]], list[int]]:
    return counting.load()


if __name__ == "__main__":
    worker.main(further)
