"""A paragraph's text as a reader sees it: fields, symbols, tracked changes as accepted, struck-out text left out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import lxml.etree as etree

from index.parsing.package import child, local, value, whole
from index.parsing.raised import NOTE_MARK_REASON, raised
from index.parsing.word.mathematics import math_text
from index.parsing.word.styles import PICTURE_FONTS, Look, Styles
from index.parsing.word.symbols import redrawn, symbol
from index.patterns import regex

HIDDEN_REASON = "hidden text"
STRUCK_REASON = "struck-through text"
PLACEHOLDER_REASON = "placeholder"

# Text deleted or moved away under tracked changes, phonetic guides, and properties.
_SKIPPED = frozenset(
    {"del", "moveFrom", "delText", "delInstrText", "rt", "pPr", "rPr", "sectPr"}
    | {"sdtPr", "sdtEndPr", "tblPr", "tblGrid"}
)
# What only holds others: content controls, tracked insertions, tags of other programs.
_HOLDERS = frozenset({"sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"})
_BREAKS = {"tab": "\t", "ptab": "\t", "cr": "\n", "br": "\n", "noBreakHyphen": "-"}
_TEXTS = frozenset({"t", "sym", "chart", "relIds", "textpath"})
# Fields that number pages: their last value says nothing of the text.
_PAGE_FIELD = regex(r"\s*(?:PAGE|NUMPAGES|SECTIONPAGES)\b", re.IGNORECASE)
_CONTENTS_FIELD = regex(r"\s*TOC\b", re.IGNORECASE)
# Behind a number it needs a space: 1 1/2.
_FRACTION = regex(r"\d+/\d")
_TICKED, _EMPTY = "☑", "□"


def shown(element: etree._Element) -> Iterator[tuple[str, etree._Element]]:
    """An element's children that a reader sees, each behind its local name.

    Those that only hold others are replaced by what they hold.
    """
    for each in element:
        name = local(each)
        if name == "AlternateContent":
            yield from shown(_alternative(each))
        elif name in _HOLDERS:
            if name == "sdt" and (box := _check_box(each)) is not None:
                yield "r", box
            else:
                yield from shown(each)
        elif name and name not in _SKIPPED:
            yield name, each


def _alternative(element: etree._Element) -> etree._Element:
    """The one version of a thing that a reader sees: the newest, or the older copy where the newest holds no text."""
    choices = [child for child in element if local(child) in ("Choice", "Fallback")]
    with_text = (each for each in choices if any(local(inner) in _TEXTS for inner in each.iter()))
    return next(with_text, choices[0] if choices else element)


def _check_box(control: etree._Element) -> etree._Element | None:
    """A run with the box of a content control that is a check box and holds no text of its own; else None."""
    box = control.find("{*}sdtPr/{*}checkbox")
    content = control.find("{*}sdtContent")
    if box is None or (content is not None and any(local(each) in ("t", "sym") for each in content.iter())):
        return None
    run = etree.Element("r")
    ticked = value(box.find("{*}checked")) in ("1", "true", "on")
    etree.SubElement(run, "t").text = _TICKED if ticked else _EMPTY
    return run


def empty_placeholders(root: etree._Element) -> Iterator[str]:
    """Take the prompts ("click here to enter text") out of controls that nobody filled in; gives their texts."""
    for control in root.iter("{*}sdt"):
        content = control.find("{*}sdtContent")
        if control.find("{*}sdtPr/{*}showingPlcHdr") is None or content is None:
            continue
        if control.find("{*}sdtPr/{*}checkbox") is not None:
            continue
        texts = list(content.iter("{*}t"))
        yield "".join(each.text or "" for each in texts)
        for each in texts:
            each.text = ""


@dataclass(slots=True)
class Runs:
    """A paragraph's text as it is gathered, what of it does not count and why, and what hangs on it.

    `notes` are (kind, id) of footnotes, endnotes and comments.
    """

    pieces: list[str] = field(default_factory=list)
    removed: list[tuple[str, str]] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    graphics: list[etree._Element] = field(default_factory=list)
    in_contents: bool = False
    _left_at: int = -1

    @property
    def text(self) -> str:
        """What was gathered."""
        return "".join(self.pieces)

    def leave_out(self, text: str, reason: str) -> None:
        """Keep what does not count; neighbours with the same reason are one."""
        if self.removed and self.removed[-1][1] == reason and self._left_at == len(self.pieces):
            self.removed[-1] = (self.removed[-1][0] + text, reason)
        elif text:
            self.removed.append((text, reason))
        self._left_at = len(self.pieces)


@dataclass(slots=True)
class _Field:
    """A field that is being read: its instruction, then its result, else the value that its form states."""

    value: str = ""
    instruction: str = ""
    in_result: bool = False
    has_text: bool = False


_NOTES = {"footnoteReference": "footnote", "endnoteReference": "endnote", "commentReference": "comment"}


class RunReader:
    """Gathers paragraphs one after another; a field may reach over several."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._fields: list[_Field] = []

    def gather(self, paragraph: etree._Element, runs: Runs, base: Look) -> None:
        """Add what a paragraph says to `runs`; `base` is how its style makes letters look."""
        begins_inside = self._is_in_contents()
        self._gather(paragraph, runs, base)
        runs.in_contents = runs.in_contents or begins_inside or self._is_in_contents()
        # Instructions end in their paragraph: one that does not lost its end, and must not swallow the text.
        self._fields = [each for each in self._fields if each.in_result]

    def _is_in_contents(self) -> bool:
        return any(_CONTENTS_FIELD.match(each.instruction) for each in self._fields)

    def _gather(self, element: etree._Element, runs: Runs, look: Look) -> None:
        for name, each in shown(element):
            if name == "r":
                properties = child(each, "rPr")
                own = look if properties is None else self._styles.of_run(properties).over(look)
                self._gather(each, runs, own)
            elif name == "t":
                self._say(each.text or "", runs, look)
            elif name == "sym":
                self._say(_sym(each), runs, look, drawn=True)
            elif name in _BREAKS:
                self._say(_BREAKS[name], runs, look, drawn=True)
            elif name == "oMath":
                formula = math_text(each)
                mixed = runs.text[-1:].isdigit() and _FRACTION.match(formula)
                self._say(f" {formula}" if mixed else formula, runs, look)
            elif name == "txbxContent":
                runs.boxes.append(each)
            elif name in _NOTES:
                runs.notes.append((_NOTES[name], value(each, "id")))
            elif name in ("chart", "relIds"):
                runs.graphics.append(each)
            elif name == "textpath":
                runs.boxes.append(_word_art(each))
            elif name == "fldSimple":
                if not _PAGE_FIELD.match(value(each, "instr")):
                    self._gather(each, runs, look)
            elif name == "fldChar":
                self._field(each, runs, look)
            elif name == "instrText":
                if self._fields:
                    self._fields[-1].instruction += each.text or ""
            else:
                self._gather(each, runs, look)

    def _field(self, mark: etree._Element, runs: Runs, look: Look) -> None:
        kind = value(mark, "fldCharType")
        if kind == "begin":
            self._fields.append(_Field(_form_value(mark.find("{*}ffData"))))
        elif kind == "separate" and self._fields:
            self._fields[-1].in_result = True
        elif kind == "end" and self._fields:
            ended = self._fields.pop()
            if not ended.has_text:
                self._say(ended.value, runs, look, drawn=True)

    def _say(self, text: str, runs: Runs, look: Look, *, drawn: bool = False) -> None:
        if not text or self._is_instruction():
            return
        for each in self._fields:
            each.has_text = each.has_text or bool(text.strip())
        if look.font in PICTURE_FONTS and not drawn:
            text = redrawn(look.font or "", text)
        if look.hidden:
            runs.leave_out(text, HIDDEN_REASON)
        elif look.struck:
            runs.leave_out(text, STRUCK_REASON)
        elif look.raised and text.strip():
            said, note = raised(text, runs.text[-12:])
            runs.pieces += [said] if said else []
            if note:
                runs.leave_out(note, NOTE_MARK_REASON)
        else:
            runs.pieces.append(text)

    def _is_instruction(self) -> bool:
        """Whether what is read is a part of an instruction, or counts pages.

        Text of a field's own instruction is not in `t` elements: only what a field inside it gives.
        """
        return bool(self._fields) and (
            any(not each.in_result for each in self._fields[:-1])
            or any(_PAGE_FIELD.match(each.instruction) for each in self._fields)
        )


def _sym(element: etree._Element) -> str:
    code = value(element, "char")
    try:
        return symbol(value(element, "font"), int(code, 16))
    except ValueError:
        return ""


def _word_art(path: etree._Element) -> etree._Element:
    """A line of decorated letters, as a box that holds one paragraph."""
    box = etree.Element("txbxContent")
    etree.SubElement(etree.SubElement(etree.SubElement(box, "p"), "r"), "t").text = value(path, "string")
    return box


def _form_value(form: etree._Element | None) -> str:
    """What a form field of the old kind shows where no text stands in it: a box, a choice, the text it starts with."""
    if form is None:
        return ""
    box = form.find("{*}checkBox")
    if box is not None:
        state = box.find("{*}checked")
        if state is None:
            state = box.find("{*}default")
        ticked = state is not None and (value(state) or "1") in ("1", "true", "on")
        return _TICKED if ticked else _EMPTY
    choices = form.find("{*}ddList")
    if choices is not None:
        entries = [value(each) for each in choices.iter("{*}listEntry")]
        chosen = whole(value(choices.find("{*}result")) or value(choices.find("{*}default")) or "0")
        return entries[chosen] if chosen is not None and chosen < len(entries) else ""
    return value(form.find("{*}textInput/{*}default"))
