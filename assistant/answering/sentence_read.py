"""A sentence that a trained reader has read, and how surely it answers."""

from dataclasses import dataclass

from assistant.answering.announced_items import announced_items, announces
from assistant.answering.excerpts import Excerpt
from assistant.answering.reply import Quote
from index.models.sentence_reader import Read


@dataclass(frozen=True, slots=True)
class ReadSentence:
    """A sentence that the trained reader has read."""

    one: Excerpt
    read: Read

    @property
    def told(self) -> str:
        """What it says, with the items of a list that it announces: "… the following new products: • …"."""
        items = self.items
        return "\n".join([self.one.text_around, *(item.text for item in items)]) if items else self.one.text_around

    @property
    def items(self) -> list[Quote]:
        """The items of the list that it announces; none where it announces none."""
        return announced_items(self.one.report, self.one.last) if announces(self.one.text_around) else []

    @property
    def span(self) -> tuple[int, int]:
        """What the reader points at, in the report's text."""
        return self.one.first + self.read.start, self.one.first + self.read.end
