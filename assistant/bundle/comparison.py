"""A comparison of two reports as files to keep: Markdown, a spreadsheet, a Word document, JSON."""

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from assistant.answer import Citation
from assistant.bundle.escaping import cell, json_text, markdown, one_line
from assistant.bundle.formats.word_page import ORIGIN, QUOTE, WordPage, reproducible
from assistant.bundle.marking import Piece
from assistant.compared.comparing import KINDS, Change, ReportComparison
from assistant.errors import WrongUsage
from assistant.messages import Language, counted, message
from index.report import Report
from index.store.durable import write_file
from index.text.script import language_of

_COLUMNS = (
    *("kind", "measure", "from", "to", "likeness", "before", "before_locator", "before_source"),
    *("before_start", "before_end", "after", "after_locator", "after_source", "after_start", "after_end"),
)
Spans = Sequence[tuple[int, int]]


def page_language(found: ReportComparison) -> Language:
    """The language that the page speaks: that of the later report's title."""
    return language_of(found.after.metadata.title)


def title(found: ReportComparison, language: Language) -> str:
    """What the page is called."""
    names = {"before": found.before.metadata.title, "after": found.after.metadata.title}
    return message(language, "between.title", **names)


def counts_said(found: ReportComparison, language: Language) -> str:
    """How many changes of each kind there are, in words."""
    counts: dict[str, int] = {
        **{str(kind): count for kind, count in found.counts.items()},
        "unchanged": found.unchanged,
    }
    return counted(
        language,
        (
            message(language, "between.count", name=message(language, f"change.{kind}"), count=count)
            for kind, count in counts.items()
        ),
    )


def headline(change: Change, language: Language) -> str:
    """What changed in one line, for a target; empty for a passage."""
    if change.figures is None:
        return ""
    before, after = change.figures
    return message(language, "between.aim", measure=change.measure, before=before, after=after)


def sides(change: Change, language: Language) -> Iterator[tuple[str, Citation, Spans]]:
    """The quotes that there are, each with the name of its side and where it differs from the other."""
    for name, citation, spans in zip(("before", "after"), (change.before, change.after), change.differs, strict=True):
        if citation is not None:
            yield message(language, f"change.{name}"), citation, spans


def markdown_page(found: ReportComparison) -> bytes:
    """The page in UTF-8; what differs is in bold."""
    return ("\n".join(_markdown_lines(found, page_language(found))).rstrip() + "\n").encode()


def _markdown_lines(found: ReportComparison, language: Language) -> Iterator[str]:
    yield f"# {markdown(title(found, language))}\n"
    for name, report in (("before", found.before), ("after", found.after)):
        yield f"- {message(language, f'change.{name}')}: {markdown(_origin(report))}"
    yield f"- {message(language, 'change.counts')}: {counts_said(found, language)}\n"
    for kind in KINDS:
        changes = found.of_kind(kind)
        if changes:
            yield f"## {message(language, f'change.{kind}')} ({len(changes)})\n"
        for number, change in enumerate(changes, start=1):
            yield f"{number}. {markdown(headline(change, language))}".rstrip()
            for side, citation, spans in sides(change, language):
                quote = "".join(
                    f"**{markdown(text)}**" if differs and text.strip() else markdown(text)
                    for text, differs in pieces(citation.quote, spans)
                )
                yield f"   - {side}: {quote} — {markdown(citation.locator)}"
            yield ""
    if not found.changes:
        yield message(language, "change.none")


def csv_page(found: ReportComparison) -> bytes:
    """The spreadsheet: a row a change. UTF-8 with a byte order mark."""
    written = io.StringIO()
    writer = csv.writer(written, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(_COLUMNS)
    for change in found.changes:
        before, after = change.figures or ("", "")
        both = change.before is not None and change.after is not None and change.figures is None
        row = [change.kind, change.measure, before, after, f"{change.likeness:.3f}" if both else ""]
        for citation in (change.before, change.after):
            row += (
                ["", "", "", "", ""]
                if citation is None
                else [citation.quote, citation.locator, citation.source, str(citation.start), str(citation.end)]
            )
        writer.writerow([cell(value) for value in row])
    return ("\ufeff" + written.getvalue()).encode()


def docx_page(found: ReportComparison) -> bytes:
    """The Word document, with what differs highlighted."""
    language = page_language(found)
    page = WordPage(title(found, language), "", datetime.now(UTC).isoformat(timespec="seconds"), language)
    for name, report in (("before", found.before), ("after", found.after)):
        page.line(message(language, f"change.{name}"), _origin(report))
    page.line(message(language, "change.counts"), counts_said(found, language))
    for kind in KINDS:
        changes = found.of_kind(kind)
        if changes:
            page.paragraph("Heading 1", [(f"{message(language, f'change.{kind}')} ({len(changes)})", False)])
        for number, change in enumerate(changes, start=1):
            page.paragraph("Heading 2", [(f"{number}. {headline(change, language)}".rstrip(), False)])
            for side, citation, spans in sides(change, language):
                page.paragraph(QUOTE, pieces(citation.quote, spans), side)
                page.paragraph(ORIGIN, [(f"{citation.locator} ({citation.source})", False)])
    return reproducible(page.document)


def json_page(found: ReportComparison) -> bytes:
    """What `wenju compare --json` prints, indented."""
    return json_text(found.to_json()).encode()


_WRITTEN: dict[str, tuple[str, Callable[[ReportComparison], bytes]]] = {
    "md": ("comparison.md", markdown_page),
    "csv": ("comparison.csv", csv_page),
    "docx": ("comparison.docx", docx_page),
    "json": ("comparison.json", json_page),
}


def named_formats(listed: str) -> tuple[str, ...]:
    """The formats of a list such as `md,docx`; all of them where it is empty. Raises WrongUsage."""
    names = tuple(filter(None, (name.strip().lower() for name in listed.split(","))))
    unknown = [name for name in names if name not in _WRITTEN]
    if unknown:
        raise WrongUsage(f"no format {unknown[0]!r}; they are {', '.join(_WRITTEN)}")
    return names or tuple(_WRITTEN)


def comparison_file(found: ReportComparison, form: str) -> tuple[str, bytes]:
    """The comparison in one of the formats: the file's name and its content. Raises WrongUsage for no format."""
    name, write = _WRITTEN[named_formats(form)[0]]
    return name, write(found)


def write_comparison(found: ReportComparison, folder: Path, formats: Sequence[str]) -> list[Path]:
    """Writes the comparison in each of `formats`; returns the files in that order."""
    made = {folder / name: write(found) for name, write in (_WRITTEN[each] for each in formats)}
    folder.mkdir(parents=True, exist_ok=True)
    for path, content in made.items():
        write_file(path, content)
    return list(made)


def pieces(quote: str, spans: Spans) -> list[Piece]:
    """The quote in pieces, each with whether it differs."""
    found: list[Piece] = []
    last = 0
    for start, end in spans:
        found += [(quote[last:start], False), (quote[start:end], True)]
        last = end
    return [piece for piece in (*found, (quote[last:], False)) if piece[0]]


def _origin(report: Report) -> str:
    return f"{one_line(report.metadata.title)} ({one_line(report.sources[0].name)}, {report.report_id[:12]})"
