"""What a report says of itself: title, issuer, region, year, kind, language, day of delivery.

The text speaks first (its title lines, dateline and speaker), then what parsing removed, then the file's name. A
document that is not clearly a report gets a year or a region only where its own title states it: a wrong year hides a
report from every question, a missing one does not.
"""

import re
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import Any

from index.report import BlockKind, Metadata, ParsedDocument
from index.structure.dateline import delivery_day, is_dateline
from index.structure.issuers import issuer_of, office_in
from index.text.places import find_regions
from index.text.regions import FULL_NAMES, NATION, canonical_region, local_region
from index.text.script import HAN, han_count, has_han
from index.text.years import find_years

# Title, source, dateline and speaker of 83 work reports stand within the first 7 lines and 300 characters.
_FRONT_LINES = 20
_LONGEST_FRONT_LINE = 120
_LONGEST_TITLE = 100
_LONGEST_DATE = 20
_A_NAME = 8

_KANA = re.compile(r"[\u3040-\u30ff]")
_HANGUL = re.compile(r"[\uac00-\ud7af]")
_LATIN = re.compile(r"[A-Za-z]")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")

# "政 府 工 作 报 告": a title spread over its line.
_SPACED_OUT = re.compile(rf"[{HAN}](?:[ \u3000\xa0]+[{HAN}]){{3,}}")
_SALUTATION = re.compile(r"(?:各位|尊敬的|同志们|现在[，,]我)")
_SOURCE = re.compile(
    r"来\s*源\s*[：:]|责任编辑|发布时间|浏览次数|作者[：:]"
    r"|(?:索\s*引\s*号|文\s*号|发布(?:机构|日期)|发文(?:机关|日期|字号)|成文日期|主题分类|公开(?:方式|日期)|有\s*效\s*性)\s*[：:]"
)
_TITLE_LABEL = re.compile(r"(?:名\s*称|标\s*题|题\s*目)\s*[：:]\s*")
# What closes the title of a report of no kind that KINDS names.
_REPORT_LIKE = re.compile(r"(?:报告|公报|决算|预算|规划|纲要)(?:[（(].{1,8}[）)])?$|(?i:\b(?:report|plan|review)$)")
_PLACE_LINE = re.compile(rf"[{HAN}]{{2,14}}(?:[省市县縣區区州旗盟镇乡]|人民政府)")
_BARE_TITLE = re.compile(r"(?:\d{4}年(?:度)?)?(?:政府)?工作(?:报告|報告)")
_WORK_REPORT = re.compile(
    r"政府(?:\d{4}年)?工作(?:报告|報告)|行政?公?署工作报告"
    r"|(?i:government work report|report on the work of the government)"
)
_CONGRESS = re.compile(rf"在(?P<place>[{HAN}]{{2,20}}?)第[一二三四五六七八九十\d]{{1,4}}\s?届")
_ANALYST = re.compile(r"证券分析师|研究助理|分析师[：:]")
_FORM = re.compile(r"(?i)form (?:10-?[kq]|20-?f|8-?k)(?:/a)?")
_FORMULA = re.compile(r"(?i)pursuant to|exchange act|[☐☒☑]|incorporated by reference")
# "ANNUAL REPORT PURSUANT TO SECTION 13 … OF THE SECURITIES EXCHANGE ACT OF 1934" says nothing of the report's year.
_ACT = re.compile(r"(?i)\bact of \d{4}|\b\d{4} act\b")
_DEAR = re.compile(r"(?i)(?:dear|to our|尊敬的|各位)\b")
# A file named by a hash or a number has no title in its name.
_LETTERED = re.compile(r"[0-9a-f-]{16,}$|\d+$")
_PERIOD_ENDED = re.compile(
    r"(?i)(?:year|quarter|period|month)s? ended:?\s+(?:\w+\.?\s\d{1,2},?\s)?(?P<year>(?:19|20)\d\d)"
)
_DATED = re.compile(r"(?P<year>(?:19|20)\d\d)\s?年\s?\d{1,2}\s?月(?:\s?\d{1,2}\s?日)?|(?:19|20)\d\d-\d\d-\d\d")
_OFFICIAL = re.compile(r"政府|公署|行署|大会|會議|会议|国务院|國務院|主席|省长|市长|(?i:government|people's congress)")
_NATIONAL = re.compile(
    r"国务院|國務院|第[一二三四五六七八九十]+届全国人民代表大会|State Council|(?i:national people's congress)"
)
_FOR_THE_NATION = re.compile(r"我(?:现在)?(?:代表|受)国务院|代表中央人民政府|代表中华人民共和国国务院")
# 《2021年政府工作报告(区县).docx》由会员分享: a sharing site's banner names the file that it was cut from.
_BANNER_TITLE = re.compile(r"《([^《》]{4,60}?)(?:\.\w{2,4})?》")

