"""A library as an evaluation sees it: files with the same text are one report, named by its text."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath

from assistant.evaluation.questions.metrics import Ranked
from index.library import Library
from index.report import RankedPassage


class Corpus:
    """Names of texts and what stands in them. `fingerprint` says which library it is."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self.fingerprint = library.fingerprint()
        self._texts = library.text_hashes()
        self._report_of: dict[str, str] = {}
        for report_id, text in self._texts.items():
            self._report_of.setdefault(text, report_id)
        self._by_name: dict[str, set[str]] = {}
        self._names: dict[str, str] = {}
        self.languages: dict[str, str] = {}
        for stored in library.reports():
            text = self._texts[stored.report_id]
            self._names.setdefault(text, stored.sources[0].name)
            for source in stored.sources:
                self._by_name.setdefault(_name(source.name), set()).add(text)
        self.texts: Mapping[str, str] = _Texts(self)

    def __len__(self) -> int:
        return len(self._texts)

    def text_of(self, report_id: str) -> str:
        """What the report's text is called."""
        return self._texts.get(report_id, report_id)

    def named(self, file_name: str) -> set[str]:
        """The texts that go by a file name; a name that the library lacks stands for a text that nothing finds."""
        name = _name(PurePosixPath(file_name).name)
        return self._by_name.get(name) or {f"missing {name}"}

    def gold(self, file_names: Iterable[str]) -> set[str]:
        """The texts of the gold reports."""
        return {text for name in file_names for text in self.named(name)}

    def lacks(self, file_names: Iterable[str]) -> bool:
        """Whether one of the file names is of no report in the library."""
        return any(text.startswith("missing ") for text in self.gold(file_names))

    def ranked(self, passages: Iterable[RankedPassage], with_pages: bool) -> list[Ranked]:
        """The passages as the metrics take them; their pages only where asked for, since that reads each report."""
        return [
            Ranked(
                self.text_of(passage.report_id),
                passage.start,
                passage.end,
                passage.text,
                self._pages(passage) if with_pages else (),
            )
            for passage in passages
        ]

    def documents(self) -> dict[str, str]:
        """A name for each text, without spaces and each given once, as the tools that read qrels and runs want it."""
        found: dict[str, str] = {}
        for text, name in self._names.items():
            document = document_name(name)
            found[text] = document if document not in found.values() else f"{document}~{text[:8]}"
        return found

    def read(self, text: str) -> str:
        """The canonical text that goes by that name."""
        return self._library.get(self._report_of[text]).text

    def knows(self, text: str) -> bool:
        """Whether the library holds that text."""
        return text in self._report_of

    def names(self) -> Iterator[str]:
        """What the library's texts are called."""
        return iter(self._report_of)

    def _pages(self, passage: RankedPassage) -> tuple[int, ...]:
        if passage.page is None:
            return ()
        last = self._library.get(passage.report_id).page_at(max(passage.end - 1, passage.start)) or passage.page
        return tuple(range(passage.page, last + 1))


class _Texts(Mapping[str, str]):
    """The canonical texts, each read when it is asked for."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus

    def __getitem__(self, text: str) -> str:
        if not self._corpus.knows(text):
            raise KeyError(text)
        return self._corpus.read(text)

    def __iter__(self) -> Iterator[str]:
        return self._corpus.names()

    def __len__(self) -> int:
        return len(list(self._corpus.names()))


def document_name(file_name: str) -> str:
    """A file name without spaces."""
    return re.sub(r"\s", "_", file_name)


def _name(file_name: str) -> str:
    return unicodedata.normalize("NFC", file_name)
