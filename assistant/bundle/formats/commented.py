"""The article as it came, a Word comment at each claim: its verdict, what differs, the quotes, a person's own verdict.

Only comments are put in, and a run of letters is cut in two where a claim begins or ends inside it; no word changes.
"""

import copy
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import docx
from docx.oxml.ns import qn
from docx.text.run import Run

from assistant.bundle.escaping import one_line
from assistant.bundle.schema import Bundle, KeptClaim
from assistant.errors import WrongUsage
from assistant.messages import Language, message
from assistant.messages.sentences import shortened
from assistant.messages.verdict_reasons import verdict_reason_in
from assistant.messages.verdicts import SIGNS, mismatch_name, stance_name, verdict_name
from index.text.script import language_of

AUTHOR, INITIALS = "Wenju", "W"
QUOTES = 3  # of a claim that a comment holds; the evidence page has them all
_QUOTE = 300  # characters of one
_KEPT = "%‰°"  # marks that belong to a figure
_LETTERS = frozenset({qn("w:t"), qn("w:rPr")})


@dataclass(frozen=True, slots=True)
class Commented:
    """The document's file, and the claims whose words were not found in it: their comments stand at its beginning."""

    content: bytes
    unplaced: tuple[str, ...]


def commented(original: bytes, bundle: Bundle) -> Commented:
    """The .docx `original` with a comment for each claim of the bundle, which are in the article's order.

    Raises WrongUsage where the file is no Word document.
    """
    try:
        document = docx.Document(BytesIO(original))
    except Exception as error:
        raise WrongUsage("the article is no Word document (.docx) that opens; comments can't be put in") from error
    paragraphs = [_Paragraph(element) for element in document.element.body.iter(qn("w:p"))]
    unplaced, behind = [], (0, 0)
    for claim in bundle.claims:
        if claim.verdict is None or claim.verdict == "not_checkable":
            continue
        language = language_of(claim.shown)
        found = _find(paragraphs, claim.claim, behind)
        if found is None:
            unplaced.append(claim.claim)
            runs = next((one.runs() for one in paragraphs if one.letters), [])
        else:
            number, start, end = found
            behind = (number, end)
            runs = paragraphs[number].runs(start, end)
        if runs:
            about = claim.claim if found is None else ""
            comment = document.add_comment([Run(one, document.part) for one in runs], "", AUTHOR, INITIALS)
            lines = list(_lines(claim, about, language))
            comment.paragraphs[0].text = lines[0]
            for line in lines[1:]:
                comment.add_paragraph(line)
    written = BytesIO()
    document.save(written)
    return Commented(written.getvalue(), tuple(unplaced))


def _lines(claim: KeptClaim, about: str, language: Language) -> Iterator[str]:
    """What a comment says, a paragraph each; `about` is the claim where the comment does not stand at it."""
    assert claim.verdict is not None
    yield f"{SIGNS[claim.verdict]} {verdict_name(language, claim.verdict)}"
    if about:
        yield message(language, "label.value", name=message(language, "claim.name"), value=one_line(about))
    if claim.overruled is not None:
        name = message(language, "verdict.overruled")
        said = " ".join(filter(None, (verdict_name(language, claim.overruled.verdict), claim.overruled.note)))
        yield message(language, "label.value", name=name, value=one_line(said))
    if claim.reason:
        yield one_line(verdict_reason_in(claim.reason, language))
    for one in claim.mismatches:
        said = message(language, "claim.both_say", claimed=one.claimed, found=one.found)
        yield message(language, "label.value", name=mismatch_name(language, one.kind), value=one_line(said))
    for citation in claim.citations[:QUOTES]:
        quote = shortened(" ".join(citation.quote.split()), _QUOTE)
        yield f"[{citation.n}] {stance_name(language, citation.stance)} · {citation.locator}: {quote}"


# -- where a claim's words stand


class _Paragraph:
    """A paragraph's letters as they are looked for, and the runs that they are in."""

    def __init__(self, element: Any) -> None:
        self._element = element
        self.letters, self._at = _folded(
            "".join(text.text or "" for run in self._own_runs() for text in run.findall(qn("w:t")))
        )

    def _own_runs(self) -> list[Any]:
        """The runs of this paragraph, not those of a text box inside it nor what is struck out as deleted."""
        return [
            run
            for run in self._element.iter(qn("w:r"))
            if next(run.iterancestors(qn("w:p"))) is self._element and run.find(qn("w:t")) is not None
        ]

    def runs(self, start: int = 0, end: int | None = None) -> list[Any]:
        """The runs that hold the folded letters `[start, end)`, cut so that they hold no others where that can be."""
        if not self._at:
            return []
        first, last = self._at[start], self._at[(len(self._at) if end is None else end) - 1] + 1
        self._cut(first)
        self._cut(last)
        found, place = [], 0
        for run in self._own_runs():
            length = sum(len(text.text or "") for text in run.findall(qn("w:t")))
            if place < last and first < place + length:
                found.append(run)
            place += length
        return found

    def _cut(self, at: int) -> None:
        """Cuts the run around letter `at` in two there. One that holds more than letters is left whole."""
        place = 0
        for run in self._own_runs():
            texts = run.findall(qn("w:t"))
            whole = "".join(text.text or "" for text in texts)
            if place < at < place + len(whole) and all(child.tag in _LETTERS for child in run):
                behind = copy.deepcopy(run)
                _set_text(run, whole[: at - place])
                _set_text(behind, whole[at - place :])
                run.addnext(behind)
                return
            place += len(whole)


def _set_text(run: Any, text: str) -> None:
    first, *rest = run.findall(qn("w:t"))
    for other in rest:
        run.remove(other)
    first.text = text
    first.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _find(paragraphs: Sequence[_Paragraph], words: str, behind: tuple[int, int]) -> tuple[int, int, int] | None:
    """The paragraph and its folded letters `[start, end)` that are a claim's words: behind a place, else before it."""
    wanted, _ = _folded(words)
    first, letter = behind
    places = [(first, letter), *((number, 0) for number in (*range(first + 1, len(paragraphs)), *range(first + 1)))]
    for number, begin in places if wanted and paragraphs else ():
        at = paragraphs[number].letters.find(wanted, begin)
        if at >= 0:
            return number, at, at + len(wanted)
    return None


def _folded(text: str) -> tuple[str, list[int]]:
    """Letters and digits in one form without marks and spaces, and where each stands in the text."""
    letters: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        for folded in unicodedata.normalize("NFKC", character).lower():
            if folded.isalnum() or folded in _KEPT:
                letters.append(folded)
                places.append(place)
    return "".join(letters), places
