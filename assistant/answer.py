"""What Wenju gives back: frozen values whose `to_json()` is what the commands print."""

from dataclasses import asdict, dataclass
from typing import Any, Literal

from index.report import Correction, RankedPassage
from index.scope import Scope

SCHEMA_VERSION = 1

Status = Literal["answered", "not_found", "no_report_in_scope"]
Label = Literal["supported", "partly_supported", "refuted", "not_enough_info", "not_checkable"]
Stance = Literal["supports", "refutes", "related"]
MismatchKind = Literal[
    "value",
    "unit",
    "direction",
    "period",
    "region",
    "subject",
    "negation",
    "target_vs_outcome",
    "stage",
    "rank",
    "measure",
    "fact_kind",
    "base",
    "roles",
    "quantifier",
]
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class CitedCell:
    """The table cell, or row, that a quote stands in. `row` and `column` count from 1, header rows included.

    `column` is None for a row. `header` says what the cell is about: caption, row labels, column names.
    """

    row: int
    column: int | None
    header: tuple[str, ...]
    value: str

    def to_json(self) -> dict[str, Any]:
        """The cell as a citation's `cell`."""
        return {"row": self.row, "column": self.column, "header": list(self.header), "value": self.value}


@dataclass(frozen=True, slots=True)
class Citation:
    """A quote and where it stands: `quote` is the report's canonical text at `[start, end)`.

    `n` is its 1-based number in the answer; `section` holds the headings from the top; `page` is 1-based or None.
    `locator` is the place in words that a person can follow. `blanked`: its sentence holds a blanked figure. `cell`:
    the table cell or row that holds the quote.
    `corrections` say what in the quote is meant otherwise than it stands, a slip of scanning for the most part.
    `stance` is what the quote does for a claim that was checked; None in an answer.
    """

    n: int
    report_id: str
    title: str
    source: str
    section: tuple[str, ...]
    page: int | None
    start: int
    end: int
    quote: str
    locator: str
    text_sha256: str
    parser_version: str
    blanked: bool = False
    cell: CitedCell | None = None
    corrections: tuple[Correction, ...] = ()
    stance: Stance | None = None

    def to_json(self) -> dict[str, Any]:
        """The citation as `wenju ask --json` gives it, and `wenju check --json` with its stance."""
        document: dict[str, Any] = {
            "n": self.n,
            "report_id": self.report_id,
            "title": self.title,
            "source": self.source,
            "section": list(self.section),
            "page": self.page,
            "start": self.start,
            "end": self.end,
            "quote": self.quote,
            "locator": self.locator,
            "text_sha256": self.text_sha256,
            "parser_version": self.parser_version,
        }
        if self.blanked:
            document["blanked"] = True
        if self.cell is not None:
            document["cell"] = self.cell.to_json()
        if self.corrections:
            document["corrections"] = [correction.to_json() for correction in self.corrections]
        if self.stance is not None:
            document["stance"] = self.stance
        return document


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence of the answer and the numbers of the citations that support it; never without one.

    `quoted` are the parts of it that stand letter for letter in a quote, where a figure is shown with what it is;
    without them all of an extractive statement does.
    """

    text: str
    citations: tuple[int, ...]
    quoted: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Dropped:
    """What a language model wrote and verification removed."""

    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class AppliedScope:
    """The scope that a question was answered in, and how many reports were inside it."""

    scope: Scope
    report_count: int

    def to_json(self) -> dict[str, Any]:
        """The scope as the commands give it."""
        return {
            "years": list(self.scope.years),
            "regions": list(self.scope.regions),
            "issuers": list(self.scope.issuers),
            "reports": list(self.scope.reports),
            "from": self.scope.origin,
            "report_count": self.report_count,
        }


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell of an answer's table, at `row` and `column` from 0, with the number of the citation that says it."""

    row: int
    column: int
    text: str
    citation: int


@dataclass(frozen=True, slots=True)
class AnswerTable:
    """Figures over reports, places or years; a cell that no report tells is not there."""

    columns: tuple[str, ...]
    rows: tuple[str, ...]
    cells: tuple[TableCell, ...]

    def to_json(self) -> dict[str, Any]:
        """The table as an answer's `table`."""
        return {"columns": list(self.columns), "rows": list(self.rows), "cells": [asdict(cell) for cell in self.cells]}


@dataclass(frozen=True, slots=True)
class Computed:
    """What was worked out: the expression, the citations of its operands, and the result."""

    expression: str
    operands: tuple[int, ...]
    result: str

    def to_json(self) -> dict[str, Any]:
        """It as one of an answer's `computed`."""
        return {"expression": self.expression, "operands": list(self.operands), "result": self.result}


