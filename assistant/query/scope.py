"""Which reports a question is about: the places, years and companies that it names, against what the library holds.

A year in a question is a year spoken of. The report of that year plans it and the next year's report reviews it, so
both are inside; `preferred` says which of them is read first. 去年 and 今年 count from the library's newest report, or
from today where no report states a year: who asks a library of last year's reports means their years.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from assistant.query.company_names import other_names
from assistant.query.kinds import ASKS_PLAN, BASELINE, HORIZON, NATIONAL_TITLE, NO_PLACE, OWN_REPORT, RELATIVE_YEAR
from assistant.query.own_documents import is_own_document
from index.patterns import regex
from index.report import WORK_REPORT, Metadata
from index.scope import Scope
from index.structure.issuers import initials, short_name
from index.text.folding import simplified
from index.text.places import Level, Place, find_cities, find_places, find_regions, province_of
from index.text.region_groups import named_group
from index.text.regions import NATION
from index.text.script import HAN, HAN_RUN, language_of
from index.text.words import tagger
from index.text.years import LONGEST_RANGE, find_years, five_year_plan, relative_years

# The shape of a county, district or city that the list lacks, as it opens a question about its own report.
_TELLS = r"(?=的?(?:(?:19|20)\d\d|地区生产|GDP|经济|政府|财政|一般公共|人均|常住|城镇))"
_UNLISTED = regex(
    rf"(?:^|[年度，,])(?P<place>(?![那这该某贵]|哪[份个些])[{HAN}]{{1,5}}"
    r"(?:(?<![都城超股楼夜集全我本各该哪])市|(?<![全我本各该哪贫强十百])县"
    r"|(?<![地园社景灾牧库矿山城辖湾特验范发新疆治全各市郊老])区|自治州|(?<![联同])盟|(?<![红国])旗))" + _TELLS
)
# What stands right behind is a term that is looked for: 提到三明医改的报告.
MENTIONED = regex('(?:提[到及过]|写[到进]|讲到|谈到|说到|涉及)[了过]?[“"「]?$')
# 在上海之外又添了哪些: that place is what isn't asked about.
_LEFT_OUT = regex("(?:省|市|自治区)?(?:之外|以外)")
_EXCEPT = regex("除(?:了|去|开)?[^，,。？?]{2,16}?(?:[，,]|之?外)")
# 在全国能排第几: the nation is the order in which another thing has its place.
_IN_ITS_ORDER = regex("第[几多]|(?:能|可以?|现在|目前|大概)*(?:排|列|居)(?:名|位|行|在|到)?[^，。？?]{0,4}[几老哪多什]")
_ABOUT_ITSELF = regex(_TELLS)


def years_spoken_of(text: str, known: Iterable[Metadata]) -> tuple[int, ...]:
    """The years that a question names, written out or counted from the newest report.

    Not those that a plan reaches to, nor one that is only compared with, unless a report of it can be compared.
    """
    known = tuple(known)
    between = _between(text)
    horizon = _years_of(HORIZON, text) - between
    if not between and {*find_years(text)} == horizon and _is_over(text, horizon, known):
        horizon = set()
    written = tuple(sorted(({*find_years(text)} - horizon) | between)) or _in_short(text, known)
    told = tuple(year for year in written if year not in _years_of(BASELINE, text))
    if told and told != written:
        reports = {metadata.year for metadata in known}
        return tuple(year for year in written if year in told or {year, year + 1} & reports)
    if told:
        return told
    relative = {year for match in RELATIVE_YEAR.finditer(text) for year in relative_years(match[0], newest(known))}
    return tuple(sorted(_of_whom(text, relative, known))) if relative else ()


def _of_whom(text: str, years: Collection[int], known: Sequence[Metadata]) -> set[int]:
    """Years counted from the library's newest report, none behind the reports of the one company that is asked about.

    Of a company whose annual report is of the year before 明年 is the year that it looks ahead to, 今年 its own.
    """
    issuers = named_issuers(text, known)
    theirs = [metadata for metadata in known if metadata.issuer in issuers and metadata.year]
    if len(issuers) != 1 or not theirs:
        return set(years)
    latest, last = newest(known), newest(theirs)
    return {min(year, last + (1 if year > latest else 0)) for year in years}


def _is_over(text: str, horizon: Collection[int], known: Sequence[Metadata]) -> bool:
    """Whether 到2012年 is no plan's year but one that reports look back on: 到2012年升到第几了."""
    return not ASKS_PLAN.search(text) and len(horizon) == 1 and max(horizon) < newest(known)


