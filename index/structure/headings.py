"""Headings of a report: numbered, stated by the file, in capitals, or standing alone between finished sentences."""

import re
from dataclasses import replace

from index.patterns import regex
from index.report import BlockKind, ParsedDocument
from index.structure.capitals import is_capitals
from index.structure.numbered_headings import (
    HEADING_END,
    HIGH,
    OPEN_ENDED,
    SENTENCE_END,
    Heading,
    TextLine,
    lines_of,
    numbered_headings,
)
from index.structure.numbering import NumberingStyle, enumerator_at
from index.structure.openings import repeated_openings, topic_lines
from index.text.script import han_count, has_han

# Of 83 Chinese work reports, the longest heading without a number has 62 characters (1964).
LONGEST_TITLE = 64

STATED = "stated"
TITLE = "title"
CLAUSE = "clause"
CLOSING = "closing"
CAPITALS = "capitals"
MINOR = "minor"

_CLOSING_WORDS = regex(
    r"(?:结束语|结语|名词解释|名词注释|注释|附件|附录|附表|附(?=[：:一二三四五六七八九十\d\s]|$))"
    r"[：:]?(?:[一二三四五六七八九十\d]{1,2}[：:、.．]?)?(?:\s*(?:名词解释|名词注释))?"
    r"|[《〈]政府工作报告[》〉](?:有关内容)?(?:名词)?(?:注释|解释|说明)"
    r"|SIGNATURES?|EXHIBIT INDEX|INDEX TO EXHIBITS"
)
_BARE_ATTACHMENT = regex(r"(?:附件|附录|附表|附)[：:]?[一二三四五六七八九十\d]{0,2}[：:]?")
_GLOSSARY = regex(r"名词|注释|解释")
_FRONT_MATTER = regex(
    r"各位(?:代表|委员|同志|股东|领导)|同志们[：:！!]?$|来源\s*[：:]|[-—\s]*\d{4}年\d{1,2}月\d{1,2}日|政府工作报告$"
)
# Lines in capitals or bold type that head nothing: the contents, dates below a statement's name, a form's cover.
_LATIN_CAPTION = regex(
    r"(?i)(?:table of )?contents|(?:united states )?securities and exchange commission|united states"
    r"|.*\((?:dollars )?in (?:mill|thous)[^)]*\)"
    r"|\(.*\)|(?:.* )?form \d+-?\w+(?: for .*)?|washington,? d\.c\..*"
    r"|(?:(?:for|as of|the) ){0,2}(?:(?:fiscal )?(?:years?|quarters?|(?:\w+ )?months?|periods?) ended )?"
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december) \d.*"
)
_LONGEST_CAPTION = 100
# On a cover, names follow each other; a heading has a body of its own.
_BEHIND_COVER = 200
_COMPANY = regex(r"(?i)\b(?:inc|corp|corporation|company|ltd|limited|plc|co)\.?$")
_FORM_STYLES = {NumberingStyle.PART, NumberingStyle.ITEM}
_LABEL = regex(r"[^：:]{1,12}[：:]\s*\S")
_WORD = regex(r"^[\w“”\"'（(《【\[#§☒☐]")
_FINISHED = regex(r"[。！？!?][”’」』）)]*$")
_FIRST_MARK = regex(r"[，。、；：！？]")


def find_headings(document: ParsedDocument) -> tuple[Heading, ...]:
    """The headings of `document`, in order."""
    lines = lines_of(document)
    found = {heading.start: heading for heading in numbered_headings(document.text, lines)}
    for heading in _unnumbered(document.text, lines, _body_start(document.text, lines), frozenset(found)):
        found.setdefault(heading.start, heading)
    if found:
        ordered = [found[start] for start in sorted(found)]
        for heading in (*repeated_openings(document.text, lines, ordered), *topic_lines(document.text, lines, ordered)):
            found.setdefault(heading.start, heading)
    joined = _joined(document.text, _without_cover(document.text, [found[start] for start in sorted(found)]))
    return _without_glossary(document.text, joined)


def is_closing(heading: str) -> bool:
    """Whether a heading opens what stands behind the report proper: closing words, glossary, attachments."""
    return _CLOSING_WORDS.match(heading) is not None


def _body_start(text: str, lines: list[TextLine]) -> int:
    """Where the report proper begins: behind title, dateline, speaker and salutation."""
    for number, line in enumerate(lines[:15]):
        if _FRONT_MATTER.match(text, line.start, min(line.end, line.start + 30)) and text.startswith(
            "各位", line.start
        ):
            return lines[number + 1].start if number + 1 < len(lines) else line.end
    return lines[1].start if len(lines) > 1 else 0


def _unnumbered(text: str, lines: list[TextLine], body: int, numbered: frozenset[int]) -> list[Heading]:
    """Headings that the file states, closing words, capitals, and short lines between finished sentences."""
    found: list[Heading] = []
    bare: list[int] = []
    for place, line in enumerate(lines):
        if line.start in numbered:
            continue
        words = text[line.start : line.end]
        if line.kind is BlockKind.HEADING and not _WORD.search(words[:3]):
            continue
        if _LATIN_CAPTION.fullmatch(" ".join(words[:_LONGEST_CAPTION].split())):
            continue
        if line.kind is BlockKind.HEADING and line.level:
            found.append(Heading(line.start, line.end, line.end, STATED, level=line.level))
        elif len(words) <= 30 and _CLOSING_WORDS.fullmatch(words):
            found.append(Heading(line.start, line.end, line.end, CLOSING))
        elif line.kind is BlockKind.HEADING or is_capitals(words):
            found.append(Heading(line.start, line.end, line.end, _style(words)))
        elif line.start >= body and line.kind is BlockKind.PARAGRAPH and _could_be_title(words):
            bare.append(place)
    taken = numbered | {heading.start for heading in found}
    found.extend(_standing_alone(text, lines, bare, taken))
    return found


