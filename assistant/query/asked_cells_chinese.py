"""The shapes of Chinese questions for cells of companies' tables: a level, a change, a ratio of lines."""

import re
from collections.abc import Sequence

from assistant.query.asked_cells import MARK, OVER_TIMES, AskedCells, Marked, Work, marked, measure_of
from index.ledger.times import Times
from index.patterns import regex
from index.text.folding import simplified

_ASKING = regex(
    r"(?:分别)?(?:一共|总共|大约|大概|具体|究竟|到底)?(?:[是为有达等]|达到|占|等于|录得|实现)*(?:了|着)?(?:多少|"
    r"几何|几多|多大|多高)(?:美元|人民币|[百千万亿]*元|[百千万亿]+|钱|股(?![息利东份权本票]))*|(?:的)?(?:金额|"
    r"数额|数值|余额|规模)?(?:[是为])?(?:什么|哪个数|几)(?:金额|数字)?"
    r"|是多少|有多少|多少|几何"
)
_LEAD = regex(
    r"^(?:请问|请告诉我|告诉我|帮我查(?:一下)?|查(?:一下|询)?|我想知道|根据(?:报告|财报|年报|季报|财务报表)[，,]?|财报显示[，,]?)+"
)
_TAIL = regex(r"[？?。！!\s]+$|[？?]\s*(?:如果|若|没有|请).*$")
_BRACKETS = regex(r"[（(][^（()）]*[)）]")
_LIGHT = regex(
    r"^(?:的|在|于|公司(?!的?股东)|集团|其|该公司|本公司|期间|里|内|时|账[面上]{1,2}|手[头里]|，|,|、|\s)+|(?:的|在|于|为|是|有|期间|里|内|时|金额|数额|数值|花了?|花费了?|用了|共|总计|，|,|、|\s)+$"
)
_UP, _DOWN = "增长|增加|上升|提高|上涨|多|高|增", "下降|减少|下滑|降低|下跌|少|低|降"
_MOVES = f"(?:{_UP}|{_DOWN}|变化|变动)"
_THAN = "(?:相比|相较|相对|对比|比较|较之?|比|与|和|同|跟)"
_T = MARK
_SHAPES = (
    # 2022财年总收入比2021财年增长了百分之几
    (
        regex(
            rf"(?P<m>.+?){_THAN}{_T}(?:的?同期|的)?(?:相比|比较)?(?:的)?(?:{_MOVES})(?:了|的)?(?:百分之(?:几|"
            rf"多少)|幅度|比例|%|多少个?百分[点比]?|多少%|率)+.*"
        ),
        Work.PERCENT_CHANGE,
    ),
    (
        regex(rf"(?P<m>.+?){_THAN}{_T}(?:的?同期|的)?(?:相比|比较)?(?:[，,])?(?:{_MOVES})(?:了|出)?(?:多少|几).*"),
        Work.CHANGE,
    ),
    (
        regex(
            rf"(?P<m>.*?)从?{_T}[到至]{_T}(?P<n>.*?)(?:{_MOVES})了?(?:百分之(?:几|多少)|多少个?百分[点比]|"
            rf"多少%)"
        ),
        Work.PERCENT_CHANGE,
    ),
    (regex(rf"(?P<m>.*?)从?{_T}[到至]{_T}(?P<n>.*?)(?:{_MOVES})了?(?:多少|几).*"), Work.CHANGE),
    (
        regex(
            r"(?P<m>.+?)(?:同比|比上年|较上年|比去年|较去年)?(?:的)?(?:增长率|增幅|增速|变动率|变动比例|增减比例|"
            r"同比变动|涨幅|降幅)(?:是|为)?(?:多少|几)?.*"
        ),
        Work.PERCENT_CHANGE,
    ),
    (
        regex(
            rf"(?P<m>.+?)(?:同比|比上年(?:同期)?|较上年(?:同期)?|比去年(?:同期)?|较去年(?:同期)?)(?:{_MOVES})"
            rf"了?(?:百分之(?:几|多少)|多少个?百分[点比]|多少%)"
        ),
        Work.PERCENT_CHANGE,
    ),
    (
        regex(
            rf"(?P<m>.+?)(?:同比|比上年(?:同期)?|较上年(?:同期)?|比去年(?:同期)?|较去年(?:同期)?)(?:{_MOVES})了?(?:多少|几).*"
        ),
        Work.CHANGE,
    ),
    (
        regex(
            r"(?P<m>.+?)[占](?P<n>.+?)(?:的)?(?:比例|比重|百分比|百分之(?:几|多少)|多少|份额|占比)(?:是|为)?(?:多少)?"
        ),
        Work.SHARE,
    ),
    (regex(r"(?P<m>.+?)(?:与|和|跟|同)(?P<n>.+?)(?:的)?(?:之比|比率|比值)(?:是|为)?(?:多少)?"), Work.RATIO),
    (
        regex(r"(?P<m>.+?)(?:与|和|跟|加上?)(?P<n>.+?)(?:的)?(?:之和|总和|合计|加起来|一共|总共)(?:是|为)?(?:多少)?"),
        Work.SUM,
    ),
    (regex(r"(?P<m>.+?)(?:与|和|跟|比)(?P<n>.+?)(?:相差|差|多|少|高|低)(?:了|出)?多少.*"), Work.DIFFERENCE),
    (
        regex(
            rf"(?P<m>.+?)(?:(?:比|较)(?:{_T}|上年|去年)(?:的?同期)?|同比)?(?:是)?(?P<way>{_UP})"
            rf"(?:了|加|长)?还是(?:{_DOWN}|跌)了?"
        ),
        Work.ROSE,
    ),
    (
        regex(
            rf"(?P<m>.+?)(?:是否|有没有|是不是)(?:比|较)?(?:{_T}|上年|去年|同比)?(?:的?同期)?(?P<way>{_UP}|{_DOWN}).*"
        ),
        Work.ROSE,
    ),
)
_SOLD = regex(r"(?:卖|销售)(?:出|得|掉)?了?$")  # 调味品卖了多少
# 哪个产品的营业收入最高
_LARGEST_PART = regex(
    r"(?:哪一?[个类种大]|什么)(?P<k>产品|地区|区域|业务|分部|板块|行业|品类|市场|渠道)(?:的)?(?P<m>.+?)(?P<way>最[高多大低少小])"
)
_RATES = regex("增长|增幅|增速|增减|变动|变化|同比|环比|下降|减少|提高|上升")


