"""A table's cells as facts: the row's label is the measure, the column the period or what is told of it.

Each figure is put as the sentence that a reader would say of it and read by the same reader as prose. A header may be
misread, so what a cell says supports; it refutes only where its column names its year and no other cell or sentence
tells the same otherwise. Of an English table only the columns that are a year are read.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from index.facts.fact import Context, Fact, How
from index.facts.reading import read
from index.patterns import regex
from index.report import Block, Cell, Report
from index.structure.tables import count_header_rows, header_path, is_figure, unit_line
from index.text.units import UNITS

# Larger tables are data more than statements; what they hold is asked of them, not claimed.
MOST_CELLS = 2_000
_UNIT_LINE = regex(r"(?<!编制)单位[:：]\s*(?:人民币)?\s*(?P<unit>(?:(?!币种|审计类型)[^\s，,；;）)])+)")
_IN_BRACKETS = regex(r"[（(]\s*(?P<inside>[^（()）]*)\s*[)）]")
_PERIOD = regex(r"(?:(?:19|20)\d\d\s*年?(?:\s*\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?)?(?:度|末)?)")
_QUARTER = regex("第?[一二三四]季度|上半年|下半年|前三季度|全年")
_LATIN_UNIT = regex(r"[A-Za-zμµ℃°]{1,4}(?:/[A-Za-z]{1,4}\d?)?")
_GROWTH = regex("同比|增减|增长|增速|变动|变化|比上年|比上期|升降")
_AIM = regex("目标|计划|预期")
_RESULT = regex("完成|实际|实绩|数值|数额|金额|绝对[额量数值]|总量|本期数?|合计|本年数?|指标值")
_NEGATIVE = regex(r"^[-−－–(（]")
_AROUND = regex(r"(?P<number>[\d,，.]+)\s*(?P<unit>%|％)?(?P<hedge>左右|以上|以下|以内)?$")


def cell_facts(report: Report, block: Block, context: Context) -> Iterator[Fact]:
    """The facts of a table's figures in reading order, each from the row's label to the figure."""
    if len(block.cells) > MOST_CELLS:
        return
    block = _with_header(report, block)
    mixed = _tells_several(report, block)
    labels = {cell.row: cell for cell in reversed(block.cells) if cell.start < cell.end}
    for cell in block.cells:
        text = report.text[cell.start : cell.end].strip()
        if cell.row < block.header_rows or cell.column == 0 or not is_figure(text):
            continue
        if report.metadata.language == "en":
            said = _english_sentence(report, block, cell, text)
        else:
            said = _sentence(report, block, cell, text, context, mixed)
        if said is None or cell.row not in labels:
            continue
        start = labels[cell.row].start
        column = " ".join(header_path(report, block, cell).columns)
        aimed = _AIM.search(column) is not None
        how = How.CELL if _PERIOD.search(column) else How.ITEM
        for fact in read(said, replace(context, plan=aimed)):
            if len(fact.figures) == 1 and "⟨非⟩" not in fact.pieces:
                figure = replace(fact.figures[0], start=cell.start, end=cell.end, text=text)
                yield replace(fact, figures=(figure,), how=how, start=start, end=cell.end)


def _with_header(report: Report, block: Block) -> Block:
    """The block; where the file names no header, with the rows at its top that name columns as one."""
    if block.header_rows or not block.cells:
        return block
    rows = [[""] * (max(cell.column for cell in block.cells) + 1) for _ in range(max(c.row for c in block.cells) + 1)]
    for cell in block.cells:
        rows[cell.row][cell.column] = report.text[cell.start : cell.end]
    return replace(block, header_rows=count_header_rows(rows))


def _tells_several(report: Report, block: Block) -> bool:
    """Whether columns name several measures of their own: then 同比增减 doesn't say of which."""
    names = [report.text[cell.start : cell.end] for cell in block.cells if cell.row < block.header_rows and cell.column]
    return len({own for name in names if not _GROWTH.search(name) and (own := _own_measure(name))}) > 1


def _own_measure(column: str) -> str:
    """What a column's name says besides a time, a unit and that it is a result or an aim."""
    rest = _without_brackets(_QUARTER.sub("", _PERIOD.sub("", column))).strip()
    return "" if _RESULT.fullmatch(rest) or _AIM.search(rest) or is_unit(rest) or rest in ("单位", "占比") else rest


