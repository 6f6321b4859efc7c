"""Who gives a report: the company, office or agency that its title, its first lines or its auditor name."""

import re
from collections.abc import Sequence

from index.patterns import regex
from index.text.script import HAN

_COMPANY = regex(
    rf"[{HAN}（）()A-Za-z]{{2,30}}?(?:股份有限公司|有限责任公司|集团有限公司|控股有限公司|有限公司)"
    rf"|[{HAN}（）()A-Za-z]{{2,30}}?(?:集团|银行)(?!业)"
)
# "杭州市审计局关于2023年度…", "2023年滨江区教育局工作报告", "青禾县人民法院工作报告".
_OFFICE = regex(
    rf"(?:^|\d{{4}}年度?|关于)(?P<office>[{HAN}]{{0,20}}?(?:人民法院|人民检察院|委员会|审计署|(?:水利|财政|教育|生态环境|交通运输|农业农村|商务|公安|民政|自然资源)部|[{HAN}]{{1,8}}(?:局|厅|署|办公室)))"
    r"(?=关于|\d{4}|[一二]〇|工作|年度|法治|部门|$)"
)
# "Unilever Annual Report and Accounts 2022", "The World Bank Annual Report 2023".
_TITLED = regex(
    r"(?P<name>(?:The )?[A-Z][\w&.'’-]*(?: (?:of|and|for|the|&|[A-Z][\w&.'’-]*)){0,6}?)(?:['’]s)?"
    r" (?:(?:19|20)\d\d )?(?:(?:Integrated|Consolidated|Combined|Corporate|Group) )?"
    r"(?:Annual|Sustainability|ESG|Impact|Climate|Financial|Quarterly|Interim|Half-[Yy]ear)"
    r" (?:(?:Performance|Financial|Integrated) )?(?:Report|Review|Statements|Results)"
)
_NO_NAME = regex(r"(?i)(?:fy|fiscal year|our|integrated|annual|form|draft|final|financial|year)\b.*")
_ENGLISH = regex(
    r"(?:[A-Z][\w&.,'’-]* ){1,6}"
    r"(?:(?i:Inc\.?|Corporation|Corp\.?|Company|& Co\.|Ltd\.?|Limited|PLC|LLC|S\.A\.|N\.V\.|AG|SE)|Agency|Group)(?!\w)"
)


# The line above "(Exact name of registrant as specified in its charter)".
_REGISTRANT = regex(
    r"(?m)^[ \t]*(?P<name>[^\n\t]{2,90}?)[ \t]*\n+[ \t]*\(\s*Exact name of [^\n]{0,60}(?:registrant|issuer)", re.I
)
# "United States Office of Personnel Management", "Institute for the Study of War", "European Central Bank".
_CAPITAL = r"[A-Z][\w&.'’-]*"
_ORGANISATION = regex(
    rf"(?:The )?(?:{_CAPITAL} ){{0,5}}"
    r"(?:Department|Office|Bureau|Ministry|Institute|Board|Council|Commission|Authority|Bank|University) "
    rf"(?:of|for)(?: the)?(?: {_CAPITAL}| (?:and|of|for|the|&))+"
    rf"|(?:The )?(?:{_CAPITAL} (?:(?:and|of|for|the|&) )?){{1,6}}"
    r"(?:Agency|Institute|Commission|Bank|University|Foundation|Association|Organi[sz]ation|Council|Authority|Administration|Ministry)"
)
_NO_ISSUER = regex(r"(?i)securities and exchange commission|^(?:table of|dear)\b|stock exchange")
_NAME = r"(?P<name>[A-Z0-9][\w&.'’-]*(?:,? (?:[A-Z&][\w&.'’-]*|of|and|the)){0,6}?)"
_IN_BODY = (
    regex(rf"(?:[Bb]oard of [Dd]irectors|[Ss](?:hare|tock)holders) of {_NAME}(?=[\n:;]|, and| and subsidiaries)"),
    regex(rf"\baccounts of {_NAME} and its\b"),
    regex(rf"\b{_NAME},? (?:and|together with) (?:its )?(?:consolidated )?[Ss]ubsidiaries\b"),
)
# "LISBON — August 23, 2023 — Harbour Line (NASDAQ: HRBL) today reported …"
_ANNOUNCED = regex(
    rf"(?:^|[—–-] ?|\n){_NAME},? (?:\((?:NYSE|NASDAQ|Nasdaq|LSE|HKEX|SEHK)[^)\n]{{1,30}}\) )?"
    r"(?:today )?(?:announced|reported) "
)
_ANNOUNCES = regex(r" (?:Announces|Reports|Posts|Delivers)$")
_GENERIC = regex(r"(?:The |Our |Its )?(?:Company|Registrant|Parent|Group|Corporation|Bank|We|Partnership|Trust)|the .*")
_BROKER = regex(rf"(?:^|[【《])(?P<name>[{HAN}]{{2,8}}(?:证券|期货|研究院|研究所|研究中心|银行|基金))[-—:：]")
_SITE = regex(r" [|–—-] (?P<name>[A-Z][^|–—]{2,60})$")
_BODY_CHARACTERS, _OPENING = 300_000, 1500


