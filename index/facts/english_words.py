"""An English sentence as words: canonical forms, figures, periods and marks."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from index.facts.english_periods import When, find_periods
from index.facts.fact import Bound, Context, Figure
from index.lexicon.loading import read_table
from index.patterns import regex
from index.text.quantities import find_quantities
from index.text.quantity_words import Hedge

_BOUNDS = {
    Hedge.EXACT: Bound.EXACT,
    Hedge.ABOUT: Bound.ABOUT,
    Hedge.NEARLY: Bound.NEAR,
    Hedge.AT_LEAST: Bound.OVER,
    Hedge.AT_MOST: Bound.UNDER,
}
_TOKEN = regex(
    r"\b(?:can|won)['’]t\b|n['’]t\b|\b(?:[A-Z]\.){2,}(?=[\s,;)]|$)"
    r"|[A-Za-zÀ-ɏ](?:(?!n['’]t\b)[A-Za-zÀ-ɏ0-9])*(?:[-./&][A-Za-zÀ-ɏ0-9]+)*"
    r"|\d[\d,.]*[A-Za-z]*|['’](?:s|ve|re|ll)\b|[^\sA-Za-z0-9]"
)
_HEDGE = regex(
    r"(?:(?:about|approximately|around|roughly|some|an\s+estimated|approx\.?|nearly|almost|close\s+to|just\s+under|just\s+over|over|"
    r"more\s+than|above|exceed(?:ed|ing|s)?|at\s+least|no\s+less\s+than|surpass(?:ed|ing|es)?|upwards?\s+of|topped|greater\s+than|[>≥<≤]|"
    r"not\s+(?:less|fewer)\s+than|no\s+fewer\s+than|up\s+to|at\s+most|no\s+more\s+than|not\s+more\s+than|less\s+than|under|below|fewer\s+than|within|"
    r"not\s+exceed(?:ing)?|well\s+over|as\s+(?:many|much)\s+as|just)\s*)$",
    re.IGNORECASE,
)
_BEHIND = regex(
    r"\s?(?:or\s+(?:more|higher|above|over|less|lower|below|under|fewer|so|thereabouts))\b|(?:-plus\b|\+)(?!\d)",
    re.IGNORECASE,
)
# Hedges that bound a figure from above and from below, as they are written.
_AT_MOST = frozenset({"as many as", "as much as", "not more than", "no more than", "<", "≤"})
_AT_LEAST = frozenset(
    {"not less than", "not fewer than", "no less than", "no fewer than", "upward of", "upwards of", ">", "≥"}
)
_ORDINAL = regex(
    r"\b(?:no\.?\s?(?P<number>\d{1,3})|number\s(?P<named>one|two|three|four|five|six|seven|eight|nine|ten)"
    r"|(?P<digits>\d{1,3})(?:st|nd|rd|th)|(?P<word>first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|"
    r"eleventh|twelfth)|(?<=\byear\s)(?P<behind>one|two|three|four|five|six|seven|eight|nine|ten))(?:-(?=(?:largest|biggest|highest|lowest|smallest|best|fastest|placed|ranked)\b)|(?![\w-]))",
    re.IGNORECASE,
)
_WORDS = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
]
_CARDINALS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]


@dataclass(frozen=True, slots=True)
class Word:
    """`[start, end)` of a text. `kind`: word, figure, mark, when. `value` is canonical, `written` lower case."""

    start: int
    end: int
    kind: str
    value: str
    written: str
    classes: frozenset[str] = frozenset()
    figure: Figure | None = None
    when: When | None = None

    def has(self, *kinds: str) -> bool:
        """Whether it is of one of these classes."""
        return any(kind in self.classes for kind in kinds)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The closed classes: form to its classes, longest form in words, plurals, verb forms to their verb."""

    classes: dict[str, frozenset[str]]
    longest: int
    plurals: dict[str, str]
    verbs: dict[str, str]
    past: frozenset[str]
    same: dict[str, str]
    kinds: dict[str, frozenset[str]] = field(default_factory=dict)


class _Row(NamedTuple):
    """Forms of a closed class, or of a verb, with what they stand for; _ is a blank."""

    kind: str
    canonical: str
    forms: str


