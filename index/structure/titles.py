"""The title that a text gives itself, and what is put before it where that does not say whose it is or of when.

What is put there stands in square brackets, as librarians write what is not on the title page:
"[吉林省2025年]政府工作报告", "[Apple Inc., quarter ended April 1, 2023] FORM 10-Q" (`identifying.py`). Datelines,
credits, forms' legal formulas, ratings and what programs write into a file's properties are no titles.
"""

import re

from index.patterns import regex
from index.report import BlockKind, ParsedDocument
from index.structure.credits import is_credit
from index.structure.dateline import is_dateline, is_session_line
from index.structure.fronts import DEAR, Front
from index.structure.report_kinds import kind_of
from index.text.places import find_regions
from index.text.regions import local_region
from index.text.script import HAN, has_han
from index.text.years import find_years

_LONGEST_TITLE = 100
_A_NAME = 8
# Title pages and forms name themselves within the first page, running headers on every one.
_FIRST_PAGE = 4000

_FORMULA = regex(
    r"(?i)pursuant to|exchange act|[☐☒☑]|incorporated by reference|as specified in its charter"
    r"|check the appropriate box"
)
# What closes the title of a report of no kind that `report_kinds` names.
REPORT_LIKE = regex(r"(?:报告|公报|决算|预算|规划|纲要)(?:[（(].{1,8}[）)])?$|(?i:\b(?:report|plan|review)$)")
_PLACE_LINE = regex(rf"[{HAN}]{{2,14}}(?:[省市县縣區区州旗盟镇乡]|人民政府)")
_BARE_TITLE = regex(r"(?:\d{4}年(?:度)?)?(?:政府)?工作(?:报告|報告)")
# A file named by a hash or a number has no title in its name.
_LETTERED = regex(r"[0-9a-f-]{16,}$|\d+$")
_ONLY_A_KIND = regex(
    r"(?:政府)?(?:年度?|工作|财务|审计|研究|半年度?|季度?|中期|社会责任|可持续发展)?(?:报告|报)(?:书|全文|正文|摘要|终稿)?"
    r"|(?i:(?:the )?(?:annual|interim|quarterly|financial|research|audit|sustainability|esg)[- ]report(?: final)?)"
)
# 《2021年政府工作报告(区县).docx》由会员分享: a sharing site's banner names the file that it was cut from.
_BANNER_TITLE = regex(r"《([^《》]{4,60}?)(?:\.\w{2,4})?》")
_ENDING = regex(r"(?i)\.(?:docx?|pdf|indd|pptx?|html?|txt|wps|rtf)$")
_JUNK = regex(
    r"(?i)^[\W_]*(?:untitled|anonymous|unknown|no title|title|document|文档|文稿|无标题|無標題|未命名|新建"
    r"|演示文稿|幻灯片)[\W_]*\d*\W*$"
    r"|^(?:microsoft (?:word|powerpoint|excel)|powerpoint (?:presentation|演示文稿)|adobe|acrobat|scan(?:ned)?\b"
    r"|print\b|slide \d|wps)"
    r"|^(?:新建|未命名)|^[\d\W_a-f]+$|^file:|^https?:|^[a-z0-9]+-\w+_?\d{6,8}$"
)
# What a form or a broker's margin prints beside the title.
_BLANK_OF_FORM = regex(
    r"(?i)(?:for the (?:transition )?period from|commission file|\(mark one\)|\(?exact name|\(?state or other"
    r"|\(?irs employer|washington, d\.?c|united states securities)"
    r"|证券分析师|研究助理|分析师|资格编号|所属行业|当前价格|邮箱|电话|证券代码|股票代码|公司代码"
)
_RATING = regex(
    r"(?:强烈)?(?:买入|增持|中性|减持|卖出|推荐|持有|优于大市|跑赢行业|审慎增持|谨慎推荐)(?:\s*[（(/].{1,8})?"
    r"|(?i:(?:strong )?(?:buy|hold|sell|overweight|underweight|outperform|neutral)\b.{0,12})"
)
# A line in the midst of others is no title where it reads like a sentence or a table of contents.
_DAY_COMMA = regex(r",(?= \d{4}\b)")
_NO_PROSE = regex(r"[。；;，,：:]|(?i:\b(?:see|in|our|this|we|is|was|are|were|refer|by)\b)|\.{3}|…")


def own_title(document: ParsedDocument, front: Front) -> str:
    """The title that the text itself gives; "" where a work report has none.

    The title line; else the largest heading on top; else what the file's properties or its name state.
    """
    joined = join_broken(front.lines)
    titled = [line for line in joined[:6] if len(line) <= _LONGEST_TITLE and names_a_report(line)]
    if titled:
        return tidy(max(titled[:2], key=_worth))
    for banner in _BANNER_TITLE.findall(front.removed):
        if names_a_report(banner):
            return tidy(banner)
    stated = _stated_title(document)
    heading = _largest_heading(document)
    foreign = front.stem.isascii() and has_han(document.text[:500]) and heading
    named = front.stem.replace("_", " ")
    is_named = names_a_report(named) and not _LETTERED.match(front.stem) and not foreign
    # 年报.md says no more than a kind: what the file calls itself inside comes first.
    if is_named and (not _ONLY_A_KIND.fullmatch(named.strip()) or not (stated or heading)):
        return tidy(named)
    if stated and names_a_report(stated):
        return tidy(stated)
    if further := _further_down(document, front):
        return tidy(further)
    return _by_its_looks(document, front, joined, heading, stated)


