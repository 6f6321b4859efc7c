"""Facts out of provincial reports: subject, change or level, number and unit, each of one region and year.

Only clauses of three plain shapes are taken, so that what is made of a fact by rule stays grammatical and its truth is
known: "制造业投资增长3.3%", "城镇新增就业达到118.3万人", "建成高标准农田284万亩".
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from statements import clauses

from index.report import Report

UNITS = (
    "万亿元|亿元|万元|亿美元|万美元|个百分点|%|平方公里|万平方米|万亩|公里|万吨|亿吨|亿斤|万千瓦|亿千瓦时|亿立方米|"
    "万人次|亿人次|万人|万户|万套|万辆|万台|家|个|所|座|条|件|项|户|套|名|种|张|人|艘|处"
)
_HEDGE_BEHIND = "左右|以上|以内|以下"
_SUBJECT = r"[\u4e00-\u9fff]{4,18}"
_NUMBER = r"(?P<number>\d+(?:\.\d+)?)"
_GROWTH = re.compile(
    rf"(?P<subject>{_SUBJECT}?)(?P<verb>增长|下降|提高|降低|上升){_NUMBER}(?P<unit>%|个百分点)(?P<hedge>{_HEDGE_BEHIND})?"
)
_LEVEL = re.compile(
    rf"(?P<subject>{_SUBJECT}?)(?P<verb>达到|达|为|)(?P<before>超过?|突破|近|约)?{_NUMBER}(?P<more>多|余)?"
    rf"(?P<unit>{UNITS})(?P<hedge>{_HEDGE_BEHIND})?"
)
_ACT = re.compile(
    rf"(?P<verb>新增|新建成|新建改造|新建提升|新改建|新建|建成|完成|改造|培育|引进|治理|发放|开工建设|实施|整治提升|整治)"
    rf"(?P<subject>[\u4e00-\u9fff]{{3,14}}?){_NUMBER}(?P<more>多|余)?(?P<unit>{UNITS})(?P<hedge>{_HEDGE_BEHIND})?"
)
# What ends the name of something that has a level; another "subject" has a verb in it ("攻克关键技术").
_LEVEL_NAME = re.compile(
    r"(?:额|率|比例|比率|产量|规模|产值|总值|面积|里程|收入|强度|装机|容量|支出|主体|增量|比重|储备|数|数量|存栏|出栏|就业)$"
)
_DEED = re.compile(
    r"^(?:认定|攻克|重组|盘活|加密|打通|开设|吸引|吸纳|引育|新|推广|接待|减收|投入|发行|改扩建|资助|转移|输转|承接|建立|招引|签约|兑现|"
    r"帮助|帮扶|组建|评选|选派|举办|创建|办理|处置|查处|清理|修复|栽植|筹集|筹措|收购|谋划|储备|开行|开通|布局|紧急转移|立改废|提请)"
)
# A subject that is none, holds a verb, or names what a figure cannot be of.
_NO_SUBJECT = re.compile(
    r"力争|确保|预计|实现|争取|推动|完成|建成|新增|新建|累计|以及|同时|成为|超过|突破|不低于|不超过|高于|低于|快于|比全国|位|第|"
    r"增长|下降|提高|降低|上升|由|从|较|比上|同比|我们|其|和$|至$|到$|达$|近$|约$|超$|等$|共$|各$|的$|了$|总量$|分别|全国|支持|发展|打造|"
    r"建设|实施|培育|开展|推进|改造|发放|开工|引进|治理|整治|压减|压降|降至|增至|升至|控制在|稳定在|保持在|扩大到|缩小|排名|居|占|"
    r"[在对向把被让使给为以将再又还也已可能有是均和或]|每|落实|保持|增速|不少于|平均$"
)
_NO_OBJECT = re.compile(
    r"^改造|^提升|^改建|不低于|不少于|力争|预计|超$|近$|约$|达$|等$|共$|各$|的$|了$|总量$|累计|第$|其|增长|下降|[，、和]|到$|至$|以上|为$"
)


@dataclass(frozen=True, slots=True)
class Fact:
    """What a report says in one clause. `shape` is `growth`, `level`, `deed` or `act`.

    A `level` is of a name ("粮食产量"); the subject of a `deed` has a verb in it ("攻克关键技术"); `act` has its verb
    before its subject.
    `before` and `hedge` are hedges around the number ("超过", "以上"), `more` is 多 or 余 behind it.
    """

    region: str
    year: int
    plan: bool
    shape: str
    subject: str
    verb: str
    number: Decimal
    unit: str
    source: str
    quote: str
    before: str = ""
    more: str = ""
    hedge: str = ""

    @property
    def is_exact(self) -> bool:
        """Whether no hedge stands at the number."""
        return not (self.before or self.more or self.hedge)

    @property
    def amount(self) -> str:
        """The number with its unit and hedges, as the report writes it."""
        return f"{self.before}{plain(self.number)}{self.more}{self.unit}{self.hedge}"


def plain(number: Decimal) -> str:
    """A number as reports write it: no exponent, no zeros behind the point that nobody wrote."""
    return f"{number:f}"


def facts(report: Report) -> Iterator[Fact]:
    """The facts of a provincial report whose year and region are certain, in order."""
    for statement in clauses(report):
        text = statement.text
        if statement.year is None or statement.region is None or statement.plan is None:
            continue
        # "全省生产总值增长5.5%": the region is named where the fact is told.
        bare = re.sub(r"^(?:力争|确保|预计|实现|全年|全省|全市|全区|全疆|全自治区|我省|我市|我区)+", "", text)
        for shape, pattern in (("growth", _GROWTH), ("act", _ACT), ("level", _LEVEL)):
            match = pattern.fullmatch(bare)
            if match is None:
                continue
            parts = {"before": "", "more": "", "hedge": "", **{k: v or "" for k, v in match.groupdict().items()}}
            if (_NO_OBJECT if shape == "act" else _NO_SUBJECT).search(parts["subject"]):
                break
            is_deed = shape == "level" and not _LEVEL_NAME.search(parts["subject"])
            if is_deed and not _DEED.search(parts["subject"]):
                break
            if Decimal(parts["number"]) == 0 or statement.region in parts["subject"]:
                break
            yield Fact(
                region=statement.region,
                year=statement.year,
                plan=statement.plan,
                shape="deed" if is_deed else shape,
                subject=parts["subject"],
                verb=parts["verb"],
                number=Decimal(parts["number"]),
                unit=parts["unit"],
                source=report.sources[0].name,
                quote=statement.quote,
                before=parts["before"],
                more=parts["more"],
                hedge=parts["hedge"],
            )
            break


def only_ones(found: Sequence[Fact]) -> list[Fact]:
    """The facts of whose subject and shape a report says one thing only in that part; the others would be ambiguous."""
    said: dict[tuple[str, str, str, bool], set[str]] = {}
    for fact in found:
        said.setdefault((fact.source, fact.shape, fact.subject, fact.plan), set()).add(fact.amount)
    return [fact for fact in found if len(said[fact.source, fact.shape, fact.subject, fact.plan]) == 1]