def _forms() -> Iterator[tuple[str, str, str]]:
    for row in read_table("facts/english", _Row):
        for form in row.forms.split():
            yield row.kind, row.canonical, form.replace("_", " ")


@cache
def lexicon() -> Lexicon:
    """The English words, read once."""
    classes: dict[str, set[str]] = {}
    plurals: dict[str, str] = {}
    verbs: dict[str, str] = {}
    past: set[str] = set()
    same: dict[str, str] = {}
    kinds: dict[str, set[str]] = {}
    for kind, canonical, form in _forms():
        kinds.setdefault(kind, set()).add(form)
        if kind == "plural":
            plurals[form] = canonical
        elif kind == "irregular":
            verbs[form] = canonical
            if form not in (canonical, canonical + "s", canonical + "es") and not form.endswith("ing"):
                past.add(form)
        elif kind == "regular":
            for inflected in _inflected(form):
                verbs[inflected] = form
        elif kind in ("same", "share"):
            same[form] = canonical
        if kind not in (
            "plural",
            "irregular",
            "regular",
            "same",
            "share",
            "up",
            "up_loose",
            "down",
            "cut",
            "raise",
            "level",
        ):
            classes.setdefault(form, set()).add(kind)
    # Their past is their base form, so that only what stands around it tells.
    past |= {"cut", "set", "put", "let", "spread"}
    longest = max(form.count(" ") + 1 for form in classes)
    return Lexicon(
        {form: frozenset(found) for form, found in classes.items()},
        longest,
        plurals,
        verbs,
        frozenset(past),
        same,
        {kind: frozenset(found) for kind, found in kinds.items()},
    )


def _inflected(verb: str) -> Iterator[str]:
    stem = verb.removesuffix("e")
    yield from (verb, verb + "s", stem + "ed", stem + "ing")
    if verb.endswith("y") and verb[-2] not in "aeiou":
        yield from (verb[:-1] + "ies", verb[:-1] + "ied")
    if verb.endswith(("s", "x", "ch", "sh")):
        yield verb + "es"
    yield from (verb + verb[-1] + "ed", verb + verb[-1] + "ing")


def singular(word: str) -> str:
    """A noun's singular; a word that only looks like a plural stays."""
    known = lexicon()
    if word in known.plurals:
        return known.plurals[word]
    if "-" in word:
        head, _, last = word.rpartition("-")
        return f"{head}-{singular(last)}" if last else word
    if (
        word in known.kinds["keep_s"]
        or len(word) < 4
        or not word.endswith("s")
        or word.endswith(("ss", "us", "is", "ous"))
    ):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("sses", "xes", "ches", "shes", "zes")):
        return word[:-2]
    return word[:-1]


def verb_of(word: str) -> str | None:
    """The verb that a form is of, known or by its ending (-ed); None for others. Verbs that mean the same are one."""
    known = lexicon()
    verb = known.verbs.get(word)
    if verb is None and word.endswith("ed") and len(word) > 4 and "-" not in word:
        verb = word[:-3] if word[-3] == word[-4] and word[-3] not in "els" else word[:-2]
    return None if verb is None else known.same.get(verb, verb)


def is_past(word: str) -> bool:
    """Whether a form is a past or a participle."""
    return word in lexicon().past or (word.endswith("ed") and verb_of(word) is not None)


def words(text: str, context: Context) -> list[Word]:
    """The words of a text, in order, hedges inside their figures; names of the text's own issuer are blanked."""
    taken: list[Word] = [_figure(text, start, end, figure) for start, end, figure in _figures(text)]
    whens = list(find_periods(text, context))
    kept = [one for one in taken if not any(when.start < one.end and one.start < when.end for when in whens)]
    spans = sorted(
        [*kept, *(Word(when.start, when.end, "when", "", "", when=when) for when in whens)], key=lambda one: one.start
    )
    found: list[Word] = []
    at = 0
    for span in [*spans, None]:
        until = len(text) if span is None else span.start
        found.extend(_plain(text, at, until))
        if span is not None:
            found.append(span)
            at = max(at, span.end)
    return found


def _is_name(text: str, start: int, end: int) -> bool:
    """Whether a number belongs to a name before it: Scope 1, Scope 1 and 2, Phase 3."""
    before = re.search(r"([A-Za-z]+)\s(?:\d{1,3}\s?(?:,|and|or|to|-)\s)*$", text[:start])
    return before is not None and text[start:end].isdigit() and before[1].lower() in lexicon().kinds["numbered"]


