"""A scope as a cluster is asked for it: a filter over fields that Milvus keeps, and the rows of the mirror behind it.

The filter narrows what Milvus looks at; the rows decide. So a field that is wrong in Milvus hides a passage, or has it
found and dropped, and never lets one in that is outside. Only where a scope is a list of reports, or texts decide
which, are they listed.
"""

import json
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any

from index.report import Metadata
from index.scope import Scope
from index.store import limits
from index.store.limits import Among, Either, Every, Unstated
from index.store.rows import fiscal_year

# What a field holds of a report that does not state it: no year is 0, and no text is empty.
NO_YEAR, NO_TEXT = 0, ""
# The fields of a passage, a report and a fact by which a scope admits them.
TEXT_FIELDS = ("report_region", "report_issuer", "report_kind")
YEAR_FIELDS = ("report_year", "report_fiscal_year")
SHOWN = "content > 0"  # no filter at all: every content


def scope_fields(metadata: Metadata) -> dict[str, Any]:
    """What Milvus keeps of a report's metadata beside each of its rows."""
    return {
        "report_region": metadata.region or NO_TEXT,
        "report_issuer": metadata.issuer or NO_TEXT,
        "report_kind": metadata.kind,
        "report_year": metadata.year or NO_YEAR,
        "report_fiscal_year": fiscal_year(metadata) or NO_YEAR,
    }


class Inside:
    """What is inside a scope, or all that is shown where there is none.

    `contents_of` gives the contents of reports by their ids; `admitted` those of some contents that are inside;
    `by_text` the contents that are inside by what their texts say.
    """

    def __init__(
        self,
        scope: Scope | None,
        shown: Mapping[int, Any],
        contents_of: Callable[[Sequence[str]], list[int]],
        admitted: Callable[[Collection[int], Scope], set[int]],
        by_text: Callable[[Scope], list[int]],
    ) -> None:
        self._scope = None if scope is None or scope.is_open else scope
        self._shown = shown
        self._admitted = admitted
        self._told: list[int] = []
        self.filter = ""
        if self._scope is not None:
            named = contents_of(self._scope.reports) if self._scope.reports else []
            self.filter = said(limits.limits(self._scope), named)
            self._told = by_text(self._scope)
            if self._told:
                self.filter = f"({self.filter}) or {among('content', self._told)}"

    @property
    def is_empty(self) -> bool:
        """Whether nothing is inside, whatever there is."""
        return self._scope is not None and self._scope.empty

    def of(self, contents: Iterable[int]) -> set[int]:
        """Those of these contents that are shown and inside, by the rows."""
        found = {content for content in contents if content in self._shown}
        return found if self._scope is None else self._admitted(found, self._scope) | found.intersection(self._told)


def said(condition: limits.Condition, contents: Sequence[int]) -> str:
    """A condition as Milvus's filter; `contents` are those of the reports that a scope names."""
    match condition:
        case Among("report_id", _):
            return among("content", contents)
        case Among(field, values):
            return among(f"report_{field}", values)
        case Unstated(field):
            name = f"report_{field}"
            return among(name, [NO_YEAR if name in YEAR_FIELDS else NO_TEXT])
        case Every(conditions):
            return _joined(conditions, " and ", contents) if conditions else SHOWN
        case Either(conditions):
            return _joined(conditions, " or ", contents) if conditions else among("content", [])


def among(field: str, values: Sequence[Any]) -> str:
    """The filter that a field is one of `values`; where there are none it admits nothing."""
    return f"{field} in {json.dumps(list(values), ensure_ascii=False)}"


def _joined(conditions: Sequence[limits.Condition], word: str, contents: Sequence[int]) -> str:
    return word.join(f"({said(each, contents)})" for each in conditions)
