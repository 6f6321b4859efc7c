"""Lists told item by item: 甲、乙增加值分别增长3%、4% names 甲增加值 and 乙增加值."""

from collections.abc import Sequence

from index.ledger.wording import ledger_words
from index.patterns import regex

# 普及率, 参与率 and 共和国 hold none.
_MARKS = regex("以及|、|(?<![共缓温饱总中])和(?![谐平田])|(?<![参给授赋])与|(?<![普涉])及(?![格时其])|(?<=[^，]),")
_RESPECTIVELY = regex("分别")
# What a list's last member may have behind its head that is of all of them: 占规上工业比重, 占比.
_SHARE = regex("占.{0,16}$|比重$")
_FIRST = regex("^(?:对|与|向|在|新增|净增|完成|新建)")
_PAIRS = {"城乡居民": ("城镇居民", "农村居民"), "城乡": ("城市", "农村"), "产销": ("产", "销")}
_VERBS = regex(
    "(?:平均)?(?:每[\\d一两百千]*(?:公斤|亩|吨|斤|人|户))?(?:同比|均|预计|拟|力争|实际|名义|累计|各)*(?:增长|下降|提高|降低|增加|减少|达到?|达|为|至|到|突破|超过?|新增|居|位居|占|从|由|每人|每月|每年|每生|实现|完成|稳定|保持|[约近仅]|[上下][升降]|增|降|压减|提升|缩小|[到在])*$"
)
_LEADS = regex("^(?:[比较与][^增下提降减上高低]{1,8}|同比|累计|预计|达到?|完成|实现|为|占全?[国省市县]?的?|至|到)*")
_A_YEAR = regex(r"(?:19|20)\d\d年?$")
# Things that reports name by one character each: 粮肉奶产量.
_CROPS = frozenset("粮油肉蛋奶菜果茶糖棉豆薯药烟羊牛猪鱼煤电气钢铁铝水林草花产销")
_GRAIN = {"粮": "粮食", "肉": "肉类", "蛋": "禽蛋"}


def shared_names(clause: str, count: int) -> list[str] | None:
    """What each of `count` figures measures of the list that stands before them; None where it has another number."""
    names = [name for name in _MARKS.split(_VERBS.sub("", _RESPECTIVELY.split(clause)[0])) if name.strip()]
    if len(names) == 1:
        names = _apart(names[0], count)
    if len(names) != count or names[-1] in ("同比", "环比") or all(_A_YEAR.search(name) for name in names[:-1]):
        return None
    if (alike := _alike(names)) is not None:
        return alike
    last = names[-1]
    share = _SHARE.search(last)
    core = last[: share.start()] if share is not None else last
    tail = last[len(core) :]
    head = head_of(core)
    if head is not None and len(head) < len(core) and not any(head_of(name) for name in names[:-1]):
        tail = head + tail
    elif not tail or any(_SHARE.search(name) for name in names[:-1]):
        tail = ""
    names = [name if name.endswith(tail) else name + tail for name in names[:-1]] + [last]
    if (first := _FIRST.match(names[0])) is not None and not any(_FIRST.match(name) for name in names[1:]):
        names = [names[0], *(first[0] + name for name in names[1:])]
    owner = owner_of(names[0])
    return [names[0], *(owner + name if owner and name in ledger_words("of_head") else name for name in names[1:])]


def told_of_each(clause: str) -> str:
    """What a list's figures tell of each member: 投资 of 交通、水利分别完成投资; "" where that is no name."""
    if "分别" not in clause:
        return ""
    behind = _RESPECTIVELY.split(clause)[-1]
    rest = _VERBS.sub("", _LEADS.sub("", behind))
    return rest if len(rest) > 1 and head_of(rest) is not None and not any(sign.isdigit() for sign in rest) else ""


def _alike(names: Sequence[str]) -> list[str] | None:
    """城镇, 农村居民收入: what stands behind the last one's counterpart is of all."""
    words = ledger_words("alike")
    first = next((word for word in words if names[0].endswith(word)), None)
    last = next((word for word in words if names[-1].startswith(word) and names[-1] != word), None)
    if first is None or last is None or not all(name in words for name in names[1:-1]):
        return None
    lead, rest = names[0].removesuffix(first), names[-1].removeprefix(last)
    if len(first) != len(last) or head_of(rest) is None:
        return None
    ordinal = "第" if rest.startswith("产业") and len(last) == 1 else ""
    return [f"{lead}{ordinal}{name.removeprefix(lead)}{rest}" for name in (names[0], *names[1:-1], last)]


def head_of(name: str) -> str | None:
    """The word for a measure that a name ends in."""
    return next((word for word in ledger_words("head") if name.endswith(word)), None)


def owner_of(name: str) -> str:
    """A name without the word for a measure that it ends in: 粮食 of 粮食面积."""
    head = next((word for word in ledger_words("product") if name.endswith(word)), None) or head_of(name)
    return name.removesuffix(head) if head else ""


def _apart(name: str, count: int) -> list[str]:
    """One name for several things: 城乡居民收入, 粮肉奶产量."""
    for both, (one, other) in _PAIRS.items():
        if both in name and count == 2:
            return [name.replace(both, one), name.replace(both, other)]
    head = head_of(name)
    if head is not None and len(name) - len(head) == count and set(name.removesuffix(head)) <= _CROPS:
        return [_GRAIN.get(one, one) + head for one in name.removesuffix(head)]
    return [name]
