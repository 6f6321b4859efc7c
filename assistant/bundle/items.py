"""What is exported: a verdict or an answer, and what a person who looked at it says otherwise."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from assistant.answer import Answer, Label, Verdict


@dataclass(frozen=True, slots=True)
class Overrule:
    """A person's verdict, which stands beside the machine's and never in its place. `time` is ISO 8601, UTC."""

    verdict: Label
    note: str
    by: str = ""
    time: str = ""

    def to_json(self) -> dict[str, str]:
        """The overrule as a bundle keeps it."""
        document: dict[str, str] = {"verdict": self.verdict, "note": self.note}
        return document | {name: value for name, value in (("by", self.by), ("time", self.time)) if value}


Result = Verdict | Answer | Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A result with a person's verdict on it. `result` may be a line of a batch's results.jsonl, read as JSON."""

    result: Result
    overruled: Overrule | None = None
    columns: tuple[tuple[str, str], ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The result's document with what the person says and the further columns of its row."""
        result = self.result
        document = dict(result) if isinstance(result, Mapping) else result.to_json()
        if self.columns:
            document["columns"] = dict(self.columns)
        if self.overruled is not None:
            document["overruled"] = self.overruled.to_json()
        return document


Item = Reviewed | Result


def document_of(item: Item) -> dict[str, Any]:
    """An item as JSON."""
    return (item if isinstance(item, Reviewed) else Reviewed(item)).to_json()
