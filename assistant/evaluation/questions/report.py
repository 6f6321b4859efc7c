"""The page that a person reads: tables with intervals, plots, and every miss. It stands alone and fetches nothing."""

import json
from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path
from typing import Any

from assistant.evaluation import plots
from assistant.evaluation.items import Item
from assistant.evaluation.questions.curves import latency_plot, recall_plot, trade_off_plot
from assistant.evaluation.questions.summary import ABSTENTION, ANSWERS, OF_A_KIND, RETRIEVAL
from assistant.evaluation.summing import LATENCY
from assistant.messages import shortened
from assistant.records import Record
from index.store.durable import write_file

SHOWN = 240  # characters of an answer in the list of misses
STYLE = Path(__file__).with_name("report.css")
MOST_MISSES = 300  # an outcome; the rest is in results.jsonl

GROUPS = (
    ("Retrieval", RETRIEVAL),
    ("Answers", (*ANSWERS, "quote_validity")),
    ("Abstention", ABSTENTION),
    ("Latency", LATENCY),
)
OUTCOME_WORDS = {
    "right": "right",
    "found": "retrieved, among the passages that are read",
    "wrong": "read, but answered wrongly",
    "abstained": "read, but not answered",
    "not_read": "retrieved, but not among what is read",
    "not_retrieved": "not retrieved",
    "out_of_scope": "no report in the scope read out of the question",
    "failed": "could not be asked",
}


def write(path: Path, summary: dict[str, Any], items: Sequence[Item], records: Sequence[Record]) -> None:
    """Writes the page whole."""
    write_file(path, page(summary, items, records).encode())


def page(summary: dict[str, Any], items: Sequence[Item], records: Sequence[Record]) -> str:
    """The page as HTML."""
    scored = [record for record in records if "metrics" in record]
    sections = [
        _head(summary),
        metrics_table(summary["metrics"], GROUPS),
        _plots(summary, scored),
        _outcomes(summary["outcomes"]),
        kinds_table(summary["kinds"], OF_A_KIND, "question"),
        comparison_tables(summary.get("comparison"), {item.id: item.question for item in items}, "questions"),
        _misses(scored),
        refused_lines(records),
        made(summary, "questions asked"),
    ]
    return whole_page(summary["file"]["name"], sections)


def whole_page(name: str, sections: Sequence[str]) -> str:
    """A page on the evaluation of the file `name`."""
    policy = "default-src 'none'; style-src 'unsafe-inline'"
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>Evaluation: {escape(name)}</title>\n<style>\n{STYLE.read_text('utf-8')}</style>\n"
        f"</head>\n<body>\n{''.join(sections)}</body>\n</html>\n"
    )


def _head(summary: dict[str, Any]) -> str:
    settings = summary["settings"]
    parts = [
        f"{summary['items']:,} questions, {summary['answerable']:,} of them answerable",
        f"{summary['library']['reports']:,} reports",
        f"finished {summary['time']['finished']}",
    ]
    if settings["retrieval_only"]:
        parts.append("retrieval only")
    if summary["refused"]:
        parts.append(f"{summary['refused']} refused")
    if summary["lacking_gold_reports"]:
        parts.append(f"{summary['lacking_gold_reports']} name a gold report that the library lacks")
    return f"<h1>Evaluation of {escape(summary['file']['name'])}</h1>\n<p class=soft>{escape(' · '.join(parts))}</p>\n"


def metrics_table(metrics: dict[str, Any], groups: Sequence[tuple[str, Sequence[str]]]) -> str:
    """The metrics that have a value, in named groups."""
    rows = []
    for title, names in groups:
        known = [name for name in names if metrics.get(name, {}).get("n")]
        if known:
            rows.append(f'<tr class="group"><td colspan="5">{title}</td></tr>')
        rows += [_metric_row(name, metrics[name], metrics) for name in known]
    return (
        '<h2>Metrics</h2>\n<div class="wide"><table><thead><tr><th>metric</th><th class="number">value</th>'
        '<th></th><th class="number">95 % interval</th><th class="number">n</th></tr></thead><tbody>'
        f"{''.join(rows)}</tbody></table></div>\n<p class=soft>Intervals: 2,000 bootstrap resamples of the items. "
        "A metric that an item has no gold for leaves the item out; n says how many count (quotes, for "
        "quote_validity).</p>\n"
    )


def _metric_row(name: str, estimate: dict[str, Any], metrics: dict[str, Any]) -> str:
    value, low, high = estimate["value"], estimate["low"], estimate["high"]
    end = metrics["latency_p95_ms"]["high"] if name in LATENCY else 1.0
    form = ",.0f" if name in LATENCY else ".3f"
    return (
        f'<tr><td>{name}</td><td class="number">{value:{form}}</td><td>{plots.interval(value, low, high, end)}</td>'
        f'<td class="number">{low:{form}} – {high:{form}}</td><td class="number">{estimate["n"]:,}</td></tr>'
    )


