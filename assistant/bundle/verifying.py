"""A bundle held against a library again, offline: what still stands letter for letter, and what changed.

The bundle's own hash shows a change by accident, or by one who did not make the hash again; against one who did, the
reports themselves tell: each quote, its place and its surroundings are compared with the library's text.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any, Literal

from assistant.bundle.founded import is_founded
from assistant.bundle.schema import Bundle, KeptCitation
from assistant.citations import locator
from index.errors import UnknownReport, UnreadableReport
from index.ingestion.preparing import file_sha256
from index.library import Library
from index.report import Report

Outcome = Literal["stands", "moved", "misplaced", "altered", "original_changed", "replaced", "gone"]
# How much of a text around the quote's place is searched for what the quote has become, and how much of the quote is
# compared with it: letters are compared with letters, which for a megabyte of them would never end.
NEAR = 400
COMPARED = 2_000


@dataclass(frozen=True, slots=True)
class QuoteFinding:
    """What became of a quote.

    `stands`: the same file, and in its text the same words at the same place. `moved`: its words stand elsewhere in
    the report, at `[start, end)`. `misplaced`: they stand, but page, section, text hash or surroundings are not those
    that the bundle tells. `altered`: the report does not have these words. `original_changed`: the kept file is not
    the one quoted. `replaced`: the report is gone and another has its name. `gone`: neither is there.
    `detail` says what differs, `notes` what changed without touching the quote.
    """

    item: str
    n: int
    source: str
    outcome: Outcome
    detail: str = ""
    start: int | None = None
    end: int | None = None
    notes: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The finding as `wenju verify --json` gives it."""
        document: dict[str, Any] = {
            "item": self.item,
            "n": self.n,
            "source": self.source,
            "outcome": self.outcome,
            "detail": self.detail,
            "notes": list(self.notes),
        }
        return document | ({} if self.start is None else {"start": self.start, "end": self.end})


@dataclass(frozen=True, slots=True)
class Verification:
    """What became of a bundle.

    `intact`: its own hash fits; `expected`: that hash is the one kept elsewhere, where one was given. `unfounded`
    names verdicts and statements that have no quote, `beside` the files beside the bundle that are not the originals.
    """

    intact: bool
    expected: bool
    sha256: str
    quotes: tuple[QuoteFinding, ...]
    unfounded: tuple[str, ...]
    beside: tuple[str, ...]
    library_changed: bool

    @property
    def stands(self) -> bool:
        """Whether the bundle is as it was made and every quote stands."""
        sound = self.intact and self.expected and not self.unfounded and not self.beside
        return sound and all(found.outcome == "stands" for found in self.quotes)

    def to_json(self) -> dict[str, Any]:
        """The verification as `wenju verify --json` gives it."""
        return {
            "stands": self.stands,
            "intact": self.intact,
            "expected": self.expected,
            "sha256": self.sha256,
            "library_changed": self.library_changed,
            "unfounded": list(self.unfounded),
            "beside": list(self.beside),
            "quotes": [found.to_json() for found in self.quotes],
        }


def verify(
    bundle: Bundle, library: Library, *, intact: bool, folder: Path | None = None, expected: str | None = None
) -> Verification:
    """Compares every quote of a bundle with a library, and the originals in the bundle's `folder` with their hashes.

    `intact` is what `read_bundle` says of its hash, `expected` the hash as it was kept elsewhere. Needs no embedding
    model. Raises LibraryMissing, LibraryDamaged.
    """
    check = _Check(library)
    return Verification(
        intact=intact,
        expected=expected is None or expected.strip().lower() == bundle.sha256,
        sha256=bundle.sha256,
        quotes=tuple(check.finding(name, citation) for name, citation in _quotes(bundle)),
        unfounded=tuple(_unfounded(bundle)),
        beside=() if folder is None else tuple(_not_the_originals(bundle, folder)),
        library_changed=library.fingerprint() != bundle.library.fingerprint,
    )


