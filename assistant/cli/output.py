"""What the commands print of the library: JSON documents as the contract fixes them, and lines for a person."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args
from unicodedata import east_asian_width

from assistant.answer import Answer, AppliedScope, Citation, Label, Verdict
from assistant.cli.status import FAILED, status_of
from assistant.cli.terminal import complain, print_document
from assistant.messages import Language, message, shortened
from assistant.messages.verdicts import SIGNS, difference, stance_name, verdict_name
from assistant.shown import beside_the_table, computed_beside, has_table, note_beside_the_table, refused, table_grid
from index.ingestion.preparing import FileOutcome, Outline
from index.parsing.formats import NAMED
from index.report import RankedPassage
from index.store.rows import StoredReport
from index.text.script import language_of

if TYPE_CHECKING:
    from assistant.bundle.again import CheckedAgain

_NEAREST_CHARACTERS = 120


def print_outcomes(outcomes: Sequence[FileOutcome], paths: Sequence[Path | str], as_json: bool) -> int:
    """Prints what became of the files: as one document, and the refused ones on stderr; returns the exit status."""
    refused = [outcome for outcome in outcomes if outcome.status == "refused"]
    if as_json:
        files = [
            {
                "name": outcome.name,
                "path": str(outcome.path),
                "status": outcome.status,
                "report_id": outcome.report_id,
                "reason": outcome.reason,
                "passages": outcome.passages,
                "problems": list(outcome.problems),
                "read_as": None if outcome.read_as is None else _outline_document(outcome.read_as),
                "versions": [
                    {"report_id": other.report_id, "name": other.name, "same": other.same} for other in outcome.versions
                ],
            }
            for outcome in outcomes
        ]
        print_document({"files": files})
    if not outcomes:
        named = ", ".join(str(path) for path in paths)
        complain(f"{named} holds no file to add; name a {NAMED}")
        return FAILED
    for outcome in refused:
        complain(f"refused {outcome.path}: {outcome.reason}")
    return status_of(len(refused), len(outcomes) - len(refused))


def outcome_lines(outcome: FileOutcome) -> Iterator[str]:
    """What became of a file, for a person; nothing for one that was refused, which is said at the end."""
    if outcome.report_id is None:
        return
    size = f"  {outcome.passages} passages" if outcome.passages else ""
    yield f"{outcome.status:8} {outcome.report_id[:12]}  {outcome.name}{size}"
    for problem in outcome.problems:
        yield f"{'':8} {problem}"
    for line in _outcome_lines(outcome):
        yield f"         {line}"


def _outline_document(read_as: Outline) -> dict[str, Any]:
    known = read_as.metadata
    return {
        "title": known.title,
        "title_supplied": known.supplied,
        "issuer": known.issuer,
        "region": known.region,
        "year": known.year,
        "period": known.period,
        "period_end": known.period_end,
        "kind": known.kind,
        "pages": read_as.pages,
        "sections": read_as.sections,
        "tables": read_as.tables,
    }


def _outcome_lines(outcome: FileOutcome) -> Iterator[str]:
    """What a new file was read as, and which report it may be a version of."""
    if outcome.read_as is not None:
        known = outcome.read_as.metadata
        told = [
            known.title,
            *dict.fromkeys((known.issuer or "no issuer", known.region or "no place")),
            known.period_end or known.period or str(known.year or "no year"),
            *([] if outcome.read_as.pages is None else [f"{outcome.read_as.pages} pages"]),
            f"{outcome.read_as.sections} sections",
            f"{outcome.read_as.tables} tables",
        ]
        yield f"read as  {' · '.join(told)}"
    for other in outcome.versions:
        yield (
            f"version  {other.report_id[:12]}  {other.name} is already there under the same {other.same}, with other "
            f"bytes; to put this one in its place: wenju add {outcome.name!r} --replace {other.report_id[:12]}"
        )


def list_lines(stored: Sequence[StoredReport]) -> Iterator[str]:
    """A line a report, and how many there are."""
    for entry in stored:
        known = entry.metadata
        size = f"{entry.pages} pp" if entry.pages else f"{entry.characters:,} ch"
        place = f"{known.year or '----'}  {known.region or '-'}"
        waiting = entry.passages - entry.embedded
        pending = f", {waiting} not embedded yet" if waiting else ""
        yield f"{entry.report_id[:12]}  {place}  {known.title}  ({size}, {entry.passages} passages{pending})"
    yield f"{len(stored)} report{'' if len(stored) == 1 else 's'}"


def search_lines(passages: Sequence[RankedPassage], applied: AppliedScope, total: int) -> Iterator[str]:
    """Ranked passages for a person."""
    if not applied.report_count:
        yield f"{message('en', 'scope.empty')} It holds {total}: wenju list"
    for passage in passages:
        page = "" if passage.page is None else f"  p. {passage.page}"
        yield f"{passage.rank}. {passage.title}  {' › '.join(passage.section)}{page}  ({passage.score:.3f})"
        yield f"   {' '.join(passage.text.split())}"


def answer_lines(answer: Answer) -> Iterator[str]:
    """An answer for a person: what it says, then the sources, then what a language model wrote in vain."""
    language = language_of(answer.question)
    if answer.rewritten:
        yield message(language, "answer.read_as", question=answer.question)
    if answer.fallback:
        yield message(language, "answer.fallback", reason=answer.fallback)
    yield from _said_lines(answer, language)
    if answer.not_embedded:
        yield message(language, "answer.not_embedded", count=answer.not_embedded)
    if answer.quoted:
        yield f"{message(language, 'page.quoted')}: {replace(answer, statements=answer.quoted, note='').text}"
    if answer.citations:
        yield ""
    stated = {statement.text for statement in (*answer.statements, *answer.quoted)}
    for citation in answer.citations:
        yield f"[{citation.n}] {citation.locator}  ({citation.source})"
        if citation.quote not in stated:
            yield f"    {' '.join(citation.quote.split())}"
        yield from _read_otherwise(citation, language)
    yield from _beside_lines(answer, language)
    if answer.mode != "extractive" or answer.dropped:
        yield ""
    if answer.mode != "extractive":
        yield f"{message(language, 'answer.written_by', model=answer.mode)} · {message(language, 'status.written')}"
    if answer.dropped:
        yield message(language, "answer.dropped", count=len(answer.dropped))
    for texts, said in refused(answer.dropped, language):
        yield f"  - {' / '.join(texts)}  ({said})"


def _said_lines(answer: Answer, language: Language) -> Iterator[str]:
    """The note, the statements that the table does not tell, what was worked out, and the table."""
    text = replace(answer, note=note_beside_the_table(answer), statements=beside_the_table(answer)).text
    if text or answer.table is None:
        yield text
    computed = message(language, "answer.computed")
    for each in computed_beside(answer):
        said = message(language, "answer.computed_line", result=each.result, expression=each.expression)
        numbers = "".join(f"[{number}]" for number in each.operands)
        yield f"{message(language, 'label.value', name=computed, value=said)}{numbers}"
    if answer.table is not None and has_table(answer):
        yield from aligned(table_grid(answer.table))


def _beside_lines(answer: Answer, language: Language) -> Iterator[str]:
    """Where there is no answer: what may be asked instead, related sentences, the nearest passages."""
    if answer.ask_back:
        yield ""
        yield message(language, "answer.ask_back")
    for choice in answer.ask_back:
        yield f"  {message(language, 'label.value', name=choice.label, value=choice.question)}"
    if answer.related:
        yield ""
        yield message(language, "answer.related")
    for citation in answer.related:
        yield f"  {citation.locator}  ({citation.source})"
        yield f"    {' '.join(citation.quote.split())}"
    if answer.nearest:
        yield ""
        yield message(language, "answer.nearest")
    for passage in answer.nearest:
        yield f"  {passage.title}  {' › '.join(passage.section)}"
        yield f"    {shortened(' '.join(passage.text.split()), _NEAREST_CHARACTERS)}"


def aligned(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Rows of words in columns: a Han character takes two places of a terminal."""
    widths = [max(map(_places, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        padded = (word + " " * (width - _places(word)) for word, width in zip(row, widths, strict=True))
        yield "  ".join(padded).rstrip()


def _places(text: str) -> int:
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)


def _read_otherwise(citation: Citation, language: Language) -> Iterator[str]:
    for correction in citation.corrections:
        said = message(language, "answer.read_otherwise", stands=correction.text, reads=correction.reads)
        yield f"    {said}"


def verdict_lines(verdict: Verdict) -> Iterator[str]:
    """A verdict for a person: what it is and why, what differs, then the quotes with their places."""
    language = language_of(verdict.claim)
    yield f"{SIGNS[verdict.verdict]} {verdict_name(language, verdict.verdict)}"
    if verdict.reason:
        yield f"  {verdict.reason}"
    if verdict.read_as and verdict.read_as != verdict.claim:
        name = message(language, "claim.read_as")
        yield f"  {message(language, 'label.value', name=name, value=verdict.read_as)}"
    for mismatch in verdict.mismatches:
        yield f"  {difference(language, mismatch)}"
    if verdict.citations:
        yield ""
    for citation in verdict.citations:
        stance = "" if citation.stance is None else f"{stance_name(language, citation.stance)}  "
        yield f"[{citation.n}] {stance}{citation.locator}  ({citation.source})"
        yield f"    {' '.join(citation.quote.split())}"
        yield from _read_otherwise(citation, language)


def again_lines(found: "Sequence[CheckedAgain]") -> Iterator[str]:
    """The claims whose verdict has changed, each with what it was and is and the quote that says so; then how many."""
    for one in found:
        language = language_of(one.kept.shown)
        if one.changed and one.verdict is not None:
            was, now = (verdict_name(language, label) for label in (one.before or "unread", one.verdict.verdict))
            yield f"{SIGNS[one.verdict.verdict]} {was} → {now}  {one.kept.id}  {' '.join(one.kept.claim.split())}"
            if one.kept.overruled is not None:
                name = message(language, "verdict.overruled")
                said = verdict_name(language, one.kept.overruled.verdict)
                yield f"    {message(language, 'label.value', name=name, value=said)}"
            for citation in one.verdict.citations[:1]:
                yield f"    {citation.locator}: {' '.join(citation.quote.split())}"
        elif one.verdict is None:
            yield f"! {one.kept.id}  {one.error}"
    changed = sum(one.changed and one.verdict is not None for one in found)
    yield f"{changed} of {len(found)} verdict{'' if len(found) == 1 else 's'} changed"


def record_line(record: dict[str, Any]) -> str:
    """A claim of a batch on one line."""
    claim = " ".join(record["claim"].split())
    name = verdict_name(language_of(claim), record["verdict"])
    return f"{SIGNS[record['verdict']]} {name}  {record['id']}  {claim}"


def counted_line(labels: Sequence[str]) -> str:
    """How many claims got each verdict; an empty label stands for a row that is none."""
    named = [(label, label) for label in get_args(Label)] + [("", "unread")]
    counts = [f"{verdict_name('en', name).lower()} {labels.count(label)}" for label, name in named if label in labels]
    return f"{len(labels)} claim{'' if len(labels) == 1 else 's'}: {', '.join(counts)}"
