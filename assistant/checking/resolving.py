"""What a sentence leaves to its surroundings, put into words: 该省, 全县, 同期, 去年, 这一数字, "it", "last year".

The surroundings are the title, the date and the sentences before. Only what stands there is put in; a word that they
don't explain stays as it is. 去年 counts from the article's date, else from the library's newest report.
"""

import re
from dataclasses import dataclass, replace

from assistant.checking import resolving_english
from assistant.checking.splitting import aim_of, subject_of
from assistant.verification.heads import PLACE, Head, read_head
from index.patterns import regex
from index.text.places import find_regions
from index.text.regions import NATION
from index.text.script import HAN, has_han
from index.text.years import find_years

# 比去年增长, 是上年的两倍, 与去年同期相比 say what is compared with, not when it was.
_RELATIVE = regex(
    r"(?<![比较与同和及超于是占为])(?P<word>去年|上年|前年|今年|本年度?|明年)(?!同期|(?:增长|下降|增加|减少|相比|持平|的?基础))"
)
_COMPARED = regex(r"[比较与同于](?:(?:19|20)\d\d|[去上前]年?)年")
_OFFSETS = {"去年": -1, "上年": -1, "前年": -2, "明年": 1}
_SAME_PERIOD = regex(rf"(?<![年月季度比较与])同期(?=[，,]|(?![增下相持对])[{HAN}])")
_POINTS_AT_PLACE = regex(r"(?:[该全我本](?P<unit>[省市县区州旗])|该自治区|当地)(?![场政级内外情长际民直域属立])")
_POINTS_AT_FIGURE = regex(
    r"^(?:这一|这个|该|上述|此)(?:数字|数据|指标|数值|成绩|总量|规模|水平|目标)?(?P<more>增速|比例|占比|比重|增幅|收入)?(?=[同比较为占居达超增下是])"
)
_OF_OTHERS = regex(r"(?:他|她|它)们?|两[省市县区地国者]|双方|前者|后者|各[省市县区地国]")
_OPENING = regex(
    r"^(?:其中[，,：:]?|另外[，,]?|此外[，,]?|同时[，,]?|而|并且?|其(?![中他余实次间它])|它(?!们)|她(?!们))"
)
_DATELINE = regex(
    r"(?P<year>20\d\d)\s?[年./-]\s?\d{1,2}\s?[月./-]\s?\d{1,2}"
    r"|(?:[A-Z][a-z]{2,8} \d{1,2},|\d{1,2} [A-Z][a-z]{2,8}) (?P<english>20\d\d)"
)
_FIRST_LINES = 400
_YEAR_OF = regex(r"(?:19|20)\d\d年|[去今明前]年|[上本]年(?:度)?")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the text before a sentence speaks of, as it is written there; `year` is the one that 今年 means there.

    `place` is a region or, in English, whoever the text is about; `subject` what the last figure was of.
    """

    place: str = ""
    period: str = ""
    subject: str = ""
    year: int | None = None


def opening(text: str, title: str = "", year: int | None = None) -> Surroundings:
    """The surroundings that an article's title and first lines give; `year`, where known, is that of its date."""
    dated = _DATELINE.search(text[:_FIRST_LINES])
    year = year or (int(dated["year"] or dated["english"]) if dated else None)
    first = title or text.lstrip().split("\n", 1)[0]
    if not has_han(text[:_FIRST_LINES]):
        return Surroundings(place=resolving_english.owner_of(first), year=year)
    return Surroundings(place=_place_named(first), year=year)


def resolved(text: str, around: Surroundings) -> str:
    """A statement with what it leaves to its surroundings put in."""
    if not has_han(text):
        whole = resolving_english.resolved(text, around.place, around.subject)
        return absolute_years(whole, around.year)
    whole = _OPENING.sub("", text)
    figure = _POINTS_AT_FIGURE.match(whole)
    if figure and around.subject:
        whole = around.subject + (figure["more"] or "") + whole[figure.end() :]
    if around.period:
        whole = _SAME_PERIOD.sub(around.period, whole)
    return absolute_years(_placed(whole, around), around.year)


def _placed(text: str, around: Surroundings) -> str:
    """The statement with the place and period that it holds for in front, where it doesn't say them."""
    own = read_head(text)
    rest = text[own.end :]
    points = _POINTS_AT_PLACE.match(own.place)
    place = around.place if points and _fits(points["unit"], around.place) else own.place
    if not place and not _place_named(rest) and not _OF_OTHERS.match(rest):
        place = around.place
    inherited = "" if find_years(_COMPARED.sub("", rest)) or _RELATIVE.search(rest) else around.period
    if inherited and aim_of(rest):  # a target is for the article's own year, not for the one reported on
        inherited = "" if around.year is None else f"{around.year}年"
    period = own.under(Head(period=inherited)).period
    if (place, period) == (own.place, own.period):
        return text
    return f"{place}{period}{rest}"


def after(text: str, around: Surroundings) -> Surroundings:
    """The surroundings of the next sentence, behind one that is resolved."""
    if not has_han(text):
        owner, subject = resolving_english.owner_of(text), resolving_english.subject_of(text)
        return replace(around, place=owner or around.place, subject=subject or around.subject)
    head = read_head(text)
    rest = text[head.end :]
    year = _YEAR_OF.search(head.period)
    return Surroundings(
        place=head.place if head.place and not _POINTS_AT_PLACE.match(head.place) else around.place,
        period=year[0] if year else around.period,
        subject=subject_of(rest) or around.subject,
        year=around.year,
    )


def absolute_years(text: str, year: int | None) -> str:
    """去年, 今年, "last year" as years, counted from `year`; what is only compared with stays. None leaves all."""
    if year is None:
        return text
    if not has_han(text):
        return resolving_english.absolute_years(text, year)
    return _RELATIVE.sub(lambda match: f"{year + _OFFSETS.get(match['word'], 0)}年", text)


def _place_named(text: str) -> str:
    """The first place that a text names, as it names it; the nation, which others are compared with, is none."""
    regions = [(start, end) for start, end, name in find_regions(text) if name != NATION]
    local = re.search(PLACE, text)
    if local and local[0][0] not in "全该我本当" and (not regions or local.start() <= regions[0][0]):
        return local[0]
    return text[slice(*regions[0])] if regions else ""


def _fits(unit: str | None, place: str) -> bool:
    """Whether 全县 can mean this place; a province goes by its short name, too."""
    if not place or unit is None:
        return bool(place)
    kinds = {"省": "省区市", "市": "市", "县": "县市区旗", "区": "区", "州": "州盟", "旗": "旗"}
    regions = [name for _, _, name in find_regions(place) if name != NATION]
    return place[-1] in kinds[unit] or (bool(regions) and unit in "省市区")
