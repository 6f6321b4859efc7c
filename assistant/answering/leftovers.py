"""What may be left over where a question's words are laid over an entry's: words that name nothing of their own."""

import re
from collections.abc import Sequence

from assistant.query.asked import AROUND, AskedFigure
from assistant.verification.wording import OUTPUT, WEAK, is_weak
from index.ledger.entry import Entry
from index.patterns import regex

# What a question says of a figure beside its measure.
_AMOUNTS = frozenset({"千克", "辆", "头", "千瓦时", "瓦", "立方米", "台", "吨"})
# What the unit says already: 绿地15公顷 is its area.
_SIZES = {
    "平方米": ("面积",),
    "米": ("总里程", "里程", "总长度", "长度", "总长"),
    "人": ("人数",),
    "元": ("额度", "金额", "资金"),
}
# What a price or a yield is for: 电价每千瓦时0.52元.
_OF_EACH = regex("每(?:亩|千瓦时|度|吨|公斤|斤|月|年|平方米|立方米|公里|天|日)$")
_GIVER = frozenset({"公司", "本公司", "该公司", "集团", "本集团"})
_PORT = regex("^港口?(?=货物|集装箱|吞吐量)")
_CONTAINERS, _IN_CONTAINERS = "集装箱", "标准箱"


def of_port(subject: str, unit: str) -> str:
    """A port's throughput without the port, which is the place's own; what is counted in 标准箱 are containers."""
    bare = _PORT.sub("", subject)
    return f"{_CONTAINERS}{bare}" if bare == "吞吐量" and unit == _IN_CONTAINERS else bare


_TRADE = regex("出口|进口")
# Whoever gives the report speaks of itself so.
_ITSELF = regex("(?:本公司|公司|本集团|集团|本行)(?=[\u4e00-\u9fff]{2})")
_PAID = regex("补贴|补助|奖励|奖补|津贴|资助|补偿|救助")


def left_unsaid(asked: AskedFigure, entry: Entry) -> tuple[str, ...]:
    """What a report may say of a measure and a question need not: the output of coal, each one's grant, who reached."""
    unsaid: tuple[str, ...] = ("平均", *_SIZES.get(entry.unit, ()))
    if (share := _OF_EACH.search(entry.measure)) is not None:
        unsaid = (share[0], *unsaid)
    if asked.unit in _AMOUNTS or (not asked.unit and entry.unit in _AMOUNTS):
        unsaid = (*OUTPUT, *unsaid)
    if _TRADE.search(entry.subject):
        unsaid = ("货物", "货物贸易", *unsaid)
    if _PAID.search(entry.measure):
        unsaid = ("每人", "每户", "每名", *unsaid)
    if "⟨扩展⟩" in entry.subject and asked.unit.startswith(("人", "户", "家")):
        unsaid = ("发放", *unsaid)  # 发放贷款惠及315户: the loans reached them
    if (own := _ITSELF.match(entry.measure)) is not None:
        unsaid = (own[0], *unsaid)
    return unsaid


_WORDS_AROUND = tuple(word for word in (*AROUND, *WEAK) if len(word) > 1)
_MOST_SINGLE = 3


def around_asked(entry: Entry) -> tuple[str, ...]:
    """Words that a question may say beside an entry's measure."""
    return (*AROUND, *_SIZES.get(entry.unit, ()))


def adds_nothing(rest: str, around: Sequence[str]) -> bool:
    """Whether what a question says beyond an entry's words names nothing of its own."""
    return rest in _GIVER or (is_weak(rest, around) and not _is_word(rest))


def _is_word(rest: str) -> bool:
    """Whether what is left over is a word of its own, though each of its letters might join others: 达产后产能."""
    for word in _WORDS_AROUND:
        rest = rest.replace(word, " ")
    return any(len(run) > _MOST_SINGLE for run in re.split(r"[\s|、]+", rest))