def _plots(summary: dict[str, Any], scored: Sequence[Record]) -> str:
    figures = [
        ("Recall by k", recall_plot(summary["metrics"])),
        ("Time for a question", latency_plot(scored, summary["metrics"])),
        ("Answering less, and being right more often", trade_off_plot(scored)),
    ]
    drawn = "".join(f"<figure><h3>{title}</h3>{plot}</figure>\n" for title, plot in figures if plot)
    return f'<h2>Plots</h2>\n<div class="plots">{drawn}</div>\n' if drawn else ""


def _outcomes(outcomes: dict[str, dict[str, int]]) -> str:
    parts = []
    for kind, counts in outcomes.items():
        total = sum(counts.values())
        if not total:
            continue
        rows = []
        for outcome, count in counts.items():
            colour = "good" if outcome in ("right", "found") else "bad" if outcome == "wrong" else "quiet"
            words = OUTCOME_WORDS[outcome]
            if kind == "unanswerable":
                words = {"right": "not answered, rightly", "wrong": "answered all the same"}.get(outcome, words)
            rows.append(
                f"<tr><td>{words}</td><td>{plots.share_bar(count / total, colour)}</td>"
                f'<td class="number">{count:,}</td><td class="number">{count / total:.1%}</td></tr>'
            )
        parts.append(
            f'<h3>{kind} questions, {total:,}</h3><div class="wide"><table><tbody>{"".join(rows)}</tbody></table></div>'
        )
    return f"<h2>Where the misses are</h2>\n{''.join(parts)}\n" if parts else ""


def kinds_table(kinds: dict[str, dict[str, Any]], shown: Sequence[str], noun: str) -> str:
    """The shown metrics of each kind of item."""
    if not kinds:
        return ""
    names = [name for name in shown if any(name in values for values in kinds.values())]
    rows = []
    for kind, values in kinds.items():
        cells = []
        for name in names:
            entry = values.get(name)
            words = (
                f"{entry['value']:.3f} <span class=soft>{entry['low']:.2f}–{entry['high']:.2f}</span>" if entry else "–"
            )
            cells.append(f'<td class="number">{words}</td>')
        n = max((entry["n"] for entry in values.values()), default=0)
        rows.append(f'<tr><td>{escape(kind)}</td>{"".join(cells)}<td class="number">{n:,}</td></tr>')
    head = "".join(f'<th class="number">{name}</th>' for name in names)
    return (
        f'<h2>By kind of {noun}</h2>\n<div class="wide"><table><thead><tr><th>kind</th>{head}'
        f'<th class="number">n</th></tr></thead><tbody>{"".join(rows)}</tbody></table></div>\n'
    )


def comparison_tables(compared: dict[str, Any] | None, texts: dict[str, str], noun: str) -> str:
    """What changed against the baseline; `texts` are what the items ask or claim, by id."""
    if compared is None:
        return ""
    rows, lists = [], []
    for name, entry in compared["metrics"].items():
        kind = "" if entry["p"] >= 0.05 else "better" if entry["better"] > entry["worse"] else "worse"
        rows.append(
            f'<tr><td>{name}</td><td class="number {kind}">{entry["value"]:+.3f}</td>'
            f'<td class="number">{entry["low"]:+.3f} – {entry["high"]:+.3f}</td>'
            f'<td class="number">{entry["better"]}</td>'
            f'<td class="number">{entry["worse"]}</td><td class="number">{entry["same"]}</td>'
            f'<td class="number">{entry["p"]:.3g}</td><td class="number">{entry["n"]:,}</td></tr>'
        )
        if entry["better"] or entry["worse"]:
            lists.append(_changed(name, entry, texts))
    note = f"; {compared['other_gold']} more have other gold answers" if compared["other_gold"] else ""
    return (
        f"<h2>Against {escape(compared['baseline'])}</h2>\n<p class=soft>{compared['common']:,} {noun} that both "
        f"runs have{note}. Differences are this run minus that one, with paired intervals; p is the two-sided sign "
        "test over the items that differ (McNemar's exact test where a metric is 0 or 1).</p>\n"
        f"{_other_system(compared['differs'])}"
        '<div class="wide"><table><thead><tr><th>metric</th><th class="number">difference</th><th class="number">'
        '95 % interval</th><th class="number">better</th><th class="number">worse</th><th class="number">same</th>'
        f'<th class="number">p</th><th class="number">n</th></tr></thead><tbody>{"".join(rows)}</tbody></table></div>'
        f"\n{''.join(lists)}"
    )