def asked_in_chinese(question: str, times: Times, names: Sequence[str]) -> list[AskedCells]:
    """The readings of a question, the likeliest first; empty where it has no shape of these."""
    text = _TAIL.sub("", simplified(question).strip())
    text = _LEAD.sub("", text)
    told = marked(_BRACKETS.sub("", text), times, names)
    plain = Marked(re.sub(r"\s+", " ", told.text).strip(), told.times)
    if (match := _LARGEST_PART.fullmatch(_plain(plain.text.replace(" ", "")))) is not None:
        measure, spans = measure_of(_plain(match["m"]), ()), tuple(dict.fromkeys(plain.times))
        if measure is None or len(spans) != 1:
            return []
        work = Work.SMALLEST_PART if match["way"][1] in "低少小" else Work.LARGEST_PART
        return [AskedCells(work, (measure,), spans, parts=match["k"])]
    for shape, work in _SHAPES:
        squeezed = plain.text.replace(" ", "")
        match = shape.fullmatch(squeezed)
        if match is None:
            continue
        found = work
        if work is Work.ROSE:
            found = Work.FELL if re.fullmatch(_DOWN, match["way"]) else Work.ROSE
        parts = [_plain(match[name]) for name in ("m", "n") if name in match.groupdict()]
        if work in OVER_TIMES:
            parts = ["".join(parts)]
        measures = [measure_of(part, ()) for part in parts]
        if not all(measures):
            return []
        return [AskedCells(found, tuple(one for one in measures if one is not None), plain.times)]
    asked = _ASKING.search(plain.text)
    rest = plain.text if asked is None else plain.text[: asked.start()] + " " + plain.text[asked.end() :]
    rest = _SOLD.sub("营业收入", _plain(rest.replace(" ", "")))
    measure = measure_of(rest, ())
    if measure is None or (_RATES.search(rest) and not measure.line):
        return []
    if asked is None and not (plain.times and (measure.line or measure.ratio)):
        return []  # 2021年末总资产: nothing asks, but the line is named
    return [AskedCells(Work.VALUE, (measure,), plain.times)]


def _plain(text: str) -> str:
    """A measure without its times and words that name nothing."""
    text = text.replace(MARK, "")
    while (shorter := _LIGHT.sub("", text)) != text:
        text = shorter
    return text
