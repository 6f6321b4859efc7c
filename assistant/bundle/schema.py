"""The bundle as a file: what it holds, checked field by field, since a bundle that is verified comes from outside.

A bundle may carry further fields; its hash covers them too.
"""

import hashlib
import json
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StrictInt

from assistant.answer import Label, MismatchKind, Stance, Status

KIND: Literal["wenju.evidence"] = "wenju.evidence"

Text = Annotated[str, Field(max_length=1_000_000)]
Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
# Past any report's length: the largest text that the limits admit has 200 million characters.
Offset = Annotated[StrictInt, Field(ge=0, le=1_000_000_000)]
# A relative path inside the export's folder, as this program names them.
OwnFile = Annotated[str, Field(pattern=r"^originals/[A-Za-z0-9_-]{1,200}(\.[a-z0-9]{1,10})?$")]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="allow")


class KeptSource(_Part):
    """A name under which a report was added, its address where one was given, and when (ISO 8601, UTC)."""

    name: Text
    url: Text | None = None
    added: Text = ""


class KeptReport(_Part):
    """A report that is quoted. `report_id` is the SHA-256 of its file, `original` that file beside the bundle."""

    report_id: Sha256
    title: Text
    issuer: Text | None = None
    region: Text | None = None
    year: StrictInt | None = None
    text_sha256: Sha256
    parser_version: Text
    sources: tuple[KeptSource, ...]
    original: OwnFile | None = None


class KeptCitation(_Part):
    """A quote as `wenju check --json` gives it, with the sentence before and after, and where the report came from.

    `image` is the PDF's page beside the bundle, the quote marked on it.
    """

    n: StrictInt
    report_id: Sha256
    title: Text
    source: Text
    section: tuple[Text, ...]
    page: StrictInt | None = None
    start: Offset
    end: Offset
    quote: Text
    locator: Text
    text_sha256: Sha256
    parser_version: Text
    stance: Stance | None = None
    blanked: bool = False
    before: Text = ""
    after: Text = ""
    url: Text | None = None
    added: Text = ""
    image: OwnFile | None = None


class KeptMismatch(_Part):
    """One thing that the claim says otherwise than the quote; the spans are in the claim and in the report's text."""

    kind: MismatchKind
    claimed: Text
    found: Text
    claimed_span: tuple[Offset, Offset] | None = None
    found_span: tuple[Offset, Offset] | None = None
    report_id: Text = ""


class KeptOverrule(_Part):
    """A person's verdict beside the machine's."""

    verdict: Label
    note: Text = ""
    by: Text = ""
    time: Text = ""


class KeptClaim(_Part):
    """A claim with its verdict; `error` says why there is none. `columns` are the other columns of its row."""

    id: Text
    claim: Text = ""
    read_as: Text = ""
    verdict: Label | None = None
    reason: Text = ""
    mismatches: tuple[KeptMismatch, ...] = ()
    citations: tuple[KeptCitation, ...] = ()
    overruled: KeptOverrule | None = None
    mode: Text = ""
    scope: dict[str, Any] = {}
    columns: dict[str, Text] = {}
    error: Text = ""

    @property
    def shown(self) -> str:
        """What the claim is called on a page: its words, or its id where its row gives none."""
        return self.claim or self.id

    @property
    def standing(self) -> Label | None:
        """The verdict that is published: the person's where there is one."""
        return self.verdict if self.overruled is None else self.overruled.verdict


class KeptStatement(_Part):
    """A sentence of an answer and the numbers of its citations."""

    text: Text
    citations: tuple[StrictInt, ...]


class KeptCell(_Part):
    """A figure of a table, at `row` and `column` from 0, and the number of its citation."""

    row: Offset
    column: Offset
    text: Text
    citation: StrictInt


class KeptTable(_Part):
    """Figures over reports, places or years."""

    columns: tuple[Text, ...]
    rows: tuple[Text, ...]
    cells: tuple[KeptCell, ...]


class KeptComputed(_Part):
    """What was worked out, how, and the numbers of the citations of its figures."""

    expression: Text
    operands: tuple[StrictInt, ...]
    result: Text


class KeptAnswer(_Part):
    """A question with its answer. `related` are quotes that no answer rests on, numbered for themselves."""

    question: Text
    status: Status
    answer: Text
    statements: tuple[KeptStatement, ...] = ()
    citations: tuple[KeptCitation, ...] = ()
    related: tuple[KeptCitation, ...] = ()
    table: KeptTable | None = None
    computed: tuple[KeptComputed, ...] = ()
    mode: Text = ""
    scope: dict[str, Any] = {}


class Tool(_Part):
    """What made the bundle."""

    name: Text
    version: Text


class LibraryState(_Part):
    """The library that it was made from: a fingerprint of its reports, and how many they were."""

    fingerprint: Text
    reports: StrictInt


class Bundle(_Part):
    """Evidence to keep. `sha256` is `digest` of all the rest; `made` is ISO 8601, UTC."""

    schema_version: Literal[1]
    kind: Literal["wenju.evidence"]
    tool: Tool
    made: Text
    settings: dict[str, Any]
    library: LibraryState
    reports: tuple[KeptReport, ...]
    claims: tuple[KeptClaim, ...]
    answers: tuple[KeptAnswer, ...] = ()
    sha256: Sha256

    def to_json(self) -> dict[str, Any]:
        """The bundle as its file holds it."""
        return self.model_dump(mode="json", exclude_unset=True)


def digest(document: dict[str, Any]) -> str:
    """The SHA-256, in hex, of a document without its `sha256`: keys sorted, no white space, UTF-8."""
    content = {name: value for name, value in document.items() if name != "sha256"}
    canonical = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()