def _other_system(differs: Sequence[dict[str, Any]]) -> str:
    """In what the two runs are not the same system asked the same."""
    if not differs:
        return "<p class=soft>Nothing that the runs depend on differs between them.</p>\n"
    rows = "".join(
        f'<tr><td>{escape(entry["name"])}</td><td class="text">{escape(json.dumps(entry["before"]))}</td>'
        f'<td class="text">{escape(json.dumps(entry["now"]))}</td></tr>'
        for entry in differs
    )
    return (
        f"<details><summary>what differs between the runs: {len(differs)}</summary><table><thead><tr><th>what"
        f"</th><th>there</th><th>here</th></tr></thead><tbody>{rows}</tbody></table></details>\n"
    )


def _changed(name: str, entry: dict[str, Any], texts: dict[str, str]) -> str:
    def listed(ids: Iterable[str], kind: str) -> str:
        return "".join(
            f'<tr><td class="{kind}">{kind}</td><td class="id">{escape(key)}</td>'
            f'<td class="text">{escape(texts.get(key, ""))}</td></tr>'
            for key in list(ids)[:MOST_MISSES]
        )

    rows = listed(entry["worse_ids"], "worse") + listed(entry["better_ids"], "better")
    return (
        f"<details><summary>{name}: {entry['better']} better, {entry['worse']} worse</summary>"
        f'<div class="wide"><table><tbody>{rows}</tbody></table></div></details>\n'
    )


def _misses(scored: Sequence[Record]) -> str:
    lists = []
    for outcome, words in OUTCOME_WORDS.items():
        missed = [record for record in scored if record["outcome"] == outcome]
        if not missed or outcome in ("right", "found"):
            continue
        cut = f", the first {MOST_MISSES}" if len(missed) > MOST_MISSES else ""
        rows = "".join(map(_miss_row, missed[:MOST_MISSES]))
        lists.append(
            f"<details><summary>{words}: {len(missed):,}{cut}</summary>"
            '<div class="wide"><table><thead><tr><th>id</th><th>question</th><th>gold</th><th>given</th>'
            f'<th class="number">rank</th></tr></thead><tbody>{rows}</tbody></table></div></details>\n'
        )
    note = "Rank: the first passage of a gold report that holds an answer or quote."
    return f"<h2>Misses, item by item</h2>\n<p class=soft>{note}</p>\n{''.join(lists)}" if lists else ""


def _miss_row(record: Record) -> str:
    gold = " / ".join(record["gold"]["answers"][:3]) or "(no answer in the reports)"
    given = record.get("error") or record.get("answer") or ""
    return (
        f'<tr><td class="id">{escape(record["id"])}</td><td class="text">{escape(record["question"])}</td>'
        f'<td class="text">{escape(shortened(gold, SHOWN))}</td><td class="text">{escape(shortened(given, SHOWN))}</td>'
        f'<td class="number">{record["first_hit"] or "–"}</td></tr>'
    )


def refused_lines(records: Sequence[Record]) -> str:
    """The lines of the file that gave no item."""
    refused = [record for record in records if "error" in record and "metrics" not in record]
    if not refused:
        return ""
    rows = "".join(
        f'<tr><td class="number">{record["line"]}</td><td class="id">{escape(record["id"])}</td>'
        f'<td class="text">{escape(record["error"])}</td></tr>'
        for record in refused[:MOST_MISSES]
    )
    return (
        f"<details><summary>Lines refused: {len(refused):,}</summary><div class=wide><table><tbody>{rows}</tbody>"
        "</table></div></details>\n"
    )


def made(summary: dict[str, Any], asked: str) -> str:
    """What the numbers depend on; `asked` names what was done how often."""
    library = summary["library"]
    facts = {
        "file": f"{summary['file']['name']}, sha256 {summary['file']['sha256']}…",
        "library": f"{library['reports']} reports, fingerprint {library['fingerprint']}" if library else "none",
        "settings": summary["settings"],
        "seed": summary["seed"],
        "commit": summary["commit"] or "not in a checkout",
        "code": summary["code"],
        "versions": ", ".join(f"{name} {version}" for name, version in summary["versions"].items()),
        "machine": summary["machine"],
        "seconds": f"{summary['time']['seconds']} for {summary['time']['asked']} {asked} in the last start",
    }
    rows = "".join(
        f'<tr><td>{name}</td><td class="text"><code>{escape(str(value))}</code></td></tr>'
        for name, value in facts.items()
    )
    return f'<h2>How it was made</h2>\n<div class="wide"><table><tbody>{rows}</tbody></table></div>\n'
