"""The figures of a cluster library's reports: found by Milvus, put in order here."""

import json
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from index.last_used import LastUsed
from index.ledger.entry import Entry
from index.scope import Scope
from index.store.cluster.collections import Collections, passage_id
from index.store.cluster.inside import NO_YEAR, SHOWN, Inside, among
from index.store.ledger import Selection, Subject, entry_of, values_of, years_of

_MEASURED = ("subject", "canonical", "measure")
_ASKED_AT_ONCE = 500  # reports whose figures one query asks for
KEPT_ENTRIES = 50_000  # some 50 MB


def fact_rows(content: int, entries: Sequence[Entry], scope: Mapping[str, Any]) -> list[dict[str, Any]]:
    """A report's figures as Milvus stores them; `scope` are the fields of the report itself."""
    rows = []
    for place, entry in enumerate(entries):
        first, last = years_of(entry.period)
        rows.append(
            {
                "id": passage_id(content, place),
                "content": content,
                **scope,
                "place": place,
                "canonical": entry.canonical,
                "subject": entry.subject,
                "measure": entry.measure,
                "kind": entry.kind.value if entry.kind is not None else "",
                "stage": entry.stage.value,
                "unit": entry.unit,
                "region": entry.place or scope["report_region"],
                "first_year": NO_YEAR if first is None else first,
                "last_year": NO_YEAR if last is None else last,
                "entry": json.dumps(values_of(entry), ensure_ascii=False),
            }
        )
    return rows


KeptFacts = LastUsed[int, tuple[Entry, ...]]  # by content: its figures never change


