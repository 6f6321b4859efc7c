"""Qrels and a run in TREC's formats, so that other tools can score the ranking of reports."""

from collections.abc import Sequence
from pathlib import Path

from assistant.evaluation.corpus import Corpus, document_name
from assistant.evaluation.items import Item
from assistant.records import Record
from index.store.durable import write_file

QRELS, RUN, TAG = "qrels.txt", "run.txt", "wenju"


def write(folder: Path, items: Sequence[Item], records: Sequence[Record], corpus: Corpus) -> None:
    """Writes qrels.txt (query 0 document 1) and run.txt (query Q0 document rank score tag) over distinct reports.

    Documents are file names without spaces. A run's scores fall with each rank, as the tools sort by them.
    """
    documents = corpus.documents()
    shortened = {text[:16]: document for text, document in documents.items()}
    qrels = [
        f"{_query(item.id)} 0 {documents.get(text, document_name(text))} 1"
        for item in items
        if item.answerable
        for text in sorted(corpus.gold(item.reports))
    ]
    run: list[str] = []
    by_id = {record["id"]: record for record in records}
    for item in items:
        last = float("inf")
        for rank, (text, value) in enumerate(by_id.get(item.id, {}).get("ranking", []), start=1):
            last = min(value, last - 1e-6)
            run.append(f"{_query(item.id)} Q0 {shortened[text]} {rank} {last:.6f} {TAG}")
    for name, lines in ((QRELS, qrels), (RUN, run)):
        write_file(folder / name, "".join(f"{line}\n" for line in lines).encode())


def _query(item_id: str) -> str:
    return document_name(item_id)
