"""What each endpoint takes, as outside input: pydantic models, whose field names and descriptions every door shows.

A list that is left out, or null, sets no limit.
"""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

# Characters of a query, claim or measure; a question's limit is the chain's own.
TEXT_CHARACTERS = 2_000
# fmt: off
Kind = Literal[
    "level", "flow", "stock", "change", "points", "share", "rank",
    "difference", "ratio", "count", "date", "duration", "name", "act",
]
# fmt: on


class Request(BaseModel):
    """What an endpoint is asked; a field that it doesn't have is refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Scoped(Request):
    """Limits to some reports; all that are set must hold."""

    years: list[int] | None = Field(default=None, description="only reports of these years")
    regions: list[str] | None = Field(default=None, description="only reports about these regions, such as 广东")
    issuers: list[str] | None = Field(default=None, description="only reports of these companies or offices")
    reports: list[str] | None = Field(default=None, description="only these reports: file names or starts of ids")


class AskRequest(Scoped):
    """A question."""

    question: str = Field(description="what is asked, in Chinese or English")
    history: list[str] | None = Field(default=None, description="the questions asked before it, oldest first")


class SearchRequest(Scoped):
    """A query."""

    query: str = Field(max_length=TEXT_CHARACTERS, description="what is searched for")
    k: int = Field(default=10, ge=1, le=1000, description="how many passages at most")


class CheckRequest(Scoped):
    """A claim."""

    claim: str = Field(max_length=TEXT_CHARACTERS, description="one statement, such as 2024年旅游收入增长7%。")


class FiguresRequest(Request):
    """A measure."""

    measure: str = Field(max_length=TEXT_CHARACTERS, description="such as 地区生产总值, GDP or revenue")
    years: list[int] | None = Field(default=None, description="the years that a figure is about, not the report's own")
    regions: list[str] | None = Field(default=None, description="only reports about these regions, such as 广东")
    issuers: list[str] | None = Field(default=None, description="only reports of these companies or offices")
    reports: list[str] | None = Field(default=None, description="only these reports: file names or starts of ids")
    kinds: list[Kind] | None = Field(default=None, description="only figures of these kinds, such as level or change")
    units: list[str] | None = Field(default=None, description="only figures in these units, or convertible: 亿元, %")
    planned: bool | None = Field(default=None, description="true: aims alone; false: only what has come about")


class FactsRequest(Request):
    """A report."""

    report: str = Field(max_length=TEXT_CHARACTERS, description="a file name or the start of an id")
    section: int | None = Field(default=None, ge=0, description="only this section of the outline, from 0")


class ReportsRequest(Request):
    """Nothing is asked."""


class CompareRequest(Request):
    """Two reports."""

    before: str = Field(max_length=TEXT_CHARACTERS, description="the earlier report: a file name or start of an id")
    after: str = Field(max_length=TEXT_CHARACTERS, description="the report that is compared with it")
    only: list[Literal["raised", "lowered", "new", "dropped", "reworded", "moved"]] | None = Field(
        default=None, description="only changes of these kinds"
    )
