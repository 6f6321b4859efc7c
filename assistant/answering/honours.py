"""The honours that a report says were won: 获评…, 荣获…, 入选…, 被授予…, clause by clause, in the report's order.

What is planned (争创全国文明城市) is none. A theme in the question (生态方面的荣誉) must stand in the clause, in its
sentence or in the heading above it.
"""

import re
from collections.abc import Iterator, Sequence

from assistant.answering.enumerations import clauses
from assistant.answering.focus import focus_of
from assistant.answering.occurrences import occurrences
from assistant.answering.reply import Quote
from assistant.query.understanding import Understanding
from index.report import Part, Report, Section
from index.text.folding import simplified

ASKS_HONOURS = re.compile(r"荣誉|称号|奖项|表彰|殊荣|获奖")
_WON = re.compile(
    r"(?:荣|捧|喜|斩|再|摘|连)?获(?:得|评|颁|批|授)?|(?:被)?(?:评为|授予|命名为|认定为|表彰为|列为)|入选|入围|摘得|夺得|蝉联|上榜|跻身"
)
# What the prize is called; a clause that wins without one (获得显著成效) names no honour.
_PRIZE = re.compile(
    r"[“「《]|(?:称号|荣誉|奖|奖章|杯|牌|百强|十强|十佳|五十强|之乡|之都|之城|名单|名录|名城|名镇|名村|第一名|表彰|激励|模式|案例|基地)"
    r"|(?:示范|先进|优秀|优胜|文明|模范|卫生|森林|园林|生态|创新型|智慧|宜居|幸福|双拥|平安)[^，。；]{0,12}(?:国家|省|市|县|区|镇|村|城|单位|集体|个人|企业)"
)
_NOT_YET = re.compile(r"争创|创建|争取|力争|确保|推动|申报|申创|积极|努力|全力|准备|拟|将|要")
_ABOUT = re.compile(r"(?:方面|领域|工作|类|相关|有关|方向)$")
_WORDS_OF_ASKING = re.compile(rf"{ASKS_HONOURS.pattern}|获得|获评|荣获|取得|拿到|受到|获|得到|得|拿|评|入选|和|与|、")


def honours(understanding: Understanding, report: Report) -> list[Quote]:
    """The clauses of the review that tell of an honour of the question's theme; empty where none does."""
    themes = list(_themes(understanding))
    return [
        Quote(report, *span)
        for section in report.sections
        if section.part is not Part.PLAN
        for span in _in_section(report, section, themes)
    ]


def _themes(understanding: Understanding) -> Iterator[str]:
    for piece in focus_of(understanding, "frame_list").pieces:
        for part in re.split("[了的]", piece):
            theme = _WORDS_OF_ASKING.sub("", _ABOUT.sub("", part))
            theme = _ABOUT.sub("", theme)
            if len(theme) > 1:
                yield theme


def _in_section(report: Report, section: Section, themes: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The clauses of a section's own text, without those of the sections below it."""
    below = [child.start for child in report.sections if child.parent == section.number]
    end = min(below, default=section.end)
    heading = simplified(report.text[section.heading_start : section.heading_end])
    for first, last in clauses(report.text, section.start, end, "。！\n"):
        sentence = report.text[first:last]
        if not _WON.search(sentence):
            continue
        if all(occurrences(sentence, theme) or theme in heading for theme in themes):
            yield from _won(report.text, first, last)


def _won(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for first, last in clauses(text, start, end, "，；"):
        clause = text[first:last]
        won = _WON.search(clause)
        if won is None or _NOT_YET.search(clause[: won.start()]):
            continue
        if _PRIZE.search(clause, won.start()):
            yield first, last