class ClusterLedger:
    """The figures inside one generation: `numbers` says by which number a content is shown, and only those are.

    `inside` tells what is inside a scope.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        collections: Collections,
        numbers: Mapping[int, tuple[int, str]],
        kept: KeptFacts,
        inside: Callable[[Scope | None], Inside],
    ) -> None:
        self._connection = connection
        self._collections = collections
        self._numbers = numbers
        self._kept = kept
        self._inside = inside

    # -- what the manifest says

    def counts(self) -> dict[int, int]:
        """How many figures each report has, by its number."""
        rows = self._connection.execute("SELECT number, json_extract(row, '$.facts') FROM written WHERE number > 0")
        return {int(number): int(facts) for number, facts in rows}

    def missing(self, version: str) -> list[int]:
        """Numbers of the reports whose ledger was read by another version, those added last first."""
        rows = self._connection.execute(
            "SELECT number FROM written WHERE number > 0 AND json_extract(row, '$.ledger') <> ? ORDER BY number DESC",
            (version,),
        )
        return [int(number) for (number,) in rows]

    def version(self, number: int) -> str | None:
        """The version that a report's ledger was read by."""
        row = self._connection.execute(
            "SELECT json_extract(row, '$.ledger') FROM written WHERE number = ?", (number,)
        ).fetchone()
        return None if row is None else str(row[0])

    def never_read(self) -> int:
        """None: a report is stored with its figures."""
        return 0

    # -- what Milvus finds

    def of(self, number: int) -> tuple[Entry, ...]:
        """A report's figures, in its order."""
        return self.of_each([number]).get(number, ())

    def of_each(self, numbers: Sequence[int]) -> dict[int, tuple[Entry, ...]]:
        """The figures of each of these reports, in its order; Milvus is asked for many at once."""
        rows = self._connection.execute(
            "SELECT content, number, json_extract(row, '$.facts') FROM written"
            " WHERE number IN (SELECT value FROM json_each(?))",
            (json.dumps(list(numbers)),),
        ).fetchall()
        with_figures = [content for content, _, facts in rows if facts]
        kept = {content: self._kept.get(content) for content in with_figures}
        known = {content: entries for content, entries in kept.items() if entries is not None}
        missing = [content for content in with_figures if content not in known]
        for start in range(0, len(missing), _ASKED_AT_ONCE):
            known |= self._read(missing[start : start + _ASKED_AT_ONCE])
        return {int(number): known.get(content, ()) for content, number, _ in rows}

    def _read(self, contents: Sequence[int]) -> dict[int, tuple[Entry, ...]]:
        found: dict[int, list[dict[str, Any]]] = {content: [] for content in contents}
        for row in self._rows(among("content", contents), ("place", *_MEASURED, "entry")):
            found[row["content"]].append(row)
        read = {
            content: tuple(_entry(row) for row in sorted(rows, key=lambda row: int(row["place"])))
            for content, rows in found.items()
        }
        for content, entries in read.items():
            if entries:
                self._kept.put(content, entries)
        return read

    def find(self, wanted: Selection, limit: int | None = None) -> list[tuple[str, Entry]]:
        """(report id, entry) of what is wanted, by report and place; with a `limit` the newest years first."""
        fields = ("content", "first_year", *_MEASURED, "entry")
        found = [(row, _entry(row)) for row in self._rows(self._filter(wanted), fields, wanted.scope)]

        def order(each: tuple[dict[str, Any], Entry]) -> tuple[Any, ...]:
            row, entry = each
            return self._numbers[row["content"]][0], entry.figure

        found.sort(key=order)
        if limit is not None:
            found.sort(key=lambda each: (_source(wanted, each[0]), -each[0]["first_year"]))
        return [(self._numbers[row["content"]][1], entry) for row, entry in found[:limit]]

    def subjects(self, scope: Scope | None = None, most: int | None = None) -> list[Subject]:
        """What is measured inside `scope`, or in all; what most entries tell comes first, `most` at most."""
        return self._told(SHOWN, scope)[:most]

    def named(self, names: Iterable[str]) -> list[Subject]:
        """What is measured under one of these names, exactly."""
        wanted = [name for name in names if name]
        return self._told(" or ".join(among(name, wanted) for name in _MEASURED)) if wanted else []

    def _told(self, wanted: str, scope: Scope | None = None) -> list[Subject]:
        rows = self._rows(wanted, _MEASURED, scope)
        told = Counter((row["subject"], row["canonical"], row["measure"]) for row in rows)
        return [Subject(*measured, entries) for measured, entries in told.most_common()]

    def _rows(self, wanted: str, fields: Sequence[str], scope: Scope | None = None) -> Iterator[dict[str, Any]]:
        """The facts that a filter admits, of reports that are shown and inside `scope`."""
        inside = self._inside(scope)
        if inside.is_empty:
            return
        if inside.filter:
            wanted = f"({wanted}) and ({inside.filter})"
        looked_at: dict[int, bool] = {}
        for page in self._collections.facts(wanted, ["content", *fields]):
            new = {row["content"] for row in page} - looked_at.keys()
            let = inside.of(new)
            looked_at |= {content: content in let for content in new}
            yield from (row for row in page if looked_at[row["content"]])

    def _contents(self, numbers: Sequence[int]) -> list[int]:
        wanted = set(numbers)
        return [content for content, (number, _) in self._numbers.items() if number in wanted]

    def _filter(self, wanted: Selection) -> str:
        measured = []
        if wanted.canonicals:
            measured.append(among("canonical", [name for name in wanted.canonicals if name]))
        if wanted.subjects:
            measured.append(among("subject", wanted.subjects))
        conditions = [f"({' or '.join(measured)})"] if measured else []
        for field, allowed in (
            ("first_year", wanted.years),
            ("last_year", wanted.years),
            ("region", wanted.regions),
            ("kind", wanted.kinds),
            ("stage", wanted.stages),
            ("unit", wanted.units),
            ("report_issuer", wanted.issuers),
        ):
            if allowed:
                conditions.append(among(field, allowed))
        if wanted.years:
            conditions.append("first_year == last_year")
        if wanted.reports is not None:
            conditions.append(among("content", self._contents(wanted.reports)))
        return " and ".join(conditions) or SHOWN


def _source(wanted: Selection, row: Mapping[str, Any]) -> int:
    """Which of the names that are asked for found a row: those named first come first."""
    if row["canonical"] in wanted.canonicals:
        return wanted.canonicals.index(row["canonical"])
    if row["subject"] in wanted.subjects:
        return len(wanted.canonicals) + wanted.subjects.index(row["subject"])
    return 0


def _entry(row: Mapping[str, Any]) -> Entry:
    return entry_of([*(row[name] for name in _MEASURED), *json.loads(row["entry"])])
