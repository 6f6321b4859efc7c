"""The page on a run over labelled passages: the metrics, by kind of report, and every fact that is not right."""

from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import Any

from assistant.evaluation.facts.scoring import PARTS
from assistant.evaluation.facts.summary import FACT_METRICS
from assistant.evaluation.questions.report import (
    MOST_MISSES,
    comparison_tables,
    kinds_table,
    made,
    metrics_table,
    refused_lines,
    whole_page,
)
from assistant.records import Record
from index.store.durable import write_file

GROUPS = (("Facts: figure, unit and measure right", ("precision", "recall", "f1", "found")), ("Parts", PARTS))
_WORDS = {
    "wrong": "Read with another figure, unit or measure",
    "missed": "Not read",
    "extra": "Read where no fact is labelled",
    "part": "Right, but for another part",
}


def write(path: Path, summary: dict[str, Any], records: Sequence[Record]) -> None:
    """Writes the page whole."""
    write_file(path, page(summary, records).encode())


def page(summary: dict[str, Any], records: Sequence[Record]) -> str:
    """The page as HTML."""
    scored = [record for record in records if "metrics" in record]
    sections = [
        _head(summary),
        metrics_table(summary["metrics"], GROUPS),
        kinds_table(summary["kinds"], FACT_METRICS, "report"),
        comparison_tables(summary.get("comparison"), {record["id"]: record["report"] for record in scored}, "passages"),
        _misses(scored),
        refused_lines(records),
        made(summary, "passages scored"),
    ]
    return whole_page(summary["file"]["name"], sections)


def _head(summary: dict[str, Any]) -> str:
    parts = [f"{summary['items']:,} passages", f"finished {summary['time']['finished']}"]
    parts += [f"{kind}: {', '.join(f'{n} {name}' for name, n in row.items())}" for kind, row in _rows(summary)]
    if summary["refused"]:
        parts.append(f"{summary['refused']} refused")
    return f"<h1>Evaluation of {escape(summary['file']['name'])}</h1>\n<p class=soft>{escape(' · '.join(parts))}</p>\n"


def _rows(summary: dict[str, Any]) -> list[tuple[str, dict[str, int]]]:
    return list(summary["outcomes"].items())


def _misses(scored: Sequence[Record]) -> str:
    groups: dict[str, list[tuple[Record, dict[str, Any]]]] = {name: [] for name in _WORDS}
    for record in scored:
        for fact in record["facts"]:
            if fact["outcome"] != "right":
                groups[fact["outcome"]].append((record, fact))
            elif not all(fact["parts"].values()):
                groups["part"].append((record, fact))
    lists = []
    for name, found in groups.items():
        if found:
            cut = f", the first {MOST_MISSES}" if len(found) > MOST_MISSES else ""
            rows = "".join(_row(record, fact) for record, fact in found[:MOST_MISSES])
            lists.append(
                f"<details><summary>{_WORDS[name]}: {len(found):,}{cut}</summary>"
                '<div class="wide"><table><thead><tr><th>passage</th><th>wrong parts</th><th>labelled</th><th>read</th>'
                f"<th>quote</th></tr></thead><tbody>{rows}</tbody></table></div></details>\n"
            )
    return f"<h2>Fact by fact</h2>\n{''.join(lists)}" if lists else ""


def _row(record: Record, fact: dict[str, Any]) -> str:
    wrong = ", ".join(part for part, right in fact["parts"].items() if not right)
    quote = (fact["labelled"] or {}).get("quote", "")
    return (
        f'<tr><td class="id">{escape(record["id"])}</td><td>{wrong}</td><td class="text">{_told(fact["labelled"])}</td>'
        f'<td class="text">{_told(fact["read"])}</td><td class="text">{escape(quote)}</td></tr>'
    )


def _told(fact: dict[str, Any] | None) -> str:
    if fact is None:
        return "–"
    period = fact["period"]
    when = "" if period is None else "–".join(dict.fromkeys(str(end) for end in (period["from"], period["to"])))
    parts = (
        fact["measure"],
        fact["figure"],
        fact["unit"],
        fact["kind"],
        when,
        fact["stage"],
        fact["hedge"],
        fact["where"],
    )
    return escape(" · ".join(part for part in parts if part))
