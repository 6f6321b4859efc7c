"""A sentence as tokens: figures, years, words of the closed classes, marks, and text between."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from index.facts.fact import Bound, Figure
from index.facts.vocabulary import NAMING, vocabulary
from index.patterns import regex
from index.text.numerals import han_value, plain
from index.text.quantities import find_quantities
from index.text.quantity import Quantity
from index.text.quantity_words import Hedge
from index.text.scales import scale_value
from index.text.units import base_of
from index.text.years import HAN_YEAR, written_year

_BOUNDS = {
    Hedge.EXACT: Bound.EXACT,
    Hedge.ABOUT: Bound.ABOUT,
    Hedge.NEARLY: Bound.NEAR,
    Hedge.AT_LEAST: Bound.OVER,
    Hedge.AT_MOST: Bound.UNDER,
}
# Units that number a thing rather than count it: 二期, 第14届, 5号线, 三级医院, 50强. They stay in the key as they are.
NAMING_UNITS = frozenset(
    {
        "大",
        "步",
        "网",
        "单",
        "期",
        "届",
        "号",
        "级",
        "代",
        "字",
        "批",
        "强",
        "线",
        "世纪",
        "类",
        "路",
        "分",
        "成",
        "维",
        "星",
        "层级",
    }
)
# Words that may hold a numeral: names, 第一次, 两项都.
_HOLDING = NAMING | {"first", "each"}
# 2.04∶1 is a ratio of 2.04; 1/4 is a part of a whole.
_RATIO = regex(r"(?<![\d.∶:：])(?P<left>\d+(?:\.\d+)?)[∶:：]1(?![\d.∶:：])")
_FRACTION = regex(r"(?<![\d./])(?P<part>[1-9]\d?)/(?P<whole>[1-9]\d?)(?![\d./])")
# 1982年, 一九八二年 and "1 9 8 2 年", as old reports write it.
_DIGITS = rf"(?:(?:19|20)\d\d|[12](?: \d){{3}} ?|{HAN_YEAR})"
_YEAR = regex(
    rf"(?P<first>{_DIGITS})年?(?:[-—–~至到]+)(?P<last>{_DIGITS})年"
    rf"|(?P<year>{_DIGITS})\s?年\s?(?P<month>\d{{1,2}}\s?月(?:份|\s?\d{{1,2}}\s?日)?)?"
    r"(?P<half>上半年|下半年|前三季度|第?[一二三四]季度|度)?(?P<edge>底|末|初)?"
)
# 筹划近30年 says how long, not since when.
_LASTING = ("筹划", "历时", "时隔", "酝酿", "谋划", "论证", "等待", "期盼", "停滞", "奋斗", "坚守", "耗时")
_NO_LASTING = "".join(f"(?<!{verb})(?<!{verb}了)" for verb in _LASTING)
_RELATIVE = regex(
    r"(?P<last>(?:去年|上年|上一年|过去一年|过去的一年|(?<!提)前一年)(?:年底|全年|一年|底|末|年末)?)"
    r"|(?P<this>今年|本年度?|新的一年|新一年)|(?P<next>明年)|(?P<before>前年)"
    rf"|(?P<span>(?:{_NO_LASTING}近|过去|这|最近|前|近期的?)"
    r"(?P<count>[两二三四五六七八九十]{1,3}|\d{1,2})年来?|(?P<since>[两二三四五六七八九十]{1,3}|\d{1,2})年来"
    r"|[“\"]?(?P<plan>十[一二三四五])五[”\"]?(?:以来|时期|期间)|(?:党的)?[二十一八九]+大以来|近年来?|多年来|近几年来?|以来)"
    r"|(?<![\d第.])(?P<month>(?:\d{1,2}[-—~至到])?(?:1[0-2]|0?[1-9])月(?:份|[123]?\d日)?)(?![\d日末])"
    r"|(?P<part>上半年|下半年|前三季度|前[一二三四五六七八九十]{1,2}个?月|第?[一二三四]季度)"
)
# "创近五年新高", "1998年以来最多" tell of a record, not when it was set.
_RECORD = regex("(?:以来|来)?(?:同期)?(?:的)?(?:最|新高|新低)|(?:以来|来)首")
_MARK = regex(r"[，,；;：:。！？!?、（）()\[\]【】“”‘’\"'《》〈〉—…·\s/／]")
# "突破万亿元", "不足百亿": a round amount behind a word that bounds it.
_ROUND = regex(
    r"(?:(?<=[破超足到近过上达逾跨回])|(?<=[破超过达]了))(?P<scale>[十百千]?万亿|[十百千]亿|[百千]万|万亿|亿)(?P<unit>元|斤|吨|标准箱|标箱|人次|人|千瓦|美元)?(?!级)"
)
_DECIMAL = regex(r"(?P<whole>[零一二两三四五六七八九十]+)点(?P<part>[零一二三四五六七八九]+)(?![一-鿿]?度)")
# The first years of 十一五 to 十五五.
_PLANS = {"一": 2006, "二": 2011, "三": 2016, "四": 2021, "五": 2026}
# 1.3个、3个百分点: both are points.
_POINTS_TOO = regex(r"(?:[、和及与][\d.]+个)*[、和及与][\d.]+个百分点")
_NUMERAL = regex("[零一二两三四五六七八九十百千]+")
# 前三 is a rank of three at most; 前三季度 and 前三年 are times.
_UP_TO_RANK = regex("前(?P<rank>[三四五六七八九十]|[1-9]\\d?)(?:名|位|强)?(?=[，,、。；;]|$|的|行列|之列)")
# More than a half.
_HALF = regex("过半数?(?![个年天月程路场])|半数以上")
_SPOKEN = regex(
    r"(?P<number>[一二两三四五六七八九十][零一二两三四五六七八九十百千万]*)(?P<more>多)?(?P<scale>[万亿])(?![一二三四五六七八九十百千万亿家户人物事])"
)


@dataclass(frozen=True, slots=True)
class Token:
    """`[start, end)` of the sentence. `kind`: text, word, figure, name (a numbered one), mark, year.

    `classes` are a word's; `value` is the text in canonical form.
    """

    start: int
    end: int
    kind: str
    value: str
    classes: dict[str, str] | None = None
    figure: Figure | None = None
    stage: str = ""
    own: bool = False

    def has(self, kind: str) -> bool:
        """Whether it is a word of that class."""
        return self.classes is not None and kind in self.classes


def tokenise(text: str) -> list[Token]:
    """The tokens of a sentence, in order; together they hold every character."""
    flat = plain(text)
    lowered = flat.lower()
    figures = {quantity.start: quantity for quantity in (*find_quantities(flat), *_bare_numerals(flat))}
    known = vocabulary()
    tokens: list[Token] = []
    at = pending = 0

    def flush(end: int) -> None:
        if pending < end:
            tokens.append(Token(pending, end, "text", lowered[pending:end]))

    while at < len(flat):
        token: Token | None = None
        quantity = figures.get(at)
        if (year := _YEAR.match(flat, at) or _RELATIVE.match(flat, at)) is not None and year[0] != "以来":
            record = _RECORD.match(flat, year.end()) or flat[at - 1 : at] == "创"
            token = Token(at, year.end(), "name" if record else "year", year[0])
        elif (word := _word_at(lowered, at, quantity, figures)) is not None:
            lexeme = known.lexemes[word]
            token = Token(at, at + len(word), "word", word, lexeme.classes, None, lexeme.stage, lexeme.own)
        if token is None and quantity is not None:
            token = _figure(flat, quantity)
        if token is None and _MARK.match(flat, at):
            token = Token(at, at + 1, "mark", flat[at])
        if token is None:
            at += 1
            continue
        flush(at)
        tokens.append(token)
        at = pending = token.end
    flush(len(flat))
    return tokens


def _word_at(lowered: str, at: int, quantity: Quantity | None, figures: Mapping[int, Quantity]) -> str | None:
    """The longest word at `at` that hides no figure: of 排第三位 it is 排, not 排第."""
    known = vocabulary()
    for word in known.matches(lowered, at):
        lexeme = known.lexemes[word]
        end = at + len(word)
        whole = quantity is not None and quantity.end == end and "act" in lexeme.classes
        naming = _HOLDING & lexeme.classes.keys() and (quantity is None or quantity.end <= end)
        if whole or naming or not any(start in figures for start in range(at, end)):
            return word
    return None


def _bare_numerals(flat: str) -> Iterator[Quantity]:
    """Amounts in words without a unit, as people say them: 一千一百四十亿, 六千多亿, 八百亿."""
    taken = [(quantity.start, quantity.end) for quantity in find_quantities(flat)]
    for match in _SPOKEN.finditer(flat):
        value = han_value(match["number"] + match["scale"])
        if value is None or any(start < match.end() and match.start() < end for start, end in taken):
            continue
        step = Decimal(scale_value(match["scale"]))
        hedge = Hedge.AT_LEAST if match["more"] else Hedge.EXACT
        yield Quantity(match.start(), match.end(), match[0], value, value, "", step, step, hedge)
        taken.append(match.span())
    for match in _RATIO.finditer(flat):
        value = Decimal(match["left"])
        step = Decimal(1).scaleb(int(value.as_tuple().exponent))
        yield Quantity(match.start(), match.end(), match[0], value, value, "", step, step)
    for match in _FRACTION.finditer(flat):
        if int(match["part"]) < int(match["whole"]):
            share = Decimal(100) * int(match["part"]) / int(match["whole"])
            hedge = Hedge.NEARLY if flat[: match.start()].endswith("近") else Hedge.EXACT
            yield Quantity(match.start(), match.end(), match[0], share, share, "%", Decimal(1), Decimal(1), hedge)
    for match in _UP_TO_RANK.finditer(flat):
        rank = han_value(match["rank"]) if not match["rank"].isdigit() else Decimal(match["rank"])
        if rank:
            yield Quantity(match.start(), match.end(), match[0], rank, rank, "第", rank, rank, Hedge.AT_MOST)
    half = Decimal(50)
    for match in _HALF.finditer(flat):
        if not any(start < match.end() and match.start() < end for start, end in taken):
            yield Quantity(
                match.start(), match.end(), match[0], half, half, "%", Decimal(10), Decimal(10), Hedge.AT_LEAST
            )
            taken.append(match.span())
    for match in _DECIMAL.finditer(flat):
        value = han_value(match[0])
        if value is not None and not any(start < match.end() and match.start() < end for start, end in taken):
            step = Decimal(1).scaleb(-len(match["part"]))
            yield Quantity(match.start(), match.end(), match[0], value, value, "", step, step)
            taken.append(match.span())
    for match in _ROUND.finditer(flat):
        if any(start < match.end() and match.start() < end for start, end in taken):
            continue
        unit, factor = base_of(match["unit"]) if match["unit"] else ("", Decimal(1))
        value = Decimal(scale_value(match["scale"])) * factor
        yield Quantity(match.start(), match.end(), match[0], value, value, unit, value, value)


def _figure(flat: str, quantity: Quantity) -> Token:
    start, end = quantity.start, quantity.end
    text = flat[start:end]
    if quantity.unit == "成" and quantity.hedge is Hedge.AT_LEAST and text[-1:] in "多余":
        tenth = Decimal(10)
        quantity = replace(quantity, low=quantity.low * tenth, high=quantity.high * tenth, unit="%", round_step=tenth)
    if quantity.unit == "年/年":  # 连续4年每年新增: a span of years is no amount a year
        end -= len("每年")
        text = flat[start:end]
        quantity = replace(quantity, end=end, text=text, unit="年")
    if quantity.unit == "个" and text.endswith(("个多", "个余")) and flat.startswith("百分点", end):
        end += len("百分点")  # 提高2个多百分点
        text = flat[start:end]
        quantity = replace(quantity, end=end, text=text, unit="百分点", hedge=Hedge.AT_LEAST)
    if quantity.unit == "个" and _POINTS_TOO.match(flat, end):
        quantity = replace(quantity, unit="百分点")
    if quantity.unit in NAMING_UNITS:
        return Token(start, end, "name", _numbered(text))
    if quantity.unit == "%" and text.rstrip("多余").endswith("倍"):
        times = Decimal(100)
        quantity = replace(
            quantity,
            low=quantity.low / times,
            high=quantity.high / times,
            unit="倍",
            round_step=quantity.round_step / times,
        )
    bare = quantity.unit == "" and re.search("[万亿]", text) is not None
    spoken = bare or bool(re.search("个点$|[^分]点$", text))
    # "两成" is said of 18 % to 22 %.
    loose = text.endswith("成") and quantity.hedge is Hedge.EXACT
    figure = Figure(
        start,
        end,
        text,
        quantity.low,
        quantity.high,
        quantity.unit,
        Bound.ABOUT if loose else _BOUNDS[quantity.hedge],
        Decimal(5) if loose else quantity.round_step,
        spoken,
    )
    return Token(start, end, "figure", "#", None, figure)


def _numbered(text: str) -> str:
    """二期 and 2期, 五百强 and 500强 are one name."""
    number = _NUMERAL.match(text)
    value = han_value(number[0]) if number is not None else None
    return text if number is None or value is None else f"{value.normalize():f}{text[number.end() :]}"


def canonical_text(tokens: Sequence[Token]) -> str:
    """Tokens as one text: names in canonical form, ordinals in digits, other figures as #."""
    return "".join(
        f"第{token.figure.low}"
        if token.figure is not None and token.figure.unit == "第"
        else (token.classes or {}).get("name", token.value)
        for token in tokens
    )


