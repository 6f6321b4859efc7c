"""How much a file may ask for before it is refused."""

import os
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
    cpu_seconds: int = 30
    wall_seconds: float = 45.0
    # LibreOffice maps more than it uses; it must end before the parser that waits for it.
    office_memory: int = 4 * 1024**3
    office_seconds: float = 40.0
    # Text recognition has bounds of its own: a dense page fails with 2 GiB and is read with 3; 12 to 28 s a page on
    # two busy cores.
    ocr_memory: int = 4 * 1024**3
    ocr_seconds: int = 1_800

    def require_characters(self, count: int) -> None:
        """Raises LimitExceeded for a text of more characters than a report may have."""
        if count > self.characters:
            raise LimitExceeded(
                f"has {count:,} characters of text, more than the {self.characters:,} allowed; "
                "split it into several files"
            )

    def for_recognition(self) -> "Limits":
        """The bounds under which a file is read by text recognition; its threads share the processor time."""
        cores = os.cpu_count() or 1
        return replace(
            self, memory=self.ocr_memory, cpu_seconds=self.ocr_seconds * cores, wall_seconds=float(self.ocr_seconds)
        )
