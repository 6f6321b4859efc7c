"""A run as JUnit XML, which CI systems show: a test case an item, and one a limit that `--fail-under` sets.

An item fails where its outcome, or its verdict, is not the gold one, a passage where one of its facts is not read
right; it is an error where it could not be asked. JUnit
has no schema of its own: these are the elements and attributes that Jenkins' and GitLab's readers take.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Literal
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from assistant.evaluation.summing import falls_short
from assistant.records import Record
from index.patterns import regex
from index.store.durable import write_file

Kind = Literal["questions", "claims", "facts"]

MOST_CHARACTERS = 300  # of a text; results.jsonl holds all of it
# What XML 1.0 can't hold in any form: controls, halves of surrogate pairs, two that are no characters.
_NO_XML = regex("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write(
    path: Path, kind: Kind, summary: Mapping[str, Any], records: Sequence[Record], limits: Mapping[str, float]
) -> None:
    """Writes the file whole or not at all. `limits` are those of `--fail-under`, by metric."""
    write_file(path, document(kind, summary, records, limits))


def document(kind: Kind, summary: Mapping[str, Any], records: Sequence[Record], limits: Mapping[str, float]) -> bytes:
    """The file's content, UTF-8."""
    root = Element("testsuites", name=f"wenju evaluate {kind}")
    suite = SubElement(root, "testsuite", name=_clean(f"{kind} of {summary['file']['name']}"))
    _properties(suite, summary)
    for record in records:
        _item(suite, kind, record)
    _count(suite)
    if limits:
        suite = SubElement(root, "testsuite", name="fail-under")
        for name, limit in limits.items():
            case = SubElement(suite, "testcase", classname="fail-under", name=f"{name}={limit:g}")
            for line in falls_short(dict(summary["metrics"]), {name: limit}):
                SubElement(case, "failure", type="limit", message=_clean(line))
        _count(suite)
    for name in ("tests", "failures", "errors", "skipped"):
        root.set(name, str(sum(int(suite.get(name, "0")) for suite in root)))
    indent(root)
    written: bytes = tostring(root, "utf-8", xml_declaration=True)
    return written + b"\n"


def _properties(suite: Element, summary: Mapping[str, Any]) -> None:
    """Each metric with a value, and which system was asked."""
    held = SubElement(suite, "properties")
    for name, entry in summary["metrics"].items():
        if entry["value"] is not None:
            SubElement(held, "property", name=name, value=f"{entry['value']:g}")
            SubElement(held, "property", name=f"{name} n", value=str(entry["n"]))
    system = {
        "code": summary["code"],
        "commit": summary["commit"],
        "library": (summary["library"] or {}).get("fingerprint"),
        "precision": (summary["embedding"] or {}).get("precision"),
        "model": summary["settings"]["llm"]["model"],
        "seed": summary["seed"],
    }
    for name, value in system.items():
        if value not in (None, ""):
            SubElement(held, "property", name=name, value=_clean(str(value)))


def _item(suite: Element, kind: Kind, record: Record) -> None:
    group = f".{record['kind']}" if record.get("kind") else ""
    case = SubElement(suite, "testcase", classname=_clean(f"wenju.{kind}{group}"), name=_clean(str(record["id"])))
    if "elapsed_ms" in record:
        case.set("time", f"{record['elapsed_ms'] / 1000:.3f}")
    if "error" in record:
        SubElement(case, "error", type="refused", message=_clean(record["error"]))
        return
    missed = _missed(kind, record)
    if missed is None:
        SubElement(case, "skipped", message="no gold answer to hold this against")
    elif missed:
        SubElement(case, "failure", type=missed, message=_clean(f"{missed}; wanted {_wanted(kind, record)}"))
    SubElement(case, "system-out").text = _clean(_given(kind, record))


def _missed(kind: Kind, record: Record) -> str | None:
    """What the item came to where that is wrong; empty where it is right, None where nothing tells."""
    if kind == "claims":
        return "" if record["label"] == record["gold"]["label"] else f"called {record['label']}"
    if kind == "facts":
        return ", ".join(f"{count} {outcome}" for outcome, count in _outcomes(record) if outcome != "right")
    outcome = record["outcome"]
    return None if outcome is None else "" if outcome in ("right", "found") else str(outcome)


def _wanted(kind: Kind, record: Record) -> str:
    if kind == "claims":
        return str(record["gold"]["label"])
    if kind == "facts":
        return f"{record['gold']['facts']} facts"
    return " or ".join(record["gold"]["answers"]) if record["answerable"] else "no answer"


def _given(kind: Kind, record: Record) -> str:
    if kind == "claims":
        return f"{_short(record['claim'])}\n{record['verdict']}: {_short(record['reason'])}"
    if kind == "facts":
        told = ", ".join(f"{count} {outcome}" for outcome, count in _outcomes(record))
        return f"{record['report']}, {record['start']} to {record['end']}\n{told or 'no facts'}"
    lines = [_short(record["question"])]
    if "answer" in record:
        lines.append(f"{record['status']}: {_short(record['answer'])}")
    return "\n".join(lines)


def _outcomes(record: Record) -> list[tuple[str, int]]:
    """How many facts of a passage came out how."""
    return sorted(Counter(fact["outcome"] for fact in record["facts"]).items())


def _short(text: str) -> str:
    return text if len(text) <= MOST_CHARACTERS else f"{text[: MOST_CHARACTERS - 1]}…"


def _clean(text: str) -> str:
    """The text with a mark in place of what no XML file can hold; the library escapes the rest."""
    return _NO_XML.sub("\ufffd", text)


def _count(suite: Element) -> None:
    cases = suite.findall("testcase")
    suite.set("tests", str(len(cases)))
    for name, element in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
        suite.set(name, str(sum(case.find(element) is not None for case in cases)))
    suite.set("time", f"{sum(float(case.get('time', '0')) for case in cases):.3f}")
