"""The page on a run over claims: the metrics, which label was given which verdict, and every wrong verdict."""

from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import Any

from assistant.checking.claims import Claim
from assistant.evaluation import plots
from assistant.evaluation.claims.summary import DECIDING, VERDICTS
from assistant.evaluation.questions.report import (
    MOST_MISSES,
    comparison_tables,
    kinds_table,
    made,
    metrics_table,
    refused_lines,
    whole_page,
)
from assistant.evaluation.summing import LATENCY
from assistant.records import Record
from index.store.durable import write_file

GROUPS = (("Verdicts", DECIDING), ("Quotes", ("quote_validity",)), ("Latency", LATENCY))


def write(path: Path, summary: dict[str, Any], claims: Sequence[Claim], records: Sequence[Record]) -> None:
    """Writes the page whole."""
    write_file(path, page(summary, claims, records).encode())


def page(summary: dict[str, Any], claims: Sequence[Claim], records: Sequence[Record]) -> str:
    """The page as HTML."""
    scored = [record for record in records if "metrics" in record]
    sections = [
        _head(summary),
        metrics_table(summary["metrics"], GROUPS),
        _confusion(summary["confusion"]),
        kinds_table(summary["kinds"], ("accuracy", "called_supported"), "claim"),
        comparison_tables(summary.get("comparison"), {claim.id: claim.text for claim in claims}, "claims"),
        _wrong(scored),
        refused_lines(records),
        made(summary, "claims checked"),
    ]
    return whole_page(summary["file"]["name"], sections)


def _head(summary: dict[str, Any]) -> str:
    evidence = "the evidence given with them" if summary["settings"]["evidence"] == "given" else "the library's reports"
    parts = [f"{summary['items']:,} claims held against {evidence}", f"finished {summary['time']['finished']}"]
    if summary["refused"]:
        parts.append(f"{summary['refused']} refused")
    return f"<h1>Evaluation of {escape(summary['file']['name'])}</h1>\n<p class=soft>{escape(' · '.join(parts))}</p>\n"


def _confusion(table: dict[str, dict[str, int]]) -> str:
    names = [name for name in (*VERDICTS, "failed") if any(name in counts for counts in table.values())]
    rows = []
    for label, counts in table.items():
        total = sum(counts.values())
        if total:
            cells = "".join(
                f'<td class="number">{count:,}</td><td>{plots.share_bar(count / total, "quiet")}</td>'
                for count in (counts.get(name, 0) for name in names)
            )
            rows.append(f'<tr><td>{label}</td>{cells}<td class="number">{total:,}</td></tr>')
    head = "".join(f'<th class="number">{name}</th><th></th>' for name in names)
    return (
        f'<h2>Verdicts by gold label</h2>\n<div class="wide"><table><thead><tr><th>gold</th>{head}'
        f'<th class="number">n</th></tr></thead><tbody>{"".join(rows)}</tbody></table></div>\n'
    )


def _wrong(scored: Sequence[Record]) -> str:
    """Wrong verdicts by gold label and the label given, those called supported first."""
    groups: dict[tuple[str, str], list[Record]] = {}
    for record in scored:
        if record["label"] != record["gold"]["label"]:
            groups.setdefault((record["label"], record["gold"]["label"]), []).append(record)
    lists = []
    for (given, gold), wrong in sorted(groups.items(), key=lambda entry: (entry[0][0] != "supported", entry[0])):
        cut = f", the first {MOST_MISSES}" if len(wrong) > MOST_MISSES else ""
        rows = "".join(map(_wrong_row, wrong[:MOST_MISSES]))
        lists.append(
            f"<details><summary>{gold}, called {given}: {len(wrong):,}{cut}</summary>"
            '<div class="wide"><table><thead><tr><th>id</th><th>claim</th><th>verdict</th><th>reason</th>'
            f"<th>quotes</th></tr></thead><tbody>{rows}</tbody></table></div></details>\n"
        )
    return f"<h2>Wrong verdicts, claim by claim</h2>\n{''.join(lists)}" if lists else ""


def _wrong_row(record: Record) -> str:
    quotes = " / ".join(str(citation["quote"]) for citation in record.get("citations", ())[:2])
    reason = record.get("error") or record.get("reason", "")
    return (
        f'<tr><td class="id">{escape(record["id"])}</td><td class="text">{escape(record["claim"])}</td>'
        f'<td>{escape(record.get("verdict", "failed"))}</td><td class="text">{escape(reason)}</td>'
        f'<td class="text">{escape(quotes)}</td></tr>'
    )