def _not_the_originals(bundle: Bundle, folder: Path) -> Iterator[str]:
    for report in bundle.reports:
        if report.original is not None and not _has_hash(folder / report.original, report.report_id):
            yield report.original


def _has_hash(file: Path, sha256: str) -> bool:
    try:
        return file.is_file() and file_sha256(file) == sha256
    except UnreadableReport:
        return False


def _quotes(bundle: Bundle) -> Iterator[tuple[str, KeptCitation]]:
    for claim in bundle.claims:
        yield from ((claim.id, citation) for citation in claim.citations)
    for answer in bundle.answers:
        yield from ((answer.question, citation) for citation in answer.citations)
        yield from ((f"{answer.question} (related)", sentence) for sentence in answer.related)


def _unfounded(bundle: Bundle) -> Iterator[str]:
    """What lacks the quote that it rests on, which no program of ours writes."""
    for claim in bundle.claims:
        stances = {citation.stance for citation in claim.citations}
        needed = {"supported": "supports", "refuted": "refutes"}.get(claim.verdict or "")
        if needed is not None and needed not in stances:
            yield f"{claim.id}: {claim.verdict}"
    for answer in bundle.answers:
        quotes = {citation.n: citation.quote for citation in answer.citations}
        for statement in answer.statements:
            cited = [quotes[n] for n in statement.citations if n in quotes]
            if not cited or (answer.mode == "extractive" and not is_founded(statement.text, cited, answer)):
                yield f"{answer.question}: {statement.text}"
        if answer.table is not None:
            for cell in answer.table.cells:
                if not is_founded(cell.text, [quotes[cell.citation]] if cell.citation in quotes else [], answer):
                    yield f"{answer.question}: {cell.text}"