_KINDS = (
    ("government_work_report", _WORK_REPORT),
    (
        "sustainability_report",
        re.compile(
            r"可持续发展报告|社会责任报告|环境、?社会(?:及|和|与)(?:公司)?(?:治理|管治)|\bESG\b.{0,12}(?:报告|[Rr]eport)"
            r"|(?i:(?:sustainability|esg|corporate responsibility|corporate social responsibility|climate) report)"
        ),
    ),
    ("audit_report", re.compile(r"审计报告|审计工作报告|审计结果公告|(?i:\baudit(?:or'?s?)? report)")),
    (
        "annual_report",
        re.compile(r"年度报告|年报(?!道)|(?i:\bannual (?:performance )?report|\bform 10-?k\b|\b20-?f\b|annual review)"),
    ),
    (
        "financial_report",
        re.compile(
            r"财务报告|财务报表|半年度报告|季度报告|[一二三四1-4]季报|决算报告|预算(?:执行情况|草案)"
            r"|(?i:\bform 10-?q\b|\bquarterly report|financial (?:report|statements|results)|interim report)"
        ),
    ),
    (
        "research_report",
        re.compile(
            r"研究报告|研报|调研报告|深度报告|证券研究|白皮书"
            r"|(?i:research report|working paper|technical report|white paper)"
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class _Front:
    """The lines before the body, without sources and salutation; `stem` is the file's name without its ending."""

    lines: tuple[str, ...]
    removed: str
    stem: str


def read_metadata(document: ParsedDocument, file_name: str) -> Metadata:
    """What `document` says of itself; its file's name is only a hint, never preferred to the text."""
    front = _front(document, file_name)
    language = _language(document.text)
    title = _title(document, front)
    kind = _kind(title, document.title or "", front)
    if kind == "government_work_report":
        return _work_report(document, front, title, language)
    delivered, _ = delivery_day(front.lines)
    is_report = kind != "other" or delivered is not None or _REPORT_LIKE.search(title) is not None
    issuer = issuer_of(title, front.lines) if is_report or office_in(title) else None
    if issuer and _FORM.fullmatch(title):
        title = f"{issuer} {title}"
    return Metadata(
        title,
        issuer=issuer,
        region=_stated_region(title, is_report),
        year=_stated_year(title, front, kind, delivered),
        kind=kind,
        language=language,
        delivered=delivered,
    )


def _front(document: ParsedDocument, file_name: str) -> _Front:
    lines: list[str] = []
    for line in re.finditer(r"[^\n\r]+", document.text[:4000]):
        words = line[0].strip(" \t\u3000\xa0\u200b\u200d\ufeff-—*#")
        if _SPACED_OUT.fullmatch(words):
            words = "".join(words.split())
        words = _TITLE_LABEL.sub("", words, count=1)
        if not words or _SOURCE.match(words) or not any(map(str.isalnum, words)):
            continue
        if _SALUTATION.match(words) or len(lines) == _FRONT_LINES:
            break
        if not _DEAR.match(words):
            lines.append(words)
    removed = "\n".join(removal.text for removal in document.removals[:20])[:2000]
    stem = PurePath(file_name).name.rsplit(".", 1)[0].strip()
    return _Front(tuple(lines), removed, stem)


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


def _title(document: ParsedDocument, front: _Front) -> str:
    """The title line; else the largest heading on top; else what the file's properties or its name state."""
    joined = _join_broken(front.lines)
    titled = [line for line in joined[:6] if len(line) <= _LONGEST_TITLE and _names_a_report(line)]
    if titled:
        return _tidy(max(titled[:2], key=_worth))
    for banner in _BANNER_TITLE.findall(front.removed):
        if _names_a_report(banner):
            return _tidy(banner)
    foreign = front.stem.isascii() and has_han(document.text[:500]) and _largest_heading(document)
    if _names_a_report(front.stem.replace("_", " ")) and not _LETTERED.match(front.stem) and not foreign:
        return _tidy(front.stem.replace("_", " "))
    stated = (document.title or "").strip()
    if stated and _names_a_report(stated):
        return _tidy(stated)
    likely = [line for line in joined[:3] if len(line) <= _LONGEST_TITLE and _REPORT_LIKE.search(line)]
    if likely and not is_dateline(likely[0]):
        return _tidy(likely[0])
    if heading := _largest_heading(document):
        return _tidy(heading)
    if len(stated) >= 4 and not re.search(r"\.(?:docx?|pdf|indd|pptx?)$|^untitled|^microsoft word", stated, re.I):
        return _tidy(stated)
    first = joined[0] if joined else ""
    if 2 <= len(first) <= 60 and first[-1] not in "。，；：,:" and first[0].isalnum():
        return _tidy(first)
    opening = re.match(r"[\w《“\"（(][^。！？!?；\n]{5,98}?(?=[\s。]|$)", first)
    return _tidy(opening[0]) if opening else front.stem or "report"


def _names_a_report(line: str) -> bool:
    """Whether a line reads like the title of a report, and not like a form's legal formula or a dateline."""
    if is_dateline(line) or _FORMULA.search(line):
        return False
    return any(pattern.search(line) for _, pattern in _KINDS)


def _largest_heading(document: ParsedDocument) -> str | None:
    """The longest of the headings with the highest level among the first blocks."""
    headings = [block for block in document.blocks[:40] if block.kind is BlockKind.HEADING]
    top = [block for block in headings if block in document.blocks[:12]]
    if not top:
        return None
    block = min(top, key=lambda block: (block.level or 9, block.start - block.end))
    if block.end - block.start < _A_NAME:
        # A label in large type, such as a broker's rating, stands above the title.
        block = min(headings, key=lambda block: (block.level or 9, block.start - block.end))
    words = document.text[block.start : block.end]
    return words if 2 <= len(words) <= _LONGEST_TITLE and not _DEAR.match(words) else None


def _join_broken(lines: tuple[str, ...]) -> list[str]:
    """The lines, with "政府工作报" and "告" on the next one put together again."""
    joined: list[str] = []
    for line in lines:
        whole = joined[-1] + line if joined and len(line) <= 2 and len(joined[-1]) < 30 else ""
        if joined and _BARE_TITLE.fullmatch(line) and _PLACE_LINE.fullmatch(joined[-1]):
            whole = joined[-1] + line
        if whole and _names_a_report(whole) and not _names_a_report(joined[-1]):
            joined[-1] = whole
        else:
            joined.append(line)
    return joined


def _worth(line: str) -> int:
    """How much a title line says: one with year or region is worth more than a bare 政府工作报告."""
    return (2 if find_years(line) else 0) + (1 if find_regions(line) or local_region(line) else 0)


def _tidy(words: str) -> str:
    return " ".join(words.split()).strip("-—*#·| ")


def _kind(title: str, stated: str, front: _Front) -> str:
    for said in (
        title,
        "\n".join(line for line in front.lines[:6] if len(line) <= _LONGEST_FRONT_LINE),
        stated,
        front.removed,
        front.stem.replace("_", " "),
    ):
        for kind, pattern in _KINDS:
            if pattern.search(said):
                return kind
    return "research_report" if any(_ANALYST.match(line) for line in front.lines) else "other"


def _work_report(document: ParsedDocument, front: _Front, title: str, language: str) -> Metadata:
    delivered, dateline = delivery_day(front.lines)
    year = _single(find_years(title)) or (_year_of_session(delivered, document.text) if delivered else None)
    dated = [line for line in front.lines if len(line) <= _LONGEST_DATE and is_dateline(line)]
    for said in (*dated, front.removed, front.stem):
        year = year or _single(find_years(said))
    region, issuer = _government(document.text, title, dateline, front)
    return Metadata(title, issuer, region, year, "government_work_report", language, delivered)


def _year_of_session(delivered: str, text: str) -> int:
    """The year that a report opens: its own, or the next where it was given in November or December and plans that."""
    year, month = int(delivered[:4]), int(delivered[5:7])
    ahead = re.search(rf"{year + 1}年(?:工作|目标|主要|重点|经济|政府|的)|{year}年工作回顾", text)
    return year + 1 if month >= 11 and ahead else year


def _single(years: tuple[int, ...]) -> int | None:
    return years[-1] if years else None


def _government(text: str, title: str, dateline: str, front: _Front) -> tuple[str | None, str | None]:
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


def _stated_year(title: str, front: _Front, kind: str, delivered: str | None) -> int | None:
    """The document's own year. Anything but a report states it in its title, or has none."""
    stated = find_years(_ACT.sub("", title))
    if kind == "other":
        given = int(delivered[:4]) if delivered else None
        return stated[0] if len(stated) == 1 else given
    if stated:
        return stated[-1]
    if match := _PERIOD_ENDED.search("\n".join(front.lines)):
        return int(match["year"])
    for line in front.lines:
        titled = len(line) <= 40 and re.search(r"(?i)fiscal|annual|年度|年报|report", line) is not None
        if titled and (years := find_years(_ACT.sub("", line))):
            return years[-1]
        if len(line) <= 25 and (dated := _DATED.fullmatch(line)):
            return int(dated[0][:4])
    return _single(find_years(front.stem.replace("_", " ")))


def with_stated(metadata: Metadata, stated: dict[str, Any]) -> Metadata:
    """What the user states goes above what the text says."""
    return replace(metadata, **stated)