# 2022到2024这三年, 2021—2024年: every year from the first to the last, which is no year that a plan reaches to.
_SPAN = regex(
    r"(?<!\d)(?P<first>(?:19|20)\d\d)年?(?:[-—–~～到至]|——)(?P<last>(?:19|20)\d\d)(?=年|这|[两三四五六七八九十]年|期?间|之间|[，,。？?]|$)"
)


def _between(text: str) -> set[int]:
    spans = ((int(match["first"]), int(match["last"])) for match in _SPAN.finditer(text))
    return {year for first, last in spans if 0 < last - first < LONGEST_RANGE for year in range(first, last + 1)}


# 24年新增就业, 湖南24年的: at the head or right behind a place, where no span of years stands.
_SHORT = regex(r"(?P<year>[12]\d)年(?!以|内|间|来|前|后|期|代|多|里|连|第|如一日|的?历史|时间)")


def _in_short(text: str, known: Iterable[Metadata]) -> tuple[int, ...]:
    """The years that a question names by their last two digits, of those that the library tells of."""
    told = {year for metadata in known if metadata.year for year in (metadata.year - 1, metadata.year)}
    heads = {
        0,
        *(end for _, end, _ in find_regions(text)),
        *(match.end() for match in re.finditer("[，,；;。？?]", text)),
    }
    found = {2000 + int(match["year"]) for match in _SHORT.finditer(text) if match.start() in heads}
    return tuple(sorted(found & told))


def _years_of(pattern: re.Pattern[str], text: str) -> set[int]:
    return {int(year) for match in pattern.finditer(text) for year in match.groups() if year}


def newest(known: Iterable[Metadata]) -> int:
    """The year of the newest report; this year where none states one."""
    return max((metadata.year for metadata in known if metadata.year), default=datetime.now(UTC).year)


def read_scope(text: str, years: Sequence[int], known: Sequence[Metadata]) -> Scope:
    """The scope that a question sets by itself; it fails closed on a place or year that the library lacks."""
    issuers = named_issuers(text, known)
    group = named_group(text)
    if group is not None:
        text = text[: group.start] + " " * (group.end - group.start) + text[group.end :]
    return Scope(
        years=own_report_years(text) or _report_years(years),
        regions=() if issuers else group.regions if group is not None and group.regions else named_regions(text, known),
        issuers=issuers,
        or_unstated=True,
    )


_SHAPED = regex(rf"[{HAN}]{{1,8}}(?:自治[州县旗]|新区|[省市县区旗州盟])")
# 2023和2024年的政府工作报告 are two reports.
_JOINED = regex(r"(?:(?:19|20)\d\d年?(?:[、，,和与及跟同]|以及))+$")


def own_report_years(text: str) -> tuple[int, ...]:
    """The years of the reports that a question names by their year: 2024年政府工作报告."""
    found: list[int] = []
    for match in OWN_REPORT.finditer(text):
        before = _JOINED.search(text, 0, match.start())
        found += [*(map(int, re.findall(r"\d{4}", before[0])) if before is not None else ()), int(match[1])]
    return tuple(dict.fromkeys(found))


