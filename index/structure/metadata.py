"""What a report says of itself: title, issuer, region, year, fiscal period, kind, language, day of delivery.

The text speaks first (its title lines, dateline and speaker), then what parsing removed, then the file's name. A
document that is not clearly a report gets a year or a region only where its own title states it: a wrong year hides a
report from every question, a missing one does not.
"""

import re
from dataclasses import replace
from typing import Any

from index.patterns import regex
from index.report import WORK_REPORT, Metadata, ParsedDocument
from index.structure.dateline import delivery_day, is_dateline
from index.structure.fronts import Front, read_front
from index.structure.identifying import identified
from index.structure.issued import issued_on, signed_by
from index.structure.issuers import issuer_of, office_in, publisher_of
from index.structure.periods import FiscalPeriod, period_of
from index.structure.report_kinds import WORK_REPORT_SPEECH, kind_of
from index.structure.titles import REPORT_LIKE, names_a_report, own_title
from index.text.places import find_regions
from index.text.regions import FULL_NAMES, NATION, canonical_region, local_region
from index.text.script import HAN, han_count
from index.text.years import find_years

_LONGEST_FRONT_LINE = 120
_LONGEST_DATE = 20
_OPENING = 1500

_KANA = regex(r"[\u3040-\u30ff]")
_HANGUL = regex(r"[\uac00-\ud7af]")
_LATIN = regex(r"[A-Za-z]")
_CYRILLIC = regex(r"[\u0400-\u04ff]")

_CONGRESS = regex(rf"在(?P<place>[{HAN}]{{2,20}}?)第[一二三四五六七八九十\d]{{1,4}}\s?届")
_ANALYST = regex(r"证券分析师|研究助理|分析师[：:]")
# "ANNUAL REPORT PURSUANT TO SECTION 13 … OF THE SECURITIES EXCHANGE ACT OF 1934" says nothing of the report's year.
_ACT = regex(r"(?i)\bact of \d{4}|\b\d{4} act\b")
_DATED = regex(r"(?P<year>(?:19|20)\d\d)\s?年\s?\d{1,2}\s?月(?:\s?\d{1,2}\s?日)?|(?:19|20)\d\d-\d\d-\d\d")
_OFFICIAL = regex(r"政府|公署|行署|大会|會議|会议|国务院|國務院|主席|省长|市长|(?i:government|people's congress)")
_NATIONAL = regex(
    r"国务院|國務院|第[一二三四五六七八九十]+届全国人民代表大会|State Council|(?i:national people's congress)"
)
_FOR_THE_NATION = regex(r"我(?:现在)?(?:代表|受)国务院|代表中央人民政府|代表中华人民共和国国务院")
_LETTER = regex(r"(?i)\s*(?:dear|to (?:our|the|my)(?: fellow)?) (?:fellow )?(?:share|stock)(?:holders|owners)\b")
_ANNUAL = regex(r"(?i)annual report|form 10-k|consolidated (?:balance|income|statements)")
# Companies' reports have a fiscal period; a work report's year is told by its session.
_FISCAL_KINDS = ("annual_report", "financial_report", "sustainability_report")


def read_metadata(document: ParsedDocument, file_name: str) -> Metadata:
    """What `document` says of itself; its file's name is only a hint, never preferred to the text."""
    front = read_front(document, file_name)
    language = _language(document.text)
    title = own_title(document, front)
    kind = _kind(title, document, front)
    if kind == WORK_REPORT:
        return identified(_work_report(document, front, title if names_a_report(title) else "", language))
    if kind == "other" and _LETTER.match(document.text) and _ANNUAL.search(document.text):
        # An annual report whose cover is a picture begins with the letter to its owners.
        title, kind = "", "annual_report"
    delivered, _ = delivery_day(front.lines)
    is_report = kind != "other" or delivered is not None or REPORT_LIKE.search(title) is not None
    period = period_of(title, front.lines, document.text) if kind in _FISCAL_KINDS else None
    issuer = None
    if is_report or office_in(title):
        issuer = issuer_of(title, front.lines, document.text, document.title or "")
    elif kind == "other":
        issuer = signed_by(document.text) if language == "zh" else publisher_of(document.title or "")
    return identified(
        Metadata(
            title,
            issuer=issuer,
            region=_stated_region(title, is_report),
            year=_stated_year(title, front, kind, delivered, period),
            kind=kind,
            language=language,
            delivered=delivered,
            period=period.label or None if period else None,
            period_span=period.span if period else None,
            period_end=period.end if period else None,
            issued=issued_on(document.text),
        )
    )