def _figures(text: str) -> Iterator[tuple[int, int, Figure]]:
    ordinals = list(_ORDINAL.finditer(text))
    # "No. 3" and "number three" are places in an order, but "no 3% limit" is not.
    placed = [match for match in ordinals if match["number"] or match["named"] or match["behind"]]
    found = [
        quantity
        for quantity in find_quantities(text)
        if quantity.unit or not any(match.end() == quantity.end for match in placed)
    ]
    for quantity in found:
        start, end = quantity.start, quantity.end
        if quantity.low != quantity.high and (parted := _by_and_to(text, start, end)):
            yield from parted
            continue
        if quantity.unit in ("第", "月", "日", "号") or _is_name(text, start, end):
            continue
        if hedge := _HEDGE.search(text, max(0, start - 20), start):
            if hedge[0].strip().lower() == "within" and quantity.unit in _TIMES:
                # "within 30 days" is how long something may take, no rounding of it.
                hedge, quantity = None, replace(quantity, hedge=Hedge.EXACT)
            else:
                start = hedge.start()
        if behind := _BEHIND.match(text, end):
            end = behind.end()
        if not quantity.unit and (scaled := _SCALED.search(text, max(0, start - 40), start)):
            scale = _SCALES[scaled["scale"].lower().rstrip("s")]
            low, high = quantity.low * scale, quantity.high * scale
            quantity = replace(quantity, low=low, high=high, round_step=quantity.round_step * scale)
        bound = _BOUNDS[quantity.hedge]
        if hedge:
            told = " ".join(hedge[0].lower().split())
            if told in _AT_MOST:
                bound = Bound.UNDER
            elif told in _AT_LEAST:
                bound = Bound.OVER
        if behind and behind[0].lower() in ("-plus", "+"):
            bound = Bound.OVER
        step = quantity.round_step
        yield (
            start,
            end,
            Figure(
                quantity.start,
                quantity.end,
                text[quantity.start : quantity.end],
                quantity.low,
                quantity.high,
                quantity.unit,
                bound,
                step,
            ),
        )
    for match in ordinals:
        if any(one.start < match.end() and match.start() < one.end for one in found):
            continue
        value = _ordinal(match)
        one = Decimal(value)
        yield (
            match.start(),
            match.end(),
            Figure(match.start(), match.end(), match[0], one, one, "第", Bound.EXACT, Decimal(1)),
        )


_TIMES = frozenset({"天", "年", "月数", "小时", "分钟", "秒", "周"})
# "Hours worked (million) were 33.9", as a table's row is named.
_SCALED = regex(r"\((?:in\s+)?(?P<scale>thousands?|millions?|billions?)\)[\w\s:]{0,24}$", re.IGNORECASE)
_SCALES = {"thousand": Decimal(1_000), "million": Decimal(1_000_000), "billion": Decimal(1_000_000_000)}


def _by_and_to(text: str, start: int, end: int) -> list[tuple[int, int, Figure]]:
    """The two figures of "rose by 120 to 4,310", which is no range; none where it is one."""
    joined = re.search(r"\s+to\s+", text[start:end])
    if joined is None or not re.search(r"\bby\s+$", text[max(0, start - 5) : start], re.IGNORECASE):
        return []
    first, second = text[start : start + joined.start()], text[start + joined.end() : end]
    found = [(at, one) for at, own in ((start, first), (start + joined.end(), second)) for one in find_quantities(own)]
    if len(found) != 2:
        return []
    return [
        (
            at + one.start,
            at + one.end,
            Figure(
                at + one.start,
                at + one.end,
                text[at + one.start : at + one.end],
                one.low,
                one.high,
                one.unit,
                _BOUNDS[one.hedge],
                one.round_step,
            ),
        )
        for at, one in found
    ]


def _ordinal(match: re.Match[str]) -> int:
    if match["word"]:
        return _WORDS.index(match["word"].lower()) + 1
    if named := match["named"] or match["behind"]:
        return _CARDINALS.index(named.lower()) + 1
    return int(match["number"] or match["digits"])