def _style(words: str) -> str:
    """How a heading without number and stated depth ranks: Latin capitals stand above other Latin type."""
    if has_han(words):
        return TITLE
    return CAPITALS if words.upper() == words else MINOR


def _could_be_title(words: str) -> bool:
    """A short line of Han text with no mark of a running sentence."""
    if not 3 <= len(words) <= LONGEST_TITLE or words[-1] in SENTENCE_END + OPEN_ENDED + "'\"":
        return False
    if words[0] in "，。、；：！？）》」』”’—-·…'\"" or any(mark in words for mark in "。！？；\t"):
        return False
    if _FRONT_MATTER.match(words) or _LABEL.match(words) or enumerator_at(words, 0, len(words)):
        return False
    if any(words.count(pair[0]) != words.count(pair[1]) for pair in ("《》", "（）", "“”", "()", "「」")):
        return False
    return han_count(words) >= 3


def _standing_alone(text: str, lines: list[TextLine], bare: list[int], taken: frozenset[int]) -> list[Heading]:
    """Of the short lines at places `bare`, those that stand between finished sentences, with a body behind."""
    found: list[Heading] = []
    position = 0
    while position < len(bare):
        run = [bare[position]]
        while position + 1 < len(bare) and bare[position + 1] == run[-1] + 1:
            position += 1
            run.append(bare[position])
        position += 1
        before = lines[run[0] - 1] if run[0] else None
        after = lines[run[-1] + 1] if run[-1] + 1 < len(lines) else None
        finished = before is None or _FINISHED.search(text, max(before.start, before.end - 4), before.end) is not None
        finished = finished or (before is not None and before.start in taken and text[before.end - 1] not in OPEN_ENDED)
        if len(run) > 2 or not finished or after is None or not _opens_body(text, after, taken):
            continue
        for place in run:
            words = text[lines[place].start : lines[place].end]
            style = CLAUSE if re.search("[，,]", words) else TITLE
            found.append(Heading(lines[place].start, lines[place].end, lines[place].end, style))
    return found


def _opens_body(text: str, line: TextLine, taken: frozenset[int]) -> bool:
    """Whether `line` begins a paragraph or is a heading; not the rest of a sentence cut in two."""
    if line.start in taken:
        return True
    if text[line.start] in "，。、；：！？）》」』”’,.;:":
        return False
    first = _FIRST_MARK.search(text, line.start, min(line.end, line.start + 60))
    ends = line.end - line.start >= 30 or text[line.end - 1] in "。！？"
    return ends and (first is None or first.start() - line.start >= 2)


def _without_cover(text: str, headings: list[Heading]) -> list[Heading]:
    """Without the names on a cover: Latin headings in a row, and names of companies, before any that is numbered."""
    kept: list[Heading] = []
    for place, heading in enumerate(headings):
        words = text[heading.start : heading.end]
        if heading.style not in {CAPITALS, MINOR, STATED} or has_han(words):
            return [*kept, *headings[place:]]
        following = headings[place + 1].start if place + 1 < len(headings) else heading.end + _BEHIND_COVER
        form = heading.style != STATED or any(later.style in _FORM_STYLES for later in headings)
        if not form or (following - heading.end >= _BEHIND_COVER and not _COMPANY.search(words)):
            kept.append(heading)
    return kept


def _joined(text: str, headings: list[Heading]) -> list[Heading]:
    """Headings with the next line added that completes them: 附件 its title, "三、持续提升政府" its second half."""
    kept: list[Heading] = []
    for heading in headings:
        before = kept[-1] if kept else None
        if (
            before
            and heading.style in {TITLE, CLAUSE, CLOSING}
            and not text[before.end : heading.start].strip()
            and (_bare_attachment(text, before) or _cut_short(text, before))
        ):
            kept[-1] = replace(before, end=heading.end, line_end=heading.line_end)
        else:
            kept.append(heading)
    return kept


def _bare_attachment(text: str, heading: Heading) -> bool:
    return heading.style == CLOSING and _BARE_ATTACHMENT.fullmatch(text, heading.start, heading.end) is not None


def _cut_short(text: str, heading: Heading) -> bool:
    """Whether a numbered line is the first half of a heading: short, and no word at its end that ends headings."""
    words = text[heading.start : heading.end]
    return heading.alone and heading.style in HIGH and len(words) <= 12 and not re.search(HEADING_END + "$", words)


def _without_glossary(text: str, headings: list[Heading]) -> tuple[Heading, ...]:
    """Without what stands in a glossary: its entries are numbered and are no sections."""
    kept: list[Heading] = []
    glossary = False
    for heading in headings:
        if heading.style == CLOSING:
            glossary = _GLOSSARY.search(text, heading.start, heading.end) is not None
        elif glossary and heading.style != STATED:
            continue
        kept.append(heading)
    return tuple(kept)
