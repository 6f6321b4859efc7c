"""A title made to tell whose report it is and of when: what the text's own title lacks is put before it in brackets."""

import re
from dataclasses import replace
from datetime import date

from index.patterns import regex
from index.report import Metadata
from index.structure.issuers import initials, short_name
from index.structure.periods import FiscalPeriod, in_han
from index.text.folding import simplified
from index.text.places import find_regions
from index.text.regions import FULL_NAMES, NATION, local_region
from index.text.years import find_years

_WORK_REPORT = {"zh": "政府工作报告", "en": "Report on the Work of the Government"}
_ANNUAL_REPORT = {"zh": "年度报告", "en": "annual report"}
_OF_THE_NATION = regex(r"国务院|國務院|全国|全國|中央|中华人民共和国|(?i:state council|national|china)")
_PART_OF_YEAR = regex(r"(?i)quarter|季|\bq[1-4]\b|\b[1-4]q|半年|half|\bh[12]\b|\b[12]h|中期|interim|月")


def identified(metadata: Metadata) -> Metadata:
    """The metadata with a title that names whose it is and of when, as far as the rest of it tells.

    `metadata.title` is the text's own; "" stands for a work report or an annual report that has no title line.
    """
    own, english = metadata.title, metadata.language == "en"
    work_report = metadata.is_work_report
    whose = _government(metadata) if work_report else metadata.issuer or ""
    parts = [
        "" if own and _names_whose(own, whose, metadata) else whose,
        "" if own and _names_when(own, metadata) else _when(metadata),
    ]
    supplied = (", " if english else "").join(part for part in parts if part)
    if not own:
        name = (_WORK_REPORT if work_report else _ANNUAL_REPORT)["en" if english else "zh"]
        supplied = (", " if english else "").join(part for part in (supplied, name) if part)
    if not supplied:
        return metadata
    gap = " " if own and english else ""
    supplied = supplied.replace("[", "(").replace("]", ")")
    return replace(metadata, title=f"[{supplied}]{gap}{own}", supplied=supplied)


def _government(metadata: Metadata) -> str:
    region = metadata.region or ""
    if region == NATION:
        return "State Council" if metadata.language == "en" else "国务院"
    return FULL_NAMES.get(region, region)


def _names_whose(own: str, whose: str, metadata: Metadata) -> bool:
    if not whose:
        return True
    plain = simplified(own)
    if metadata.is_work_report:
        if metadata.region == NATION:
            return _OF_THE_NATION.search(own) is not None
        named = {canonical for _, _, canonical in find_regions(own)}
        return metadata.region in named or local_region(own) == metadata.region or str(metadata.region) in plain
    if _says(plain, short_name(simplified(whose))):
        return True
    known = initials(whose)
    if known is not None and re.search(rf"(?<!\w){re.escape(known)}(?!\w)", own):
        return True
    # A company is known by the first word of its name: "Microsoft Annual Report" of the Microsoft Corporation.
    first = short_name(whose).split()[0].strip(",")
    return whose.isascii() and metadata.kind != "other" and len(first) >= 4 and _says(own, first)


def _says(text: str, name: str) -> bool:
    if not name.isascii():
        return name in text
    return re.search(rf"(?<!\w){re.escape(name.lower())}(?!\w)", text.lower()) is not None


def _names_when(own: str, metadata: Metadata) -> bool:
    if not find_years(own):
        return False
    if metadata.period_span in ("quarter", "half"):
        return _PART_OF_YEAR.search(own) is not None
    return True


def _when(metadata: Metadata) -> str:
    english = metadata.language == "en"
    if metadata.period_span is not None:
        period = FiscalPeriod(metadata.period or "", metadata.period_span, metadata.period_end)
        return period.in_words("en" if english else "zh")
    if metadata.year is not None:
        return str(metadata.year) if english else f"{metadata.year}年"
    if metadata.issued is None:
        return ""
    return _english(metadata.issued) if english else in_han(metadata.issued)


def _english(day: str) -> str:
    """An ISO day or month as English writes it: "April 27, 2026", "January 2023"."""
    if len(day) == len("2023-01"):
        return f"{date.fromisoformat(f'{day}-01'):%B %Y}"
    written = date.fromisoformat(day)
    return f"{written:%B} {written.day}, {written.year}"
