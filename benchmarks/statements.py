"""True statements out of real reports, and which report and span each rests on: what `altered` and `claims` begin with.

A statement is a sentence of a report or a clause that has its own subject, with a figure in it. What the clause leaves
to its surroundings (whose figure, of which year, planned or done) is said of it, so that it can be put in.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from index.ingestion.finding import find_files
from index.ingestion.preparing import read_report
from index.ingestion.reading import ReadingProcess
from index.report import BlockKind, Part, Report
from index.text.masks import is_blanked
from index.text.regions import NATION
from index.text.sentences import split_sentences

# Short ones say nothing, long ones chain a dozen measures, which nobody states in one breath.
SHORTEST, LONGEST = 10, 120

# Numbers that are values: not list numbers, not inside names (5G, PM2.5, “4+1”, 415X), not years.
FIGURE = re.compile(
    r"(?<![\dA-Za-z.+＋“‘．—－\-/:：])\d+(?:,\d{3})*(?:\.\d+)?(?![\dA-Za-z+＋”’XＸ×/:：]|\.\d|年(?!以上|左右))"
)
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?=年)")
_QUOTED = re.compile(r"“[^”]*”|《[^》]*》|\"[^\"]*\"|\([^)]*\)|（[^）]*）")

# A clause that begins like this leans on the one before it.
_LEANING = re.compile(
    r"^(?:增长|下降|提高|降低|上升|增加|减少|达|其中|累计|总[数量额]|占|居|比|较|均|并|增速|增幅|规模|总额|同比|分别|排名|数量|其|"
    r"为|超|突破|年均|净增|增量|位居|共|该|这|此|惠及|带动|实现|合计|涨幅|降幅|翻|覆盖|由|从|较|到|同时|以及|和|与|及|每|至|约|近|"
    r"余额|面积|长度|全长|平均|力争|不低于|不超过|保持|稳定|控制|高于|低于|快于|高出|新增|完成|建成|完善|已|也|还|再|又|率先|首次|"
    r"创|连续|前|后|投资|产值|产量|收入|支出|人均|人数|一半|一是|二是|三是|[一二三四五六七八九十]是|是|有|以|在|使|让|把|将|对|向)"
)
_ENGLISH_YEAR = re.compile(r"(?<=[A-Za-z,.] )(?:19|20)\d\d$")
_LATINATE = re.compile(r"[A-Za-z]")
# What tells that a figure is of more than one year, or of another one.
_OTHER_TIME = re.compile(
    r"[一二三四五六七八九十两\d]年(?:来|间|内|以来|多)|以来|“十[一二三四五]五”|十[一二三四五]五|累计|历年|去年|上年|今年|明年|五年|近\S年|过去|"
    r"到20\d\d|届|期间|至今|已有|连续|截至|目前|下半年|上半年|季度|\d月|自\S{0,8}起|20\d\d|19\d\d|一年来\S{0,4}间"
)


@dataclass(frozen=True, slots=True)
class Statement:
    """A true statement and the span `[start, end)` of its report that it rests on.

    `form` is `sentence`, `clause` or `reworded`. `year` and `region` are whose figure it is, where that is certain and
    the text leaves it out; `plan` is None where the report tells neither.
    """

    report: Report
    start: int
    end: int
    text: str
    form: str
    year: int | None = None
    region: str | None = None
    plan: bool | None = None

    @property
    def quote(self) -> str:
        """The span itself."""
        return self.report.text[self.start : self.end]


def read_reports(paths: Iterable[Path]) -> list[Report]:
    """The reports of files and folders, in name order, without what only stands beside them (LICENSE, SOURCE.json)."""
    return list(_read(tuple(paths)))


@cache
def _read(paths: tuple[Path, ...]) -> tuple[Report, ...]:
    found: list[Report] = []
    with ReadingProcess() as parser:
        for file in find_files([path for path in paths if path.exists()]):
            if file.path.suffix in (".docx", ".txt", ".pdf") and file.refusal is None:
                digest = hashlib.sha256(file.path.read_bytes()).hexdigest()
                found.append(read_report(file, digest, parser, {}, None))
    return tuple(found)


def halved(reports: list[Report], half: str) -> list[Report]:
    """Every other report, the first half for developing and the second for the final number; `both` all."""
    ordered = sorted(reports, key=lambda report: report.report_id)
    return {"first": ordered[::2], "second": ordered[1::2], "both": ordered}[half]


def figures(text: str) -> list[re.Match[str]]:
    """The figures of a text that are values, outside quotation marks and brackets."""
    closed = [match.span() for match in _QUOTED.finditer(text)]
    opening = re.match(r"\s*[\d.、（(）)]+(?=[\s、.）)])", text)
    first = opening.end() if opening else 0
    return [
        match
        for match in FIGURE.finditer(text)
        if match.start() >= first
        and not _ENGLISH_YEAR.search(text[: match.end()])
        and not any(start <= match.start() < end for start, end in closed)
    ]


def sentences(report: Report) -> Iterator[Statement]:
    """The sentences with a figure, long enough to say something; what a report blanks is left out."""
    for block in report.blocks:
        if block.kind not in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM):
            continue
        for sentence in split_sentences(report.text, block.start, block.end):
            text = report.text[sentence.start : sentence.end]
            longest = LONGEST if report.metadata.language == "zh" else 2 * LONGEST
            if sentence.blanked or "\n" in text or not SHORTEST <= len(text) <= longest or not figures(text):
                continue
            if _whole(text, report.metadata.language):
                yield _placed(report, sentence.start, sentence.end, text, "sentence")


def clauses(report: Report) -> Iterator[Statement]:
    """The clauses of Chinese sentences that have their own subject and figure: "制造业投资增长3.3%"."""
    if report.metadata.language != "zh":
        return
    for block in report.blocks:
        if block.kind not in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM):
            continue
        for sentence in split_sentences(report.text, block.start, block.end):
            whole = report.text[sentence.start : sentence.end]
            if sentence.blanked or "\n" in whole:
                continue
            for match in re.finditer(r"[^，；。！？：]+", whole):
                text = match[0]
                inside_number = text[-1].isdigit() and whole[match.end() + 1 : match.end() + 2].isdigit()
                if SHORTEST - 2 <= len(text) <= 50 and stands_alone(text) and not inside_number:
                    start = sentence.start + match.start()
                    yield _placed(report, start, start + len(text), text, "clause")


def stands_alone(text: str) -> bool:
    """Whether a clause names what its figure is of."""
    found = figures(text)
    if not found or _LEANING.match(text) or is_blanked(text) or re.search("分别|其中|两者|[“”《》（）()]", text):
        return False
    subject = text[: found[0].start()]
    return len(re.findall(r"[\u4e00-\u9fff]", subject)) >= 5 and not _LATINATE.search(subject)


def _whole(text: str, language: str) -> bool:
    if language == "zh":
        return text[-1] in "。；！" and text.count("“") == text.count("”")
    # PDFs break sentences at page ends and run tables into them.
    return text[0].isupper() and text[-1] == "." and "\t" not in text and len(text.split()) >= 7


def _placed(report: Report, start: int, end: int, text: str, form: str) -> Statement:
    """The statement with what its place says: year and region only where nothing near it says otherwise."""
    section = report.section_at(start)
    own_year, region = report.metadata.year, report.metadata.region
    plan = None if section.part is None else section.part is Part.PLAN
    paragraph = next((block for block in report.blocks if block.start <= start < block.end), None)
    around = report.text[paragraph.start if paragraph else start : end] + "".join(report.headings(start)[1:])
    year = None
    # Older reports, and those at a government's term, look back and ahead over more than a year.
    of_one_year = own_year is not None and own_year >= 2010 and own_year % 5 != 3
    certain = plan is False or (plan is True and region is not None and region != NATION)
    if own_year and of_one_year and certain and not _OTHER_TIME.search(around):
        year = own_year if plan else own_year - 1
    return Statement(report, start, end, text, form, year, region, plan)
