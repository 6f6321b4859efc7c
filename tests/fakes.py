"""Stand-ins that are real code with exact, predictable output, and two small reports to try them on."""

import threading
import zlib
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from index.ingestion.reading import ReadFile, read_document
from index.library import Library
from index.models.token_counting import TokenCounting
from index.parsing import Limits, parse_file
from index.parsing.parser import Marked
from index.parsing.pdf.drawing import Marking, render_page
from index.report import ParsedDocument
from index.scope import Scope
from index.text.tokens import tokens


class HashingEmbedder:
    """Counts lexical tokens into buckets by their CRC-32: the same words give the same vector, on any machine."""

    def __init__(self, name: str = "hashing", dimension: int = 64) -> None:
        self.name = name
        self.dimension = dimension
        self.max_tokens = 512
        self.embedded = 0

    # Counts characters, which no tokenizer's file tells another process.
    token_counting = None

    @property
    def fingerprint(self) -> str:
        return f"{self.name}-{self.dimension}"

    def _row(self, text: str) -> NDArray[np.float32]:
        row = np.zeros(self.dimension, np.float32)
        for token in tokens(text) or ["(empty)"]:
            row[zlib.crc32(token.encode()) % self.dimension] += 1
        return np.asarray(row / np.linalg.norm(row), np.float32)

    def embed_passages(
        self, texts: Sequence[str], progress: Callable[[int], None] | None = None
    ) -> NDArray[np.float32]:
        self.embedded += len(texts)
        if progress is not None:
            progress(len(texts))
        return np.stack([self._row(text) for text in texts]) if texts else np.empty((0, self.dimension), np.float32)

    def embed_query(self, text: str) -> NDArray[np.float32]:
        return self._row(text)

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        return [len(text) + 2 for text in texts]


class ReaderHere:
    """Reads in this very process: the reports and refusals of ReadingProcess without a child's start."""

    _turn = threading.Lock()  # pdfium serves one thread at a time

    def __init__(self, limits: Limits) -> None:
        self.limits = limits

    def parse(self, path: Path) -> ParsedDocument:
        with self._turn:
            return parse_file(path, self.limits)

    def read(self, path: Path, name: str, stated: dict[str, Any], counting: TokenCounting | None) -> ReadFile:
        count = None if counting is None else counting.load()
        return read_document(self.parse(path), name, stated, count, self.limits)

    def render(self, path: Path, page: int, markings: Sequence[Marked] = (), across: int | None = None) -> bytes:
        wanted = [Marking(text, tuple(boxes), *span) for text, boxes, *span in markings]
        with self._turn:
            return render_page(path.read_bytes(), page, wanted, across)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        pass


def library_in(folder: Path, embedder: HashingEmbedder | None = None) -> Library:
    """A library in `folder` that embeds by counting and reads in this process."""
    return Library(folder, embedder or HashingEmbedder(), reader=ReaderHere)


FIRST = "2024年青禾县政府工作报告\n\n各位代表：\n\n一、2023年工作回顾\n\n地区生产总值增长6.2%。新建公路126公里。\n"
SECOND = "2025年白石县政府工作报告\n\n各位代表：\n\n一、2024年工作回顾\n\n粮食产量达到12.6万吨。新增学位2400个。\n"


def found(library: Library, query: str, scope: Scope | None = None) -> list[str]:
    """The files of the five best passages, the best first."""
    return list(dict.fromkeys(passage.source for passage in library.search(query, 5, scope)))
