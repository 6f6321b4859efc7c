"""What a figure of Chinese prose measures, said in the report's own words.

A figure stands behind its measure (产量达3亿斤), before the thing it counts (新增9个县) or between a measure's parts
(现行16%的税率). Which of them it is the words beside it tell; what names nothing is left without a measure.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from index.facts.fact import Figure
from index.facts.signs import canonical
from index.facts.vocabulary import bare_heads
from index.ledger.entry import Kind
from index.ledger.measures import Measured, canonical_name, kind_of
from index.ledger.wording import Word, Wording, ledger_words
from index.text.units import COUNTS

_UP, _DOWN, _TO, _RANK, _SHARE = "⟨↑⟩", "⟨↓⟩", "⟨到⟩", "⟨居⟩", "⟨占⟩"
_MOVES = frozenset({_UP, _DOWN, "⟨＝⟩"})
_COMPARES = frozenset({"⟨>⟩", "⟨<⟩"})
# Signs that say something of a measure, or nothing beside a figure; all others name what was done to a thing.
_UNSAID = frozenset(
    {
        *_MOVES, *_COMPARES, _TO, _RANK, "⟨累⟩", "⟨年均⟩", "⟨环比⟩", "⟨非⟩", "⟨连续⟩", "⟨翻番⟩", "⟨等⟩", "⟨别⟩", "⟨推⟩",
        "⟨完成⟩", "⟨实现⟩", "⟨实施⟩", "⟨突破⟩", "⟨重回⟩", "⟨创新高⟩", "⟨创最好⟩", "⟨基⟩", "⟨获⟩", "⟨预⟩", "⟨仅⟩",
        "⟨部分⟩", "⟨多数⟩", "⟨最⟩", "⟨落地⟩", "⟨发生⟩",
    }
)  # fmt: skip
# Where the thing that a figure counts ends: what was done with it, or another thing said of it.
_ENDS_THING = frozenset(
    {
        *_COMPARES, _TO, _RANK, _SHARE, "⟨连续⟩", "⟨获⟩", "⟨获批⟩", "⟨完成⟩", "⟨实现⟩", "⟨非⟩", "⟨年均⟩", "⟨累⟩", "⟨覆盖⟩",
        "⟨投用⟩", "⟨突破⟩",
    }
)  # fmt: skip
_PEOPLE = frozenset({"人", "名", "人次", "户", "位"})
_NO_THING = frozenset({"%", "百分点", "倍", "番", "年", "月数", "天", "第", "岁", "小时", "分钟", "周年"})
_LASTING = frozenset({"年", "月数", "天", "小时", "分钟", "周年", "周"})
_ONLY_OF = re.compile(r"的(?:约|近|超)?\d")
_GOES_TO = re.compile("(?:[降升减增]|提高|增加|提升|压缩|缩[短小]|扩大|调整|上升|下降|延长)[至到为](?:约|近|超过?)?$")
_FLOWS = frozenset({"⟨新增⟩", "⟨净增⟩"})
_STOCK_GAP = re.compile("达到?$|突破$|总[数量]|累计|共有?$|超过?$")
# What follows a verb that is part of a name: 发生率, 完成额, 经济增长贡献率, 减轻负担.
_NOMINAL = re.compile("率|额|数|量|贡献|轻")
_DENIES_IN_NAMES = frozenset({"无", "未", "非", "不", "零"})
_REAL = frozenset({"⟨实际⟩", "⟨名义⟩", "⟨同口径⟩", "⟨可比价⟩", "⟨不变价⟩", "⟨按可比价⟩"})
_BASES = {"⟨年均⟩": "年均", "⟨环比⟩": "环比"}
_SHRINKS = re.compile("(?:压缩|缩短|压降|削减|节约|压减|缩减)(?:了|近|约|超过?)?$")
_GROWTH_WORDS = re.compile("(?:涨幅|增速|增幅|增长率|降幅|跌幅|增长速度)$")
_OFTEN_DROPPED = re.compile("(?:总量|总额|总值|规模|总规模)$")
_BEHIND_GAP = re.compile("(?:以上|以下|以内|左右|上下|之内|多|余|的|以|由|在|被|[“‘《（(\\s])*")
_IS_OF = re.compile("(?:以上|以下|以内|左右|上下|多|余)?的")


def measured_in_prose(words: Sequence[Word], place: int, wording: Wording, loose: bool = False) -> Measured | None:
    """What the figure at `place` of the words of a reading measures; None where they name nothing for it.

    `loose`: a duration may be of what follows it, where no other reading tells of what it is.
    """
    return _Reading(words, wording, loose).measured(place)


class _Reading:
    def __init__(self, words: Sequence[Word], wording: Wording, loose: bool) -> None:
        self.words = _with_names(words, wording.text)
        self.loose = loose
        self.wording = wording
        self.holes = [place for place, word in enumerate(words) if word.kind == "figure"]

    def measured(self, place: int) -> Measured | None:
        word = self.words[place]
        assert word.figure is not None
        near, behind = self._near(place), self._behind(place)
        base = ""
        if any(one.value == _TO for one in behind) or self._moves_on(place):
            base = "从"
        if word.figure.unit == "第":
            named, against = self._ranked(place)
            return self._say(named, word.figure, near, base or against)
        if any(one.value == _TO for one in near) and not _texts(_from(near, _TO)):
            origin = self._hole_before(place)
            if origin is not None:
                named = self._named(origin)
                return self._say(named, word.figure, [*self._near(origin), *near], base)
        origin = self._hole_before(place)
        if origin is not None and self._moves_on(origin):
            return self._say(self._named(origin), word.figure, near, base)
        cut = next((at for at, one in enumerate(near) if one.value in _COMPARES), None)
        if cut is not None:
            named = near[:cut] if _texts(near[:cut]) else self._before(place)
            against = self._compared(near[cut], place) or self.wording.said(_texts(_until_sign(behind)))
            return self._say(named, word.figure, near, base or against)
        if (than := self._than(near)) is not None:
            return self._say([], word.figure, near, "比" + than)
        return self._say(self._named(place), word.figure, near, base)

    # -- which words name it

    def _named(self, place: int) -> list[Word]:
        """The words that name what the figure at `place` measures."""
        figure = self.words[place].figure
        assert figure is not None
        near, behind = self._near(place), self._behind(place)
        if medals := self._medals(place):
            return medals
        thing = self._thing(place)
        if figure.unit in _LASTING and not self.loose and not (thing and self._is_of(place)):
            return _naming(near) or self._before(place)
        here = [word for word in near if not word.lent]
        if thing and self._counts_thing(place, here):
            return self._counted(near, thing)
        if (
            thing
            and figure.unit == "%"
            and thing[-1].said[-2:] != "水平"
            and not _MOVES & {word.value for word in near}
            and self._is_of(place)
        ):
            return [*_naming(near), *_texts(_until_sign(thing))]
        moved = max((at for at, one in enumerate(near) if one.value in (_UP, _DOWN) and not one.lent), default=-1)
        if moved >= 0 and _texts(near[moved:]):
            near = near[moved:]  # 削减涉企收费项目60%: what moved stands behind the verb
        if _texts(near):
            return _naming(near)
        before = self._before(place)
        if _texts(before):
            return before
        return thing or _texts(behind)

    def _counts_thing(self, place: int, near: Sequence[Word]) -> bool:
        """Whether it is the thing behind the figure that is counted and not the measure before it."""
        figure = self.words[place].figure
        assert figure is not None
        texts = _texts(near)
        if figure.unit in ("%", "百分点", "倍", "第"):
            return not texts and not any(word.value in _MOVES or word.value == _SHARE for word in near)
        if any(word.value in (_TO, *_MOVES) for word in near):
            return False
        if not texts:
            return True
        if figure.unit in _NO_THING:
            return False
        last = near[-1]
        gap = self.wording.text[last.end : self.words[place].start]
        if last.kind == "text" and any(form in gap for form in ledger_words("reached")):
            return False
        if figure.unit in COUNTS or figure.unit in _PEOPLE or figure.unit == "":
            return True
        giving = last.kind == "text" and (_gives(last.said) or _gives(gap.rstrip("约近超了")))
        return last.kind == "sign" or giving or self._is_of(place)

    def _counted(self, near: Sequence[Word], thing: Sequence[Word]) -> list[Word]:
        """The thing that is counted, behind the deed that is told of it; with its owner where it alone says little."""
        named = _texts(near)
        if named and "".join(word.value for word in named[-1:]) in bare_heads() and near[-1].kind == "text":
            return [*thing, *named[-1:]]
        deed = [word for word in near[-1:] if word.kind == "sign" and word.value not in _UNSAID and not word.lent]
        here = [word for word in near if not word.lent]
        gap = self.wording.text[here[-1].end : thing[0].start] if here else ""
        alone = bool(here) and here[-1].kind == "text" and not _gives(here[-1].said)
        alone = alone and (re.match("达?的", gap) is None or _ONLY_OF.match(gap) is not None)
        if alone or self.wording.said(thing) in ledger_words("vague"):
            return [*_naming(near), *thing]
        return [*deed, *thing]

    def _medals(self, place: int) -> list[Word]:
        """Of 8金4银4铜 what each counts, with whose they are."""
        behind = self._behind(place)
        if self.words[place].figure.unit or not behind or behind[0].said[:1] not in ("金", "银", "铜"):  # type: ignore[union-attr]
            return []
        medal = behind[0].said[0] + "牌"
        return [*_naming(self._near(self.holes[0])), replace(behind[0], value=medal, said=medal)]

    def _thing(self, place: int) -> list[Word]:
        """The words that stand at once behind a figure, up to what is said of them."""
        behind = self._behind(place)
        if not behind or behind[0].kind == "and" or behind[0].value in (_TO, *_COMPARES, _RANK, _SHARE):
            return []
        gap = self.wording.text[self._end(place) : behind[0].start]
        if behind[0].lent or _BEHIND_GAP.fullmatch(gap) is None:
            return []
        last = place == self.holes[-1]
        found: list[Word] = []
        for at, word in enumerate(behind):
            if word.kind == "sign" and (word.value in _ENDS_THING or (not last and at)):
                break
            if word.value in _MOVES and at:
                break
            if at and behind[at - 1].kind == "and" and word.start > behind[at - 1].end and not word.lent:
                break  # 13次编号洪水、为1998年以来最多
            if not at and word.said.startswith("一"):
                continue  # 6%一档的税率
            found.append(word)
        while found and (found[-1].kind == "and" or found[-1].value in _UNSAID):
            found.pop()
        if not _texts(found):
            return []
        said = self.wording.said(found)
        if said in ledger_words("vague") and last and len(said) < 3:
            return behind  # 12个县入选国家…县: so short a thing is told by what was done with it
        return [] if said in ("次", "时", "内") or said.startswith(("增速", "增长", "速度")) else found

    def _before(self, place: int) -> list[Word]:
        """What the figure before measures: a clause's later figure without words of its own is of the same thing."""
        origin = self._hole_before(place)
        if origin is None:
            return []
        if self.words[origin].figure is not None and self.words[origin].figure.unit == "第":  # type: ignore[union-attr]
            return self._ranked(origin)[0]
        near = self._near(origin)
        cut = next((at for at, one in enumerate(near) if one.value in _COMPARES), len(near))
        return _naming(near[:cut]) if _texts(near[:cut]) else self._named(origin)

    def _ranked(self, place: int) -> tuple[list[Word], str]:
        """What is ranked, and among whom."""
        sign = next((at for at in range(place - 1, -1, -1) if self.words[at].value == _RANK), None)
        if sign is None:
            return _naming(self._near(place)), ""
        among = self.wording.said(_texts(self.words[sign + 1 : place]))
        before = [word for word in self.words[:sign] if word.kind != "figure"]
        return _naming(before) or _texts(self._thing(place)), among

    def _compared(self, sign: Word, place: int) -> str:
        """What stands between a comparison and its figure: 全省平均 of 高于全省平均2个百分点."""
        between = self.wording.text[sign.end : self.words[place].start]
        if sign.lent or len(between) > 16:
            return self.wording.said(_texts(self._near(place)))
        return re.sub("(?:约|近|超过?|高|低|快|慢|多|少|出|增长|提高|下降|了|将)+$", "", between)

    def _than(self, near: Sequence[Word]) -> str | None:
        """What a clause compares with that begins with 比 and names no measure of its own: 比去年预算高0.2个百分点."""
        here = [word for word in near if not word.lent]
        if len(here) != len(near) or not here or here[0].kind != "text" or not _MOVES & {one.value for one in here}:
            return None
        before = self.wording.text[max(0, here[0].start - 8) : here[0].start]
        if re.search("[比较](?:去年|上年|[12]\\d{3}年)?(?:年初|年末|末)?$", before) is None:
            return None
        return self.wording.said(_texts(here))

    # -- around a figure

    def _near(self, place: int) -> list[Word]:
        origin = self._hole_before(place)
        near = self.words[0 if origin is None else origin + 1 : place]
        if origin is None:
            return self._of_stock(place, near)
        gap = self.wording.text[self.words[origin].end : self.words[place].start]
        if not near and gap in ("、", "和", "及", "与"):  # 分别增长3%、4%
            return [word for word in self._near(origin) if word.value not in _BASES]
        return near

    def _of_stock(self, place: int, near: list[Word]) -> list[Word]:
        """经营主体净增98万户、突破1900万户: the latter is of all, not of what was added."""
        own = [word for word in near if not word.lent]
        lent = near[: len(near) - len(own)]
        if own or not lent or lent[-1].value not in _FLOWS:
            return near
        before = self.wording.text[max(0, self.words[place].start - 6) : self.words[place].start]
        return lent[:-1] if _STOCK_GAP.search(before) and len(lent) > 1 else near

    def _behind(self, place: int) -> list[Word]:
        following = next((hole for hole in self.holes if hole > place), len(self.words))
        return self.words[place + 1 : following]

    def _moves_on(self, place: int) -> bool:
        """Whether the next figure is where this one went to: 将现行16%的税率降至13%."""
        following = next((hole for hole in self.holes if hole > place), None)
        if following is None or self.words[following].figure.unit != self.words[place].figure.unit:  # type: ignore[union-attr]
            return False
        return _GOES_TO.search(self.wording.text[self.words[place].end : self.words[following].start]) is not None

    def _hole_before(self, place: int) -> int | None:
        return next((hole for hole in reversed(self.holes) if hole < place), None)

    def _end(self, place: int) -> int:
        return self.words[place].end

    def _is_of(self, place: int) -> bool:
        """Whether 的 joins the figure to what follows."""
        return _IS_OF.match(self.wording.text, self._end(place)) is not None

    def _first_of_list(self, start: int) -> int:
        """Where the first of the figures stands that are listed up to the one at `start`."""
        at = next(number for number, hole in enumerate(self.holes) if self.words[hole].start == start)
        while at and self.wording.text[self.words[self.holes[at - 1]].end : start] in ("、", "和", "及", "与"):
            at -= 1
            start = self.words[self.holes[at]].start
        return start

    # -- saying it

    def _say(self, named: Sequence[Word], figure: Figure, near: Sequence[Word], base: str) -> Measured | None:
        kept = _trimmed(named)
        said = trim(self.wording.said(kept))
        if said in ledger_words("lead") or (len(said) < 2 and said not in ledger_words("vague")):
            said, kept = "", []
        signs = [word.value for word in near if word.kind == "sign"]
        if not base:
            base = next((_BASES[sign] for sign in signs if sign in _BASES), "")
        base = base or next((sign.strip("⟨⟩") for sign in signs if sign.startswith("⟨比")), "")
        subject = subject_of([word.value for word in kept], any(sign in _MOVES for sign in signs))
        compared = bool(_COMPARES & set(signs))
        kind = kind_of(figure, signs, compared)
        grows = _GROWTH_WORDS.search(said) is not None or (not signs and subject == "消费价格")
        begin = self._first_of_list(figure.start)
        before = self.wording.text[max(0, begin - 6) : begin]
        shrinks = figure.unit == "%" and _SHRINKS.search(before) is not None
        if kind is Kind.SHARE and (grows or shrinks) and base != "从":
            kind = Kind.CHANGE
        if any(word.value == _TO for word in near) and kind in (Kind.CHANGE, Kind.POINTS, Kind.DIFFERENCE):
            kind = kind_of(figure, [sign for sign in signs if sign not in _MOVES], False)
        falls = (_DOWN in signs or "⟨<⟩" in signs or shrinks) and kind in (Kind.CHANGE, Kind.POINTS, Kind.DIFFERENCE)
        plain = "".join(word.value for word in kept if word.kind != "sign")
        return Measured(subject, said, canonical_name(subject) or canonical_name(plain), kind, base, falls)