def named_regions(text: str, known: Sequence[Metadata]) -> tuple[str, ...]:
    """The regions that a question is about, in its order.

    A county or city whose own report the library holds goes before the province it is named with; a city beside its
    province or the nation is only what is asked about ("广东支持深圳…"). A county that the official list lacks
    is known by its shape where the question opens with it.
    """
    left_out = [match.span() for match in _EXCEPT.finditer(text)]
    provinces = dict.fromkeys(
        region
        for start, end, region in find_regions(text)
        if not any(first <= start and end <= last for first, last in left_out)
        and not NO_PLACE.match(text, end)
        and not MENTIONED.search(text, 0, start)
        and not _LEFT_OUT.match(text, end)
        and not (region == NATION and (NATIONAL_TITLE.match(text, end) or _IN_ITS_ORDER.match(text, end)))
        and not (region == NATION and text[start:end] == _CHINA and _is_in_a_name(text, start, end))
    )
    local = local_regions(text, known)
    if local:
        above = {province_of(name) for name in local}
        return tuple(
            dict.fromkeys([*local, *(region for region in provinces if region not in above and None not in above)])
        )
    counties = opening_counties(text)
    address = {name for county in counties for name in (county.province, county.parent)}
    cities = [
        name
        for start, _, name in find_cities(text)
        if province_of(name) not in provinces and NATION not in provinces and not MENTIONED.search(text, 0, start)
    ]
    named = [*(name for name in (*provinces, *cities) if name not in address), *(county.name for county in counties)]
    return tuple(dict.fromkeys(named or _counties_by_shape(text)))


_CHINA = "中国"
_NAME_IN_QUOTES = regex("[“「《][^“”「」《》]*[”」》]")
_OF_THE_NATION = regex("(?:政府|国务院|人民|大陆|内地|境内)$")


def _is_in_a_name(text: str, start: int, end: int) -> bool:
    """Whether the nation's name is part of another's: 中国星网, “中国水晶玻璃之都”."""
    if any(match.start() < start and end < match.end() - 1 for match in _NAME_IN_QUOTES.finditer(text)):
        return True
    (tagged,) = tagger().tag([text])
    word = next(word for word in tagged if word.start <= start < word.end)
    whole = text[word.start : word.end]
    return word.start == start and word.end > end and not _OF_THE_NATION.search(whole)


def opening_counties(text: str) -> list[Place]:
    """The counties whose own figures a question asks for, as it opens with them or with what they lie in."""
    found: list[Place] = []
    opening: Place | None = None
    for place in find_places(text):
        opens = place.start == 0 or text[place.start - 1] in "年度，,"
        if not (opens or (opening is not None and opening.is_address_of(place))):
            continue
        opening = place
        if place.level is Level.COUNTY and _ABOUT_ITSELF.match(simplified(text), place.end):
            found.append(place)
    return found


def _counties_by_shape(text: str) -> list[str]:
    """The places by their shape alone; in an English question a Chinese name of that shape wherever it stands."""
    plain = simplified(text)
    if language_of(plain) == "en":
        return [run[0] for run in HAN_RUN.finditer(plain) if _SHAPED.fullmatch(run[0])]
    return [match["place"] for match in _UNLISTED.finditer(plain)]


def local_regions(text: str, known: Iterable[Metadata]) -> list[str]:
    """Regions below the provinces that both the library and the question name."""
    provincial = {region for _, _, region in find_regions(text)}
    names = {metadata.region for metadata in known if metadata.region and metadata.region not in provincial}
    plain = simplified(text)
    return sorted(name for name in names if _is_named(simplified(name), plain))


def _is_named(name: str, text: str) -> bool:
    return name in text or (len(name) > 2 and name.removesuffix("市") in text)


def named_issuers(text: str, known: Iterable[Metadata]) -> tuple[str, ...]:
    """The issuers of the library's reports, companies above all, whose name or its telling part the question has.

    Who issued a notice or a guide sets no scope: others write about what an office does, too.
    """
    folded = text.lower()
    written_small = folded == text  # as people type: how many people work at epa
    issuers = dict.fromkeys(m.issuer for m in known if m.issuer and m.kind != WORK_REPORT and is_own_document(m))
    return tuple(
        issuer
        for issuer in issuers
        if any(_stands_in(name, folded) for name in (issuer, short_name(issuer), *other_names(issuer)))
        or any(
            re.search(rf"(?<!\w){re.escape(known_as.lower() if written_small else known_as)}(?!\w)", text)
            for known_as in _initials(issuer)
            if not written_small or len(known_as) >= _SHORTEST_WRITTEN_SMALL
        )
        or _begins_a_name(issuer, text, written_small)
    )


# What goes on behind it makes it another's name: Harrow & Finch Retail, the Department of Energy.
_GOES_ON = r"(?! (?:[A-Z&]|of\b|for\b|and [A-Z]))"
_JOINS = frozenset({"&", "and", "of", "the", "for", "de"})


