"""How much a file may ask for before it is refused."""

import math
import resource
from dataclasses import dataclass, replace

from index.errors import LimitExceeded


@dataclass(frozen=True, slots=True)
class Limits:
    """The bounds of one file's parsing.

    The defaults let every real report that we have seen through with room to spare, and stop a 97 KB docx of a
    million empty paragraphs (37 s and 718 MB unbounded) and a 193 KB one that inflates to 200 million characters.
    Sizes are in bytes, times in seconds. `memory` bounds the parsing process's address space: it takes 40 MB when
    idle, 65 MB on a 70-page PDF, 90 MB and more on a docx of 150,000 paragraphs.
    """

    source_bytes: int = 200_000_000
    zip_entries: int = 2_000
    inflated_bytes: int = 200_000_000
    inflation_ratio: int = 200
    ratio_matters_above: int = 1_000_000
    paragraphs: int = 200_000
    # Filled cells of all sheets together; at 10 characters each they are 3,000,000 of a text's 4,000,000.
    cells: int = 300_000
    # What a report may have, for all that follows parsing is paid by the character or the passage: 30 MB of one word
    # made 25,000 passages, 2 GB and 210 s. A report of the State Council has 20,000 characters and 40 passages; a
    # 10-K of 93 pages 280,000 and 280; so one of 1,000 pages some 3,000,000 and 3,000, in Chinese 1,000,000 and 2,500.
    characters: int = 4_000_000
    passages: int = 8_000
    memory: int = 1024**3
    # Work is bounded by the processor's time, which a busy or slow machine does not use up: so much for any file, and
    # more for every page of a PDF when it is begun and every million characters of text when they are known. A dense
    # page of a 10-K takes .1 s on a slow machine. The clock stops only a process that does nothing.
    cpu_seconds: int = 30
    cpu_seconds_a_page: float = 1.0
    cpu_seconds_a_million_characters: float = 60.0
    idle_seconds: float = 120.0
    # LibreOffice maps more than it uses; it must end before the parser that waits for it.
    office_memory: int = 4 * 1024**3
    office_seconds: float = 40.0
    # Text recognition has bounds of its own: a dense page fails with 2 GiB and is read with 3; 12 to 28 s a page on
    # two busy cores, so twice the processor time.
    ocr_memory: int = 4 * 1024**3
    ocr_seconds_a_page: int = 120

    def require_size(self, size: int) -> None:
        """Raises LimitExceeded for a file of more bytes than may be read."""
        if size > self.source_bytes:
            raise LimitExceeded(
                f"is {size / 1e6:,.0f} MB, more than the {self.source_bytes / 1e6:,.0f} MB allowed; "
                "the setting limits.source_megabytes allows more"
            )

    def require_characters(self, count: int) -> None:
        """Raises LimitExceeded for a text of more characters than a report may have."""
        if count > self.characters:
            raise LimitExceeded(
                f"has {count:,} characters of text, more than the {self.characters:,} allowed; "
                "the setting limits.characters allows more"
            )

    def for_recognition(self) -> "Limits":
        """The bounds under which a file is read by text recognition."""
        return replace(self, memory=self.ocr_memory)


def allow_work(seconds: float) -> None:
    """Raises this process's bound on processor time: what a page or a text may take is allowed when it is begun.

    Does nothing where no bound is set, as outside the parsing process.
    """
    soft, hard = resource.getrlimit(resource.RLIMIT_CPU)
    if soft != resource.RLIM_INFINITY:
        wanted = math.ceil(soft + seconds)
        resource.setrlimit(resource.RLIMIT_CPU, (wanted if hard == resource.RLIM_INFINITY else min(wanted, hard), hard))
