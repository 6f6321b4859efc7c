"""Who gives a report: the company, office or agency that its title or its first lines name."""

import re
from collections.abc import Sequence

from index.text.script import HAN

_COMPANY = re.compile(
    rf"[{HAN}（）()A-Za-z]{{2,30}}?(?:股份有限公司|有限责任公司|集团有限公司|控股有限公司|有限公司)"
    rf"|[{HAN}（）()A-Za-z]{{2,30}}?(?:集团|银行)(?!业)"
)
# "杭州市审计局关于2023年度…", "2023年滨江区教育局工作报告", "青禾县人民法院工作报告".
_OFFICE = re.compile(
    rf"(?:^|\d{{4}}年度?|关于)(?P<office>[{HAN}]{{0,20}}?(?:人民法院|人民检察院|委员会|审计署|(?:水利|财政|教育|生态环境|交通运输|农业农村|商务|公安|民政|自然资源)部|[{HAN}]{{1,8}}(?:局|厅|署|办公室)))"
    r"(?=关于|\d{4}|[一二]〇|工作|年度|法治|部门|$)"
)
# "Unilever Annual Report and Accounts 2022", "The World Bank Annual Report 2023".
_TITLED = re.compile(
    r"(?P<name>(?:The )?[A-Z][\w&.'’-]*(?: (?:of|and|for|the|&|[A-Z][\w&.'’-]*)){0,6}?)(?:['’]s)?"
    r" (?:(?:19|20)\d\d )?(?:(?:Integrated|Consolidated|Combined|Corporate|Group) )?"
    r"(?:Annual|Sustainability|ESG|Impact|Climate|Financial|Quarterly|Interim|Half-[Yy]ear)"
    r" (?:(?:Performance|Financial|Integrated) )?(?:Report|Review|Statements|Results)"
)
_NO_NAME = re.compile(r"(?i)(?:fy|fiscal year|our|integrated|annual|form|draft|final|financial|year)\b.*")
_ENGLISH = re.compile(
    r"(?:[A-Z][\w&.,'’-]* ){1,6}"
    r"(?:(?i:Inc\.?|Corporation|Corp\.?|Company|& Co\.|Ltd\.?|Limited|PLC|LLC|S\.A\.|N\.V\.|AG|SE)|Agency|Group)(?!\w)"
)


def issuer_of(title: str, lines: Sequence[str]) -> str | None:
    """The organisation whose report it is, where title or first lines say so plainly."""
    for line in (title, *lines[:8]):
        if match := _COMPANY.search(line[:120]):
            return match[0].strip("（）()")
        if office := office_in(line):
            return office
    for line in lines:
        if match := _ENGLISH.match(line[:120]):
            return match[0].strip()
    match = _TITLED.match(" ".join(title.split()))
    return match["name"] if match and not _NO_NAME.fullmatch(match["name"]) else None


def office_in(line: str) -> str | None:
    """The office that a title names as its own: the words before 关于 or 工作报告."""
    match = _OFFICE.search(line[:120])
    return match["office"] if match else None