def year_of(token: Token, report_year: int | None) -> tuple[int, int, str] | None:
    """(first, last, part of the year) of a year token; None where it names none that is known."""
    if match := _YEAR.fullmatch(token.value):
        if match["first"]:
            return written_year(match["first"]), written_year(match["last"]), ""
        year = written_year(match["year"])
        return (
            year,
            year,
            re.sub(r"\s", "", match["month"] or "").removesuffix("份") or _quarter(match["half"]) or "",
        )
    match = _RELATIVE.fullmatch(token.value)
    if match is None or report_year is None:
        return None
    if match["last"]:
        return report_year - 1, report_year - 1, ""
    if match["this"]:
        return report_year, report_year, ""
    if match["next"]:
        return report_year + 1, report_year + 1, ""
    if match["before"]:
        return report_year - 2, report_year - 2, ""
    if match["month"]:
        return report_year - 1, report_year - 1, match["month"].removesuffix("份")
    if match["part"]:
        return report_year - 1, report_year - 1, _quarter(match["part"])
    count = match["count"] or match["since"]
    if count and (number := int(count) if count.isdigit() else int(han_value(count) or 0)):
        return report_year - number, report_year - 1, ""
    if match["plan"]:
        first = _PLANS[match["plan"][1]]
        return first, first + 4, ""
    return report_year - 5, report_year - 1, ""


def _quarter(part: str | None) -> str:
    return "" if part in (None, "度") else (part or "").removeprefix("第")


def is_month(token: Token) -> bool:
    """Whether a year token names only a month or a day: 10月28日."""
    return token.kind == "year" and token.value[:1].isdigit() and "年" not in token.value and "月" in token.value


def in_order(tokens: Sequence[Token]) -> Iterator[Token]:
    """The tokens without white space."""
    return (token for token in tokens if not (token.kind == "mark" and token.value.isspace()))