def _language(text: str) -> str:
    """The language by its share of the script: one Han letter says as much as four Latin ones."""
    sample = text[:20_000]
    han, latin = han_count(sample), len(_LATIN.findall(sample))
    kana, hangul, cyrillic = (len(script.findall(sample)) for script in (_KANA, _HANGUL, _CYRILLIC))
    if hangul > han and hangul * 4 > latin:
        return "ko"
    if kana * 5 > han and kana * 4 > latin:
        return "ja"
    if cyrillic > latin:
        return "ru"
    return "zh" if han * 4 >= latin and han else "en"


def _kind(title: str, document: ParsedDocument, front: Front) -> str:
    for said in (
        title,
        "\n".join(line for line in front.lines[:6] if len(line) <= _LONGEST_FRONT_LINE),
        document.title or "",
        front.removed,
        front.stem.replace("_", " "),
    ):
        if kind := kind_of(said):
            return kind
    if WORK_REPORT_SPEECH.search(document.text[:_OPENING]):
        return WORK_REPORT
    return "research_report" if any(_ANALYST.match(line) for line in front.lines) else "other"


def _work_report(document: ParsedDocument, front: Front, title: str, language: str) -> Metadata:
    delivered, dateline = delivery_day(front.lines)
    year = _single(find_years(title)) or (_year_of_session(delivered, document.text) if delivered else None)
    dated = [line for line in front.lines if len(line) <= _LONGEST_DATE and is_dateline(line)]
    for said in (*dated, front.removed, front.stem):
        year = year or _single(find_years(said))
    region, issuer = _government(document.text, title, dateline, front)
    return Metadata(title, issuer, region, year, WORK_REPORT, language, delivered)


def _year_of_session(delivered: str, text: str) -> int:
    """The year that a report opens: its own, or the next where it was given in November or December and plans that."""
    year, month = int(delivered[:4]), int(delivered[5:7])
    ahead = re.search(rf"{year + 1}年(?:工作|目标|主要|重点|经济|政府|的)|{year}年工作回顾", text)
    return year + 1 if month >= 11 and ahead else year


def _single(years: tuple[int, ...]) -> int | None:
    return years[-1] if years else None


def _government(text: str, title: str, dateline: str, front: Front) -> tuple[str | None, str | None]:
    """Whose report it is: region and issuer. Title, then congress, then speaker, then the file's name."""
    for said in (title, dateline, *front.lines, front.removed, front.stem):
        if len(said) > 2 * _LONGEST_FRONT_LINE or not _OFFICIAL.search(said):
            continue
        if _NATIONAL.search(said):
            return NATION, "国务院"
        congress = _CONGRESS.search(said)
        place = congress["place"] if congress else ""
        if local := local_region(said) or local_region(f"{place}人民政府"):
            return local, f"{local}{'行政公署' if local.endswith('盟') else '人民政府'}"
        for name in (place, *(said[start:end] for start, end, _ in find_regions(said))):
            short = canonical_region(name)
            if short and short != NATION:
                return short, f"{FULL_NAMES[short]}人民政府"
    if _FOR_THE_NATION.search(text[:1500]):
        return NATION, "国务院"
    return None, None


def _stated_region(title: str, is_report: bool) -> str | None:
    """The region that a title names: a notice's is its province, since questions name that; a report's may be local."""
    local = local_region(title) if is_report else None
    if local:
        return local
    found = {canonical for _, _, canonical in find_regions(title)}
    return found.pop() if len(found) == 1 else None


def _stated_year(title: str, front: Front, kind: str, delivered: str | None, period: FiscalPeriod | None) -> int | None:
    """The document's own year. Anything but a report states it in its title, or has none."""
    stated = find_years(_ACT.sub("", title))
    if kind == "other":
        given = int(delivered[:4]) if delivered else None
        return stated[0] if len(stated) == 1 else given
    if stated:
        return stated[-1]
    if period is not None and (period.end or period.label):
        return int((period.end or period.label)[:4])
    for line in front.lines:
        titled = len(line) <= 40 and re.search(r"(?i)fiscal|annual|年度|年报|report", line) is not None
        if titled and (years := find_years(_ACT.sub("", line))):
            return years[-1]
        if len(line) <= 25 and (dated := _DATED.fullmatch(line)):
            return int(dated[0][:4])
    return _single(find_years(front.stem.replace("_", " ")))


def with_stated(metadata: Metadata, stated: dict[str, Any]) -> Metadata:
    """What the user states goes above what the text says; a title that is not stated is completed from it."""
    if "title" in stated:
        return replace(metadata, supplied="", **stated)
    return identified(replace(metadata, title=metadata.own_title, supplied="", **stated)) if stated else metadata
