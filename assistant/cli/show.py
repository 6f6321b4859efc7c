"""What `wenju show` prints of a report: what it is, what was noticed in it and taken out of it, and its outline."""

import unicodedata
from collections import Counter
from collections.abc import Iterator
from typing import Any

from assistant.cli.show_table import table_entry, tables_of
from assistant.messages import shortened
from index.report import BlockKind, Correction, Removal, Report, Section
from index.text.masks import MASK_KINDS, is_blanked, masks
from index.text.scanning_slips import corrections
from index.text.sentences import split_sentences

# What a line of `--removed` shows of a removal; `--json` gives the whole.
_SHOWN = 120


def _section_entry(report: Report, section: Section) -> dict[str, Any]:
    return {
        "number": section.number,
        "level": section.level,
        "parent": section.parent,
        "heading": report.heading(section),
        "part": section.part,
        "years": list(section.years),
        "start": section.start,
        "end": section.end,
    }


def section_document(report: Report, section: Section) -> dict[str, Any]:
    """`wenju show --section --json`."""
    return {
        "report_id": report.report_id,
        "section": _section_entry(report, section),
        "path": [report.heading(above) for above in report.section_path(section)],
        "text": report.text[section.start : section.end],
    }


def show_document(report: Report) -> dict[str, Any]:
    """`wenju show --json`."""
    known = report.metadata
    return {
        "report_id": report.report_id,
        "title": known.title,
        "title_supplied": known.supplied,
        "issuer": known.issuer,
        "period": known.period,
        "period_end": known.period_end,
        "issued": known.issued,
        "region": known.region,
        "year": known.year,
        "years_spoken_of": sorted({year for section in report.sections for year in section.years}),
        "kind": known.kind,
        "language": known.language,
        "delivered": known.delivered,
        "sources": [{"name": s.name, "url": s.url, "added": s.added} for s in report.sources],
        "pages": len(report.page_starts) or None,
        "characters": len(report.text),
        "text_sha256": report.text_sha256,
        "parser_version": report.parser_version,
        "blanked_sentences": blanked_sentences(report),
        "blanked": blanked_counts(report),
        "corrections": [correction.to_json() for correction in corrections(report.text)],
        "removed_characters": sum(len(removal.text) for removal in report.removals),
        "removals": [{"at": each.at, "reason": each.reason, "text": each.text} for each in report.removals],
        "problems": list(report.problems),
        "ocr": report.is_recognised,
        "sections": [_section_entry(report, section) for section in report.sections],
        "tables": [table_entry(report, number, block) for number, block in enumerate(tables_of(report), start=1)],
    }


def blanked_sentences(report: Report) -> int:
    """How many sentences hold a masked figure or word."""
    return sum(
        is_blanked(report.text[sentence.start : sentence.end])
        for sentence in split_sentences(report.text, 0, len(report.text))
    )


def blanked_counts(report: Report) -> dict[str, int]:
    """How many figures, years, ratios, names and words are masked."""
    counted = Counter(kind for _, _, kind in masks(report.text))
    return {kind: counted[kind] for kind in MASK_KINDS}


def show_lines(report: Report) -> Iterator[str]:
    """A report's data and outline."""
    document = show_document(report)
    yield str(document["title"])
    for name in (
        "issuer",
        "region",
        "year",
        "period",
        "period_end",
        "kind",
        "language",
        "delivered",
        "pages",
        "characters",
    ):
        if document[name] is not None:
            yield f"  {name:10} {document[name]}"
    for source in report.sources:
        yield f"  {'source':10} {source.name}" + (f"  {source.url}" if source.url else "")
    yield f"  {'id':10} {report.report_id}"
    yield from _noticed(report, document)
    for section in report.sections:
        part = f"  [{section.part}]" if section.part else ""
        heading = report.heading(section) or _heading_on_top(report) or "(before the first heading)"
        yield f"{section.number:5} {'  ' * section.level}{heading}{part}"


def _heading_on_top(report: Report) -> str:
    """The heading that the text begins with and that no section has, where the report is called otherwise."""
    first = report.blocks[0] if report.blocks else None
    if first is None or first.kind is not BlockKind.HEADING or report.section_at(first.start).parent is not None:
        return ""
    words = " ".join(report.text[first.start : first.end].split())
    return "" if words in report.metadata.title else words


def _noticed(report: Report, document: dict[str, Any]) -> Iterator[str]:
    if document["blanked_sentences"]:
        kinds = _counted({kind: count for kind, count in document["blanked"].items() if count})
        yield f"  {'blanked':10} {document['blanked_sentences']} sentences hold a masked figure or word ({kinds})"
    read_otherwise = corrections(report.text)
    if read_otherwise:
        reasons = _counted(Counter(correction.reason for correction in read_otherwise))
        example = note(read_otherwise[0])
        yield f"  {'corrected':10} {len(read_otherwise)} places are read otherwise ({reasons}), such as {example}"
    if report.removals:
        reasons = _counted(Counter(removal.reason for removal in report.removals))
        yield f"  {'removed':10} {document['removed_characters']} characters ({reasons}); see them with --removed"
    for problem in report.problems:
        yield f"  {'problem':10} {problem}"


def _counted(counts: dict[str, int]) -> str:
    return ", ".join(f"{name} {count}" for name, count in counts.items())


def note(correction: Correction) -> str:
    """A correction in words: 「%o」 reads %."""
    return f"「{on_one_line(correction.text)}」 reads {correction.reads}"


def removal_lines(report: Report) -> Iterator[str]:
    """`wenju show --removed`: the place in the text, the reason and the text of each removal."""
    for removal in report.removals:
        yield _removal_line(removal)
    total = sum(len(removal.text) for removal in report.removals)
    yield f"{len(report.removals)} removals, {total} characters"


def _removal_line(removal: Removal) -> str:
    return f"{removal.at:8}  {removal.reason:22} {shortened(on_one_line(removal.text), _SHOWN)}"


def on_one_line(text: str) -> str:
    """A text on one line, with what cannot be seen written as its code."""
    return "".join(_as_code(character) for character in " ".join(text.split(" ")).strip(" "))


def _as_code(character: str) -> str:
    if character == "\n":
        return "⏎"
    if unicodedata.category(character) in ("Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"):
        return f"<U+{ord(character):04X}>"
    return character