class _Check:
    """Quotes held against one library; each report is read, and each kept file hashed, once."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._reports: dict[str, Report | None] = {}
        self._same_file: dict[str, bool] = {}
        self._named = {source.name: entry.report_id for entry in library.reports() for source in entry.sources}

    def finding(self, item: str, citation: KeptCitation) -> QuoteFinding:
        """What became of one quote."""
        report = self._report(citation.report_id)
        if report is None:
            return self._absent(item, citation)
        if not self._is_same_file(citation.report_id):
            detail = "the kept file is missing, or its bytes are not those quoted; see: wenju doctor"
            return QuoteFinding(item, citation.n, citation.source, "original_changed", detail)
        notes = tuple(_notes(report, citation))
        here = report.text[citation.start : citation.end]
        if not citation.quote or here != citation.quote:
            return self._elsewhere(item, citation, report, notes)
        told = list(_told_otherwise(report, citation))
        if told:
            detail = "the bundle tells otherwise than the report: " + "; ".join(told)
            return QuoteFinding(item, citation.n, citation.source, "misplaced", detail, notes=notes)
        return QuoteFinding(item, citation.n, citation.source, "stands", notes=notes)

    def _report(self, report_id: str) -> Report | None:
        if report_id not in self._reports:
            try:
                self._reports[report_id] = self._library.get(report_id)
            except UnknownReport:
                self._reports[report_id] = None
        return self._reports[report_id]

    def _is_same_file(self, report_id: str) -> bool:
        if report_id not in self._same_file:
            self._same_file[report_id] = _has_hash(self._library.original(report_id), report_id)
        return self._same_file[report_id]

    def _absent(self, item: str, citation: KeptCitation) -> QuoteFinding:
        """The report is not there: whether another goes by its name, and has the words."""
        other = self._report(self._named.get(citation.source, ""))
        if other is None:
            detail = f"no report {citation.report_id[:12]} in the library"
            return QuoteFinding(item, citation.n, citation.source, "gone", detail)
        at = _nearest(other.text, citation.quote, citation.start)
        said = f"another file has its name now ({other.report_id[:12]})"
        if at is None:
            said += f"; it does not have these words: {difference(citation.quote, _like(other.text, citation))}"
            return QuoteFinding(item, citation.n, citation.source, "replaced", said)
        end = at + len(citation.quote)
        return QuoteFinding(item, citation.n, citation.source, "replaced", f"{said}; it has these words", at, end)

    def _elsewhere(self, item: str, citation: KeptCitation, report: Report, notes: tuple[str, ...]) -> QuoteFinding:
        at = _nearest(report.text, citation.quote, citation.start)
        if at is not None:
            end = at + len(citation.quote)
            detail = f"stands at {at} to {end}, not at {citation.start} to {citation.end}"
            return QuoteFinding(item, citation.n, citation.source, "moved", detail, at, end, notes)
        detail = difference(citation.quote, _like(report.text, citation))
        return QuoteFinding(item, citation.n, citation.source, "altered", detail, notes=notes)


def _notes(report: Report, citation: KeptCitation) -> Iterator[str]:
    """What changed with no bearing on the quote."""
    if report.parser_version != citation.parser_version:
        yield f"its text was made by parser {citation.parser_version}, and now by {report.parser_version}"
    if report.metadata.title != citation.title:
        yield f"its title in the library is now {report.metadata.title!r}"
    if citation.source not in {source.name for source in report.sources}:
        yield f"its name in the library is now {report.sources[0].name!r}"
    if citation.url is not None and citation.url not in {source.url for source in report.sources}:
        yield f"its address in the library is not {citation.url!r}"
    place = locator(report, citation.start, citation.end)
    if report.text[citation.start : citation.end] == citation.quote and place != citation.locator:
        yield f"its place is now told as {place}"


def _told_otherwise(report: Report, citation: KeptCitation) -> Iterator[str]:
    """What the bundle tells of a quote that stands, and the report does not bear out.

    Another parser may cut pages and sections in another way, so those count only where the parser is the same.
    """
    if report.parser_version == citation.parser_version:
        if report.text_sha256 != citation.text_sha256:
            yield "the text's hash"
        if report.page_at(citation.start) != citation.page:
            yield f"page {citation.page}, not {report.page_at(citation.start)}"
        if report.headings(citation.start) != citation.section:
            yield "the section"
    if not report.text[: citation.start].rstrip().endswith(citation.before):
        yield "the words before it"
    if not report.text[citation.end :].lstrip().startswith(citation.after):
        yield "the words after it"


def _nearest(text: str, quote: str, start: int) -> int | None:
    """Where the quote stands in the text, nearest to `start`; None where it does not."""
    if not quote:
        return None
    before, after = text.rfind(quote, 0, start + len(quote)), text.find(quote, start)
    found = [at for at in (before, after) if at >= 0]
    return min(found, key=lambda at: abs(at - start)) if found else None


def _like(text: str, citation: KeptCitation) -> str:
    """What of the text around the quote's place is most like the quote: from its first common run to its last."""
    quote = citation.quote[:COMPARED]
    here = text[citation.start : citation.start + len(quote)]
    if SequenceMatcher(None, here, quote, autojunk=False).ratio() > 0.5:
        return here
    near = text[max(0, citation.start - NEAR) : citation.start + len(quote) + NEAR]
    # 4 characters: shorter runs, such as a year's digits, stand everywhere.
    blocks = SequenceMatcher(None, near, quote, autojunk=False).get_matching_blocks()
    runs = [block for block in blocks if block.size >= 4]
    return near[runs[0].a : runs[-1].a + runs[-1].size] if runs else ""


def difference(kept: str, found: str) -> str:
    """Two texts as one: what only the bundle has as [-…-], what only the report has as {+…+}."""
    kept = kept[:COMPARED]
    if not found:
        return f"[-{kept}-], and nothing like it near its place"
    parts: list[str] = []
    for operation, a, b, c, d in SequenceMatcher(None, kept, found, autojunk=False).get_opcodes():
        if operation == "equal":
            parts.append(kept[a:b])
            continue
        parts.append(f"[-{kept[a:b]}-]" if a < b else "")
        parts.append(f"{{+{found[c:d]}+}}" if c < d else "")
    return "".join(parts)