def _by_its_looks(document: ParsedDocument, front: Front, joined: list[str], heading: str | None, stated: str) -> str:
    """The title of what no line calls a report."""
    likely = [line for line in joined[:3] if len(line) <= _LONGEST_TITLE and REPORT_LIKE.search(line)]
    if likely and not is_no_title(likely[0]):
        return tidy(likely[0])
    if heading and not (len(heading) < _A_NAME and _is_said(stated, document.text)):
        return tidy(heading)
    if len(stated) >= 4:
        return tidy(stated)
    first = next((line for line in joined if not is_no_title(line)), "")
    if 2 <= len(first) <= 60 and first[-1] not in "。，；：,:" and first[0].isalnum():
        return tidy(first)
    opening = re.match(r"[\w《“\"（(][^。！？!?；\n]{5,98}?(?=[\s。]|$)", first)
    return tidy(opening[0]) if opening else front.stem or "report"


def is_no_title(line: str) -> bool:
    """Whether a line says when and where, who wrote, which form of law or which rating: anything but a title."""
    return bool(
        is_dateline(line)
        or is_session_line(line)
        or is_credit(line)
        or _FORMULA.search(line)
        or DEAR.match(line)
        or _RATING.fullmatch(line.strip())
        or _BLANK_OF_FORM.match(line)
    )


def names_a_report(line: str) -> bool:
    """Whether a line reads like the title of a report."""
    return not is_no_title(line) and kind_of(line) is not None


def join_broken(lines: tuple[str, ...]) -> list[str]:
    """The lines, with "政府工作报" and "告" on the next one put together again."""
    joined: list[str] = []
    for line in lines:
        whole = joined[-1] + line if joined and len(line) <= 2 and len(joined[-1]) < 30 else ""
        if joined and _BARE_TITLE.fullmatch(line) and _PLACE_LINE.fullmatch(joined[-1]):
            whole = joined[-1] + line
        if whole and names_a_report(whole) and not names_a_report(joined[-1]):
            joined[-1] = whole
        else:
            joined.append(line)
    return joined


def tidy(words: str) -> str:
    """A title on one line, without the marks around it."""
    return " ".join(words.split()).strip("-—*#·| ")


def _stated_title(document: ParsedDocument) -> str:
    """The title in the file's properties, without a file's ending; "" for what a program wrote there."""
    stated = (document.title or "").strip()
    words = _ENDING.sub("", stated)
    if words != stated and " " not in words and not has_han(words):
        return ""
    return "" if _JUNK.search(words) or is_no_title(words) else words


def _is_said(stated: str, text: str) -> bool:
    """Whether the first pages say most of what a file's properties call it: then the properties are its own."""
    pairs = {stated[place : place + 2] for place in range(len(stated) - 1) if stated[place : place + 2].isalnum()}
    return len(stated) >= _A_NAME and sum(pair in text[:_FIRST_PAGE] for pair in pairs) * 2 >= len(pairs)


def _largest_heading(document: ParsedDocument) -> str | None:
    """The longest of the headings with the highest level among the first blocks."""
    headings = [
        block
        for block in document.blocks[:40]
        if block.kind is BlockKind.HEADING and not is_no_title(document.text[block.start : block.end])
    ]
    top = [block for block in headings if block in document.blocks[:12]]
    if not top:
        return None
    block = min(top, key=lambda block: (block.level or 9, block.start - block.end))
    if block.end - block.start < _A_NAME:
        # A label in large type, such as a broker's rating, stands above the title.
        block = min(headings, key=lambda block: (block.level or 9, block.start - block.end))
    words = document.text[block.start : block.end]
    return words if 2 <= len(words) <= _LONGEST_TITLE else None


def _further_down(document: ParsedDocument, front: Front) -> str | None:
    """A line of the first page, its foot or the running headers that names a report with its year."""
    lines = [*document.text[:_FIRST_PAGE].splitlines(), *front.removed.splitlines()]
    for line in lines:
        words = line.strip(" \t\u3000\xa0-—*#|")
        if len(words) <= _LONGEST_TITLE and _is_a_whole_title(words):
            return words
    return None


def _is_a_whole_title(words: str) -> bool:
    """Whether a line in the midst of others is a title: it names a report and a year, and is no sentence."""
    ends_well = words[-1:].isalnum() or words[-1:] in "）)》"
    return bool(
        ends_well and "\t" not in words and find_years(words) and not _NO_PROSE.search(_DAY_COMMA.sub("", words))
    ) and (names_a_report(words))


def _worth(line: str) -> int:
    """How much a title line says: one with year or region is worth more than a bare 政府工作报告."""
    return (2 if find_years(line) else 0) + (1 if find_regions(line) or local_region(line) else 0)
