"""What a Word document's styles say: the levels of headings, hidden and struck-out text, numbers."""

import re
from dataclasses import dataclass
from functools import lru_cache

import lxml.etree as etree

from index.parsing.package import child, local, value, whole
from index.patterns import regex

_HEADING_NAME = regex(r"(?:heading|标题|標題|überschrift|titre)\s*([1-9])", re.IGNORECASE)
_TITLE_NAMES = frozenset({"title", "标题", "標題"})
_ON = frozenset({"", "1", "true", "on"})
# Styles inherit from styles; Word's own chains are no longer.
_LONGEST_CHAIN = 12
# Fonts of pictures, in which a letter is drawn as something else.
PICTURE_FONTS = frozenset({"wingdings", "wingdings 2", "wingdings 3", "webdings", "symbol"})


@dataclass(frozen=True, slots=True)
class Look:
    """How letters look, as far as it tells what they say; None: not said here, so inherited."""

    hidden: bool | None = None
    struck: bool | None = None
    raised: bool | None = None
    font: str | None = None

    def over(self, below: "Look") -> "Look":
        """This look, with what it does not say taken from `below`."""
        return Look(
            below.hidden if self.hidden is None else self.hidden,
            below.struck if self.struck is None else self.struck,
            below.raised if self.raised is None else self.raised,
            below.font if self.font is None else self.font,
        )


@dataclass(frozen=True, slots=True)
class Numbered:
    """That a paragraph bears a number of a list: `list_id` 0 takes it away, None leaves it to the style."""

    list_id: int | None = None
    level: int | None = None


@dataclass(frozen=True, slots=True)
class Style:
    """A style with all that it inherits. `level` is the outline level, 1 the highest, 0 none.

    `contents`: a line of a table of contents.
    """

    identity: str = ""
    level: int = 0
    contents: bool = False
    look: Look = Look()
    numbered: Numbered = Numbered()


@dataclass(frozen=True, slots=True)
class Properties:
    """What a paragraph's own properties state: the id of its style, its number, and its outline level.

    `level` is 1 for the highest, 0 for body text, None where none is stated. `mark_is_gone`: a tracked change deletes
    the paragraph's mark or moves it away, which joins it to the next.
    """

    style: str = ""
    level: int | None = None
    numbered: Numbered = Numbered()
    mark_is_gone: bool = False

    @classmethod
    def of(cls, properties: etree._Element | None) -> "Properties":
        """What a `pPr` states; nothing where there is none."""
        if properties is None:
            return _UNSTATED
        # Of several with one name the first counts.
        stated = {local(each): each for each in reversed(properties)}
        outline = whole(value(stated.get("outlineLvl")))
        return cls(
            value(stated.get("pStyle")),
            None if outline is None else outline + 1 if outline < 9 else 0,
            _numbered(stated.get("numPr")),
            any(local(each) in ("del", "moveFrom") for each in stated.get("rPr", ())),
        )


_UNSTATED = Properties()


def _numbered(number: etree._Element | None) -> Numbered:
    if number is None:
        return Numbered()
    return Numbered(whole(value(number.find("{*}numId"))), whole(value(number.find("{*}ilvl"))))


class Styles:
    """A document's styles by id; the default paragraph style stands under the empty id."""

    def __init__(self, root: etree._Element | None) -> None:
        elements = {} if root is None else {value(style, "styleId"): style for style in root.iter("{*}style")}
        self._styles = {identity: _style(identity, element, elements) for identity, element in elements.items()}
        for identity, element in elements.items():
            if value(element, "default") in ("1", "true") and value(element, "type") == "paragraph":
                self._styles[""] = self._styles[identity]

    def of_paragraph(self, identity: str) -> Style:
        """The style that a paragraph names; the default one where `identity` is empty."""
        return self._styles.get(identity) or _built_in(identity)

    def of_run(self, properties: etree._Element | None) -> Look:
        """What a run's own properties and its character style say."""
        if properties is None:
            return Look()
        own = look_of(properties)
        reference = child(properties, "rStyle")
        inherited = self._styles.get(value(reference)) if reference is not None else None
        return own if inherited is None else own.over(inherited.look)


def look_of(properties: etree._Element | None) -> Look:
    """What run properties say themselves; letters one point high or less are hidden (`sz` counts half points)."""
    if properties is None:
        return Look()
    hidden, struck, raised, font = None, None, None, None
    for each in properties:
        name = local(each)
        if name == "vanish" or (name == "sz" and value(each) in ("0", "1", "2")):
            hidden = is_on(each) or name == "sz"
        elif name in ("strike", "dstrike"):
            struck = struck or is_on(each)
        elif name == "vertAlign":
            raised = value(each) == "superscript"
        elif name == "rFonts":
            stated = (value(each, "ascii") or value(each, "hAnsi")).lower()
            font = stated or None
    return Look(hidden, struck, raised, font)


def is_on(element: etree._Element | None) -> bool:
    """Whether a switch is there and not turned off."""
    return element is not None and value(element) in _ON


def _style(identity: str, element: etree._Element, elements: dict[str, etree._Element]) -> Style:
    contents, look, numbered = False, Look(), Numbered()
    level: int | None = None
    current: etree._Element | None = element
    for _ in range(_LONGEST_CHAIN):
        if current is None:
            break
        name = value(current.find("{*}name"))
        properties = Properties.of(current.find("{*}pPr"))
        contents = contents or name.lower().startswith("toc ")
        if level is None:
            level = properties.level
        if level is None:
            level = _named_level(name) or None
        look = look.over(look_of(current.find("{*}rPr")))
        own = properties.numbered
        numbered = Numbered(
            own.list_id if numbered.list_id is None else numbered.list_id,
            own.level if numbered.level is None else numbered.level,
        )
        current = elements.get(value(current.find("{*}basedOn")))
    return Style(identity, 0 if contents else level or 0, contents, look, numbered)


@lru_cache(maxsize=256)
def _built_in(identity: str) -> Style:
    """A style that the file names and does not define: Word's own, whose id is its name without spaces."""
    contents = re.fullmatch(r"TOC\d", identity) is not None
    return Style(identity, 0 if contents else _named_level(identity), contents)


def _named_level(name: str) -> int:
    if name.lower().strip() in _TITLE_NAMES:
        return 1
    match = _HEADING_NAME.fullmatch(name.strip())
    return int(match.group(1)) if match else 0