@dataclass(frozen=True, slots=True)
class AskBack:
    """A choice where the question leaves open what it asks: a label, and the question that takes it."""

    label: str
    question: str


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a question. `note` is what Wenju itself says: why there is none, or that a figure is blanked.

    `mode` is `extractive`, or the name of the language model that wrote the statements. An extractive statement stands
    letter for letter in the quote of a citation that it names; one that a model wrote was held against the quotes of
    all citations that it names, and they say the same. Citations that no statement names are further quotes that may
    help. `dropped` is what the model wrote and the quotes did not support; `fallback`, one line, why the answer is
    extractive although a model was asked. A model turns an abstention into an answer by supported statements alone.

    `question` is the one that was answered; `rewritten` says that it is not the one asked, but a follow-up made whole.
    From the ledger a statement is a figure with what it is; its figure stands letter for letter in its quote. `table`
    and `computed` go with it. `related` are sentences shown without an answer's badge, where there is none; `ask_back`
    the choices where the question leaves open whose or which figure it means.
    `not_embedded` counts the passages in scope that are not embedded yet: those are found by their words alone.
    `quoted` are the statements of the answer made of quotes, where a model's stand above them; `writing` says that more
    of the model's may come.
    `kind` is what kind of question it was taken for (figure, date, list …), empty where that is unsure.
    `nearest` holds the nearest passages where the status is not `answered`. `score`, in [0, 1], says how sure the
    extractive reader is of its best statement, also of one that it kept back.
    """

    question: str
    status: Status
    statements: tuple[Statement, ...]
    citations: tuple[Citation, ...]
    nearest: tuple[RankedPassage, ...]
    scope: AppliedScope
    note: str = ""
    mode: str = "extractive"
    dropped: tuple[Dropped, ...] = ()
    elapsed_ms: float = 0.0
    score: float = 0.0
    fallback: str = ""
    rewritten: bool = False
    table: AnswerTable | None = None
    computed: tuple[Computed, ...] = ()
    related: tuple[Citation, ...] = ()
    ask_back: tuple[AskBack, ...] = ()
    kind: str = ""
    not_embedded: int = 0
    quoted: tuple[Statement, ...] = ()
    writing: bool = False

    @property
    def text(self) -> str:
        """The answer as it is shown: the note, then each statement with the numbers of its citations."""
        shown = [
            statement.text + "".join(f"[{number}]" for number in statement.citations) for statement in self.statements
        ]
        return "\n".join([self.note, *shown] if self.note else shown)

    def to_json(self) -> dict[str, Any]:
        """The answer as `wenju ask --json` gives it."""
        document: dict[str, Any] = {
            "schema_version": SCHEMA_VERSION,
            "question": self.question,
            "status": self.status,
            "answer": self.text,
            "statements": [
                {"text": statement.text, "citations": list(statement.citations)} for statement in self.statements
            ],
            "citations": [citation.to_json() for citation in self.citations],
            "related": [citation.to_json() for citation in self.related],
            "nearest": [passage.to_json() for passage in self.nearest],
            "scope": self.scope.to_json(),
            "kind": self.kind or None,
            "mode": self.mode,
            "score": round(self.score, 4),
            "dropped": [{"text": dropped.text, "reason": dropped.reason} for dropped in self.dropped],
            "elapsed_ms": round(self.elapsed_ms, 1),
        }
        if self.quoted:
            document["quoted"] = [
                {"text": statement.text, "citations": list(statement.citations)} for statement in self.quoted
            ]
        if self.table is not None:
            document["table"] = self.table.to_json()
        if self.computed:
            document["computed"] = [computed.to_json() for computed in self.computed]
        if self.ask_back:
            document["ask_back"] = [asdict(choice) for choice in self.ask_back]
        if self.fallback:
            document["fallback"] = self.fallback
        if self.not_embedded:
            document["not_embedded"] = self.not_embedded
        if self.rewritten:
            document["rewritten"] = self.question
        return document


@dataclass(frozen=True, slots=True)
class Mismatch:
    """One thing that a statement says otherwise than the quote it is held against: both in their own words.

    `claimed_span` is where it stands in the claim, `found_span` in the report's canonical text, half-open; None where
    that is not known. `report_id` names that report.
    """

    kind: MismatchKind
    claimed: str
    found: str
    claimed_span: Span | None = None
    found_span: Span | None = None
    report_id: str = ""

    def to_json(self) -> dict[str, Any]:
        """The mismatch as `wenju check --json` gives it."""
        document: dict[str, Any] = {"kind": self.kind, "claimed": self.claimed, "found": self.found}
        if self.claimed_span is not None:
            document["claimed_span"] = list(self.claimed_span)
        if self.found_span is not None:
            document["found_span"] = list(self.found_span)
            document["report_id"] = self.report_id
        return document


@dataclass(frozen=True, slots=True)
class Opinion:
    """What a fact-checking model makes of a claim: the probability that its best quote bears it out.

    `vetoed`: facts called the claim supported, and the model took that back.
    """

    model: str
    probability: float
    vetoed: bool = False

    def to_json(self) -> dict[str, Any]:
        """It as `wenju check --json` gives it."""
        return {"model": self.model, "probability": round(self.probability, 4), "vetoed": self.vetoed}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the reports say of a claim. `reason` is one sentence for the reader, in the claim's language.

    `supported` has a citation whose stance is `supports`, `refuted` one that `refutes`; the other way round it never
    stands. `read_as` is the claim as it was judged, where words of its surroundings were put in for "该省" or "去年".
    """

    id: str
    claim: str
    verdict: Label
    reason: str
    mismatches: tuple[Mismatch, ...]
    citations: tuple[Citation, ...]
    scope: AppliedScope
    mode: str = "rules"
    read_as: str = ""
    elapsed_ms: float = 0.0
    opinion: Opinion | None = None

    def to_json(self) -> dict[str, Any]:
        """The verdict as `wenju check --json` gives it."""
        document: dict[str, Any] = {
            "schema_version": SCHEMA_VERSION,
            "id": self.id,
            "claim": self.claim,
            "verdict": self.verdict,
            "reason": self.reason,
            "mismatches": [mismatch.to_json() for mismatch in self.mismatches],
            "citations": [citation.to_json() for citation in self.citations],
            "scope": self.scope.to_json(),
            "mode": self.mode,
            "elapsed_ms": round(self.elapsed_ms, 1),
        }
        if self.read_as and self.read_as != self.claim:
            document["read_as"] = self.read_as
        if self.opinion is not None:
            document["opinion"] = self.opinion.to_json()
        return document
