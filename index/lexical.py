"""The lexical leg: BM25 over character unigrams and bigrams for Han text and words for the rest, in tantivy.

A generation of the lexical index is a folder that never changes once the catalogue lists it. The next one starts
as hard links to its files, which tantivy never rewrites in place: new segments are new files, and meta.json is
replaced by a rename.
"""

import math
import os
import re
import shutil
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import tantivy

from .durable import StoredFile, not_writable, stored_file, sync_folder

HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff〇"
TOKEN = re.compile(rf"(?P<han>[{HAN}]+)|(?P<number>\d+(?:[.,]\d+)*)|(?P<word>[^\W\d_{HAN}]+)")
TOKENS_VERSION = "1"
HEAP_BYTES = 32_000_000
# A unigram says little beside the bigrams it stands in; 0.3 keeps one-character words and recall for short queries.
UNIGRAM_WEIGHT = 0.3


def tokens(text: str) -> list[str]:
    """Han characters as unigrams and bigrams, other scripts as lower-cased words, numbers whole without commas.

    The text is folded by NFKC first, so that full-width digits and letters match their plain forms.
    """
    found: list[str] = []
    for match in TOKEN.finditer(unicodedata.normalize("NFKC", text).lower()):
        run = match.group()
        if match.lastgroup == "han":
            found.extend(run)
            found.extend(run[start : start + 2] for start in range(len(run) - 1))
        elif match.lastgroup == "number":
            found.append(run.replace(",", ""))
        else:
            found.append(run)
    return found


def _is_unigram(token: str) -> bool:
    return len(token) == 1 and TOKEN.fullmatch(token) is not None and not token.isascii()


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("body", stored=False, tokenizer_name="whitespace", index_option="freq")
    builder.add_integer_field("passage", stored=True, indexed=True, fast=True)
    builder.add_integer_field("report", stored=False, indexed=True, fast=True)
    return builder.build()


SCHEMA = _schema()


class LexicalEntry(NamedTuple):
    """What is indexed of a passage: its id, its report's number, and the text with title and section path."""

    passage: int
    report: int
    text: str


class LexicalIndex:
    """One generation of the lexical index, open for searching."""

    def __init__(self, opened: tantivy.Index) -> None:
        opened.reload()
        self._searcher = opened.searcher()

    @classmethod
    def open(cls, folder: Path) -> "LexicalIndex":
        """Opens the generation in `folder`. Raises OSError or ValueError where tantivy cannot read it."""
        return cls(tantivy.Index(SCHEMA, path=str(folder), reuse=True))

    @classmethod
    def in_memory(cls, entries: Iterable[LexicalEntry]) -> "LexicalIndex":
        """An index that stands in for a damaged one, without writing anything."""
        built = tantivy.Index(SCHEMA)
        _write(built, (), entries)
        return cls(built)

    def __len__(self) -> int:
        return int(self._searcher.num_docs)

    def search(self, query: str, k: int, reports: Sequence[int] | None = None) -> list[tuple[int, float]]:
        """The best `k` (passage id, BM25 score), best first; only in `reports` (numbers) where they are given."""
        counts = Counter(tokens(query))
        if not counts or not len(self) or (reports is not None and not reports):
            return []
        terms = [
            (
                tantivy.Occur.Should,
                tantivy.Query.boost_query(
                    tantivy.Query.term_query(SCHEMA, "body", token, index_option="freq"),
                    (UNIGRAM_WEIGHT if _is_unigram(token) else 1.0) * count,
                ),
            )
            for token, count in counts.items()
        ]
        wanted = tantivy.Query.boolean_query(terms)
        if reports is not None:
            inside = tantivy.Query.term_set_query(SCHEMA, "report", list(reports))
            wanted = tantivy.Query.boolean_query(
                [
                    (tantivy.Occur.Must, wanted),
                    (tantivy.Occur.Must, tantivy.Query.const_score_query(inside, 0.0)),
                ]
            )
        hits = self._searcher.search(wanted, limit=k, count=False).hits
        ranked = [(int(self._searcher.doc(address)["passage"][0]), float(score)) for score, address in hits]
        return sorted(ranked, key=lambda hit: (-hit[1], hit[0]))

    def term_weights(self, terms: Iterable[str]) -> dict[str, float]:
        """BM25's inverse document frequency of each token, natural logarithm; never negative."""
        count = len(self)
        weights = {}
        for term in terms:
            found = self._searcher.doc_freq("body", term)
            weights[term] = math.log(1 + (count - found + 0.5) / (found + 0.5))
        return weights


def write_generation(
    root: Path,
    folder: Path,
    previous: Path | None,
    removed_reports: Sequence[int],
    added: Iterable[LexicalEntry],
) -> list[StoredFile]:
    """Writes the generation `folder` from `previous` (None: from nothing) and returns its files, durable and hashed."""
    try:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        if previous is not None:
            for path in sorted(previous.iterdir()):
                if not path.name.endswith(".lock"):
                    _link(path, folder / path.name)
        _write(tantivy.Index(SCHEMA, path=str(folder), reuse=True), removed_reports, added)
        files = []
        for path in sorted(folder.iterdir()):
            if path.name.endswith(".lock"):
                continue
            descriptor = os.open(path, os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)
            files.append(stored_file(root, path, "lexical"))
        sync_folder(folder)
        sync_folder(folder.parent)
    except OSError as error:
        shutil.rmtree(folder, ignore_errors=True)
        raise not_writable(root, error) from error
    return files


def _write(target: tantivy.Index, removed_reports: Sequence[int], added: Iterable[LexicalEntry]) -> None:
    writer = target.writer(HEAP_BYTES, 1)
    for report in removed_reports:
        writer.delete_documents_by_term("report", report)
    for passage, report, text in added:
        document = tantivy.Document()
        document.add_text("body", " ".join(tokens(text)))
        document.add_integer("passage", passage)
        document.add_integer("report", report)
        writer.add_document(document)
    try:
        writer.commit()
        writer.garbage_collect_files()
        writer.wait_merging_threads()
    except ValueError as error:  # tantivy reports a full disk so
        raise OSError(str(error)) from error


def _link(source: Path, target: Path) -> None:
    try:
        os.link(source, target)
    except OSError:  # a file system without hard links
        shutil.copy2(source, target)