def issuer_of(title: str, lines: Sequence[str], text: str = "", stated: str = "") -> str | None:
    """The organisation whose report it is, where it says so plainly.

    `lines` are those above the body, `text` all of it, `stated` the title in the file's properties.
    """
    if match := _REGISTRANT.search(text[:8000]):
        return match["name"].strip()
    for line in (title, *lines[:8]):
        if match := _COMPANY.search(line[:120]):
            return match[0].strip("（）()")
        if office := office_in(line):
            return office
    if match := _BROKER.search(stated):
        return match["name"]
    for line in lines:
        if match := _ENGLISH.match(line[:120]):
            return match[0].strip()
    for line in lines[:8]:
        if (match := _ORGANISATION.fullmatch(line)) and not _NO_ISSUER.search(line):
            return match[0]
    match = _TITLED.match(" ".join(title.split()))
    if match and not _NO_NAME.fullmatch(match["name"]):
        return _ANNOUNCES.sub("", match["name"])
    return _in_body(text) or publisher_of(stated)


def _in_body(text: str) -> str | None:
    """The company whose accounts an auditor looks at, or that a news release begins with."""
    if (match := _ANNOUNCED.search(text[:_OPENING])) and not _GENERIC.fullmatch(match["name"]):
        return match["name"]
    for pattern in _IN_BODY:
        for match in pattern.finditer(text[:_BODY_CHARACTERS]):
            name = match["name"].removeprefix("The ").strip(" ,")
            if not _GENERIC.fullmatch(name):
                return name
    return None


def publisher_of(stated: str) -> str | None:
    """The publisher that a web page's title ends with: "… | Institute for the Study of War"."""
    match = _SITE.search(stated)
    return match["name"].strip() if match else None


def short_name(issuer: str) -> str:
    """An issuer's name without what it shares with others: 贵州茅台酒, "Boeing", "Apple"."""
    name = _TAIL.sub("", re.sub(r"^(?:The|the) ", "", issuer.strip())).strip(" ,")
    return name if len(name) > (2 if name.isascii() else 1) else issuer


def initials(issuer: str) -> str | None:
    """The capitals by which a name is known: J&J, IBM, EPA; None for a name of one word."""
    words = re.findall(r"&|[A-Za-z][\w'’-]*", re.sub(r"^(?:The|the) ", "", _TAIL.sub("", issuer)))
    letters = [word if word == "&" else word[0] for word in words if word == "&" or word[0].isupper()]
    return "".join(letters) if len(letters) >= 3 else None


_TAIL = regex(
    r"(?:股份|控股)?(?:有限)?(?:责任)?(?:公司|集团)?(?:股份有限公司)?$"
    r"|(?:,?\s+|\.com,?\s*)"
    r"(?:inc|corp|corporation|co|company|ltd|limited|plc|llc|holdings|group|n\.v|s\.a|ag|se|& co)\b\.?.*$",
    re.IGNORECASE,
)


def office_in(line: str) -> str | None:
    """The office that a title names as its own: the words before 关于 or 工作报告."""
    match = _OFFICE.search(line[:120])
    return match["office"] if match else None