def _gives(said: str) -> bool:
    """Whether a text is a verb whose object the figure counts: 发放, 系统部署; not what ends like one (高质量发展)."""
    return any(said.endswith(word) and len(said) - len(word) <= 2 for word in ledger_words("giving"))


def subject_of(values: Sequence[str], moves: bool) -> str:
    """What facts are compared by: the values of a measure's words in their canonical form."""
    pieces = canonical([*values, *([_UP] if moves else [])])
    if moves and pieces and pieces[-1] == _UP:
        pieces.pop()
    subject = "".join(pieces)
    if not canonical_name(subject) and canonical_name(short := _OFTEN_DROPPED.sub("", subject)):
        return short
    return subject


def trim(said: str) -> str:
    """A measure without the words at its ends that are no part of it, its quotation marks in pairs."""
    lead, trail = ledger_words("lead"), ledger_words("trail")
    edges = _edges()
    before = ""
    said = said.strip("　 ")
    while said != before:
        before = said
        word = next((one for one in lead if said.startswith(one) and len(said) - len(one) > 1), "")
        said = said.removeprefix(word)
        word = next((one for one in trail if said.endswith(one) and len(said) - len(one) > 1), "")
        said = said.removesuffix(word)
        if len(said) > 2:
            said = edges.sub("", said)
    marks = [mark for mark in said if mark in "“”"]
    if marks and marks[0] == "”":
        said = "“" + said
    return said + "”" if marks and marks[-1] == "“" else said