def _begins_a_name(issuer: str, text: str, written_small: bool = False) -> bool:
    """Whether a text calls an issuer by the first of its names, two at least: Harrow & Finch of … Logistics."""
    words = _COUNTRY.sub("", short_name(issuer)).split()
    if written_small:
        words = [word.lower() for word in words]
    return any(
        re.search(rf"(?<!\w){re.escape(' '.join(words[:count]))}(?!\w){_GOES_ON}", text)
        for count in range(len(words) - 1, 1, -1)
        if len([word for word in words[:count] if word not in _JOINS]) > 1
        and not _JOINS.intersection(words[count - 1 : count + 1])
    )


# Initials that are so long are no word where nothing is written large: opm, epa.
_SHORTEST_WRITTEN_SMALL = 3
_COUNTRY = regex(r"^(?:The |the )?(?:United States|U\.? ?S\.?) (?=[A-Z])")


def _initials(issuer: str) -> set[str]:
    """The initials by which an issuer is known, an agency's without its country, too: OPM, EPA."""
    return {known_as for name in (issuer, _COUNTRY.sub("", issuer)) if (known_as := initials(name)) is not None}


def issuers_called(name: str, known: Iterable[Metadata]) -> tuple[str, ...]:
    """The library's issuers that a name means: whole, short (Boeing) or by initials (J&J); else the name as it is."""
    wanted = simplified(name).lower().strip()
    issuers = dict.fromkeys(metadata.issuer for metadata in known if metadata.issuer)
    exact = [issuer for issuer in issuers if wanted == simplified(issuer).lower()]
    called = exact or [
        issuer
        for issuer in issuers
        if wanted in (short_name(simplified(issuer)).lower(), *map(str.lower, _initials(issuer)))
        or _stands_in(wanted, simplified(issuer).lower())
    ]
    return tuple(called) or (name,)


def limited(scope: Scope, option: Scope) -> Scope:
    """The scope of a question inside the user's own limits.

    Who names a report asks that report: a year in the question then says what is asked, and not which report. A place
    still rules out a report of another.
    """
    if option.reports:
        asked = replace(scope, years=(), issuers=(), or_unstated=not (option.years or option.regions or option.issuers))
        return asked.narrowed(option)
    return replace(scope.narrowed(option), or_unstated=False)


def preferred_years(
    years: Sequence[int], plan: bool | None, known: Sequence[Metadata], scope: Scope
) -> tuple[int, ...]:
    """Of the report years in `scope`, those that answer best: of a target its own year, of an outcome the next one's.

    Empty where neither is told apart, or the better ones are not in the library.
    """
    if plan is None or not years or scope.years != _report_years(years):
        return ()
    inside = [metadata for metadata in known if scope.admits("", metadata)]
    later = 1 if not plan and inside and all(metadata.is_work_report for metadata in inside) else 0
    wanted = tuple(year + later for year in years)
    return wanted if set(wanted) <= {metadata.year for metadata in inside} and set(wanted) < set(scope.years) else ()


def parts(scope: Scope, years: Sequence[int], compares: bool) -> list[Scope]:
    """The scopes that a question compares, one a region or a year spoken of; empty where it names but one."""
    if len(scope.regions) > 1:
        return [replace(scope, regions=(region,)) for region in scope.regions]
    if compares and 1 < len(years) <= 5 and scope.years == _report_years(years):
        return [replace(scope, years=_report_years((year,))) for year in years]
    return []


def _report_years(years: Sequence[int]) -> tuple[int, ...]:
    """That year's report and the next one's; a five-year plan is also spoken of in the year before it begins."""
    reports = {report for year in years for report in (year, year + 1)}
    plans = (five_year_plan(number) for number in range(1, 21))
    return tuple(sorted(reports | {plan[0] - 1 for plan in plans if set(plan) <= set(years)}))


def _stands_in(name: str, folded: str) -> bool:
    wanted = name.lower()
    if not wanted.isascii():
        return wanted in folded
    return re.search(rf"(?<!\w){re.escape(wanted)}(?!\w)", folded) is not None