def _sentence(report: Report, block: Block, cell: Cell, text: str, context: Context, mixed: bool) -> str | None:
    """What the figure says, as a sentence; None where row, unit or column leave that open."""
    path = header_path(report, block, cell)
    match = _AROUND.search(text.strip("()（）-−－–"))
    column = " ".join(path.columns)
    when = _when(column, path.caption, context)
    if not path.rows or match is None or not column or when is None:
        return None
    *names, last = path.rows
    by_column = bool(names) and (is_unit(last) or _LATIN_UNIT.fullmatch(last) is not None)
    label = "".join(names) if by_column else "".join(path.rows)
    unit = match["unit"] or _unit(column) or (last if by_column else _unit(label))
    unit = unit or _caption_unit(path.caption) or _caption_unit(unit_line(report, block))
    told = _without_brackets(_QUARTER.sub("", _PERIOD.sub("", column)).strip())
    growth = _GROWTH.search(told) is not None
    label = _without_brackets(label)
    if not label or is_unit(told) or (growth and (mixed or unit not in ("%", "％", "个百分点", "百分点"))):
        return None
    falls = _NEGATIVE.match(text) is not None
    if falls and not growth:
        return None
    sign = ("下降" if falls else "增长") if growth else ""
    unit = f" {unit}" if unit.isascii() and unit != "%" else unit
    rest = "" if sign or _RESULT.fullmatch(told) or _AIM.search(told) else told
    return f"{when}{label}{rest}{sign}{match['number']}{unit}{match['hedge'] or ''}。"


_YEAR_COLUMN = regex(
    r"(?:FY|fiscal(?: year)?|year)?\s*(?P<year>(?:19|20)\d\d)\s*(?:\([a-z ]{1,12}\)|actual|audited)?", re.IGNORECASE
)
_SCALE = regex(r"\b(?P<scale>thousand|million|billion|trillion)s?\b", re.IGNORECASE)
_ENGLISH_FIGURE = regex(r"(?P<currency>[$€£¥])?\s?(?P<number>\d[\d,]*(?:\.\d+)?)\s?(?P<percent>%)?")
_LAST_BRACKETS = regex(r"\s*\((?P<inside>[^()]*)\)\s*$")
_CURRENCY = regex(r"[$€£¥]|\b(?:dollars|euros|pounds|USD|EUR|GBP)\b", re.IGNORECASE)


def _english_sentence(report: Report, block: Block, cell: Cell, text: str) -> str | None:
    """What a figure below a year says; None where the column is none, or the figure is below nought or of no scale.

    "(million)" and "($ million)" behind the row's name are the figure's; "In millions" over the table scales what it
    doesn't say, so nothing is read there.
    """
    path = header_path(report, block, cell)
    year = _YEAR_COLUMN.fullmatch(" ".join(path.columns).strip())
    figure = _ENGLISH_FIGURE.fullmatch(text)
    if year is None or figure is None or len(path.rows) != 1 or _SCALE.search(path.caption):
        return None
    if any(_SCALE.search(report.text[one.start : one.end]) for one in block.cells if one.row < block.header_rows):
        return None
    label, scale, currency = path.rows[0].strip(), "", figure["currency"] or ""
    brackets = _LAST_BRACKETS.search(label)
    if brackets is not None:
        inside = brackets["inside"]
        named, money = _SCALE.search(inside), _CURRENCY.search(inside)
        if named is not None or money is not None:
            scale = f" {named['scale'].lower()}" if named is not None else ""
            currency = currency or (money[0] if money is not None and money[0] in "$€£¥" else "")
            label = label[: brackets.start()]
        elif inside.lower().startswith("per "):
            label = f"{label[: brackets.start()]} {inside}"
        elif inside.strip() == "%":
            label, scale = label[: brackets.start()], "%"
        else:
            return None
    if not label or re.search(rf"(?<!per ){_SCALE.pattern}", label, re.IGNORECASE) or not label[0].isalpha():
        return None
    return f"In {year['year']}, {label} was {currency}{figure['number']}{figure['percent'] or scale}."


def _when(column: str, caption: str, context: Context) -> str | None:
    """The year and the part of it that a column is of, else the caption's, else that of where the table stands."""
    match = _PERIOD.search(column) or _PERIOD.search(caption)
    part = _QUARTER.search(column)
    within = "" if part is None or part[0] == "全年" else part[0]
    if match is not None:
        year = match[0].rstrip("末度 ")
        return f"{year}{'' if '年' in year else '年'}{within}"
    if len(set(context.years)) == 1:
        return f"{context.years[0]}年{within}"
    return (
        None
        if context.year is None or context.plan
        else f"{context.year}年{within}"
        if context.names and context.region is None
        else None
    )


def is_unit(text: str) -> bool:
    """Whether a cell or a bracket holds a unit and nothing else."""
    unit = text.strip()
    if "/" in unit:
        return all(map(is_unit, unit.split("/")))  # 元/股
    return unit in UNITS or unit == "％" or (len(unit) > 1 and unit[0] in "十百千万亿" and is_unit(unit[1:]))


def _unit(text: str) -> str:
    return next((found["inside"] for found in _IN_BRACKETS.finditer(text) if is_unit(found["inside"])), "")


def _caption_unit(caption: str) -> str:
    match = _UNIT_LINE.search(caption)
    return match["unit"] if match is not None and is_unit(match["unit"]) else ""


def _without_brackets(text: str) -> str:
    return _IN_BRACKETS.sub("", text).strip()