@cache
def _edges() -> re.Pattern[str]:
    return re.compile(f"^(?:{'|'.join(ledger_words('lead_edge'))})|(?:{'|'.join(ledger_words('trail_edge'))})$")


def _trimmed(named: Sequence[Word]) -> list[Word]:
    """The words of a measure without light ones and marks at their ends."""
    kept = list(named)
    while kept and kept[-1].kind == "and":
        kept.pop()
    while kept and kept[0].kind == "and":
        kept.pop(0)
    while len(kept) > 1 and kept[0].kind == "text" and kept[0].value in ledger_words("lead"):
        kept.pop(0)
    while len(kept) > 1 and kept[-1].kind == "text" and kept[-1].value in ledger_words("trail"):
        kept.pop()
    if kept:
        kept[0] = replace(kept[0], value=trim(kept[0].value)) if kept[0].kind == "text" else kept[0]
        kept[-1] = replace(kept[-1], value=trim(kept[-1].value)) if kept[-1].kind == "text" else kept[-1]
    return kept


def _with_names(words: Sequence[Word], text: str) -> list[Word]:
    """The words, those of closed classes that stand inside a name as part of it: 贫困发生率, 无还本续贷, 基本养老保险."""
    found = list(words)
    for place in range(len(words) - 1):
        word, behind = found[place], found[place + 1]
        if word.kind != "sign" or word.lent or behind.kind != "text" or behind.lent:
            continue
        gap = text[word.end : behind.start]
        before = found[place - 1] if place else None
        nominal = gap in ("", "的") and _NOMINAL.match(behind.said) is not None
        joined = before is not None and before.kind == "text" and (before.lent or before.end == word.start)
        denies = word.value == "⟨非⟩" and word.said in _DENIES_IN_NAMES and len(gap) < 2 and behind.said[0] != "变"
        basic = word.said == "基本" and not gap
        behindhand = word.said == "落后" and not gap  # 淘汰落后产能
        if (nominal and joined) or denies or basic or behindhand:
            said = text[word.start : behind.start]
            found[place] = replace(word, kind="text", value=said, said=said, end=behind.start)
    return found


def _texts(words: Sequence[Word]) -> list[Word]:
    """The words that name something, with the marks and the share between."""
    found = [word for word in words if word.kind in ("text", "and") or word.value == _SHARE]
    return found if any(word.kind == "text" for word in found) else []


def _naming(words: Sequence[Word]) -> list[Word]:
    """The words that name a measure, and the deeds that narrow it."""
    if not _texts(words):
        return []
    return [word for word in words if word.kind != "sign" or word.value not in _UNSAID | _REAL]


def _from(words: Sequence[Word], sign: str) -> list[Word]:
    at = next(place for place, word in enumerate(words) if word.value == sign)
    return list(words[at + 1 :])


def _until_sign(words: Sequence[Word]) -> list[Word]:
    found: list[Word] = []
    for word in words:
        if word.kind == "sign":
            break
        found.append(word)
    return found