def _figure(text: str, start: int, end: int, figure: Figure) -> Word:
    return Word(start, end, "figure", "№" if figure.unit == "第" else "#", text[start:end].lower(), figure=figure)


def _plain(text: str, start: int, end: int) -> Iterator[Word]:
    known = lexicon()
    parts = list(_TOKEN.finditer(text, start, end))
    at = 0
    while at < len(parts):
        for length in range(min(known.longest, len(parts) - at), 0, -1):
            form = " ".join(part[0].lower().replace("’", "'") for part in parts[at : at + length])
            if form in known.classes or length == 1:
                break
        first, last = parts[at], parts[at + length - 1]
        at += length
        if form[0].isalnum() or form in ("'s", "n't", "'ve", "'re", "'ll"):
            classes = known.classes.get(form, frozenset())
            yield Word(first.start(), last.end(), "word", singular(form), form, classes)
        else:
            yield Word(first.start(), last.end(), "mark", form, form)


_THE_COMPANY = regex(r"\bthe\s+(?:company|group|corporation)(?P<owner>['’]s)?(?![\w-])(?!\s+of\b)", re.IGNORECASE)


def blanked(text: str, names: tuple[str, ...]) -> str:
    """The text with these names, its own issuer's, as "we" and "our", character for character.

    Where the issuer is a company, "the company" is it, too.
    """
    if any(name.split()[-1].lower().strip(".,") in lexicon().kinds["company"] for name in names if name.strip()):
        text = _THE_COMPANY.sub(lambda match: ("our" if match["owner"] else "we").ljust(len(match[0])), text)
    for name in sorted(names, key=len, reverse=True):
        pattern = re.compile(rf"\b(?:the\s+)?{re.escape(name)}(?P<owner>['’]s?)?(?![\w-])", re.IGNORECASE)
        text = pattern.sub(lambda match: ("our" if match["owner"] else "we").ljust(len(match[0])), text)
    return text


def short_names(issuer: str) -> tuple[str, ...]:
    """An issuer's name as written, and without the words that say what kind of company it is."""
    parts = issuer.split()
    names = [issuer] if parts else []
    while len(parts) > 1 and parts[-1].lower().strip(".,") in lexicon().kinds["company"]:
        parts.pop()
        names.append(" ".join(parts).rstrip(","))
    return tuple(names)


_PLAN_HEADING = regex(
    r"\b(?:targets|goals|plans?|outlook|priorities) (?:for|to|until) (?:19|20)\d\d|^(?:outlook|our plans?)$",
    re.IGNORECASE,
)


_COMPANY = regex(r"(?:[A-Z][\w'-]+|&)(?:\s(?:[A-Z][\w'-]+|&)){1,4}")


def own_names(issuer: str | None, text: str) -> tuple[str, ...]:
    """What a report calls its own issuer: as told, else the company that its first page names most often."""
    if issuer is not None:
        return (*short_names(issuer), *_also_known_as(issuer, text)) if issuer.isascii() else ()
    endings = lexicon().kinds["company"]
    named = Counter(
        match[0]
        for match in _COMPANY.finditer(text[:6000])
        if match[0].split()[-1].lower() in endings and match[0][0] != "&"
    )
    return short_names(named.most_common(1)[0][0]) if named else ()


_COUNTRY = regex(r"^(?:the\s+)?(?:u\.?s\.?a?|united\s+states|u\.?k\.?)\s+(?:of\s+america\s+)?", re.IGNORECASE)
_SITE = regex(r"\.(?:com|org|net)\b.*$", re.IGNORECASE)


def _also_known_as(issuer: str, text: str) -> list[str]:
    """An issuer's initials, without its country (EPA), and its name without its site's ending, as its report says."""
    initials = "".join(re.findall(r"\b[A-Z]", _COUNTRY.sub("", issuer)))
    site = _SITE.sub("", issuer)
    names = [initials] if len(initials) > 2 else []
    names += [site.capitalize() if site.isupper() else site] if site != issuer else []
    return [name for name in names if re.search(rf"\b{re.escape(name)}\b", text)]


def is_plan_heading(title: str) -> bool:
    """Whether a heading says that what follows is planned ("Targets for 2025")."""
    return _PLAN_HEADING.search(title) is not None
