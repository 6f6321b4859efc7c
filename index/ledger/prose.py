"""What a figure of Chinese prose measures, said in the report's own words.

A figure stands behind its measure (产量达3亿斤), before the thing it counts (新增9个县) or between a measure's parts
(现行16%的税率). Which of them it is the words beside it tell; what names nothing is left without a measure.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from index.facts.fact import Figure
from index.facts.vocabulary import bare_heads, vocabulary
from index.ledger.beside import BASES, Beside
from index.ledger.entry import Kind
from index.ledger.measures import Measured, canonical_name, kind_of
from index.ledger.naming import GROWS_BY
from index.ledger.phrases import (
    COMPARES,
    DOWN,
    MOVES,
    RANK,
    SHARE,
    TO,
    UNSAID,
    UP,
    behind_sign,
    gives,
    naming,
    subject_of,
    texts,
    trim,
    trimmed,
    until_sign,
)
from index.ledger.shared import head_of
from index.ledger.wording import Word, Wording, ledger_words
from index.patterns import regex
from index.text.numerals import FULL_WIDTH_DIGITS
from index.text.units import COUNTS
from index.text.years import HAN_YEAR, written_year

# Where the thing that a figure counts ends: what was done with it, or another thing said of it.
_ENDS_THING = frozenset(
    {
        *COMPARES, TO, RANK, SHARE, "⟨连续⟩", "⟨获⟩", "⟨获批⟩", "⟨完成⟩", "⟨实现⟩", "⟨非⟩", "⟨年均⟩", "⟨累⟩", "⟨覆盖⟩",
        "⟨投用⟩", "⟨突破⟩",
    }
)  # fmt: skip
# Deeds that a thing may be called by: 8.8万户家庭适老化改造; what was done with it comes off: 320个项目竣工.
_NOMINAL_ACTS = frozenset({"⟨改造⟩", "⟨建设⟩", "⟨整治⟩", "⟨加装⟩", "⟨培育⟩", "⟨新改建⟩", "⟨调整⟩", "⟨修订⟩"})
_PEOPLE = frozenset({"人", "名", "人次", "户", "位"})
_NO_THING = frozenset({"%", "百分点", "倍", "番", "年", "月数", "天", "第", "岁", "小时", "分钟", "周年"})
_LASTING = frozenset({"年", "月数", "天", "小时", "分钟", "周年", "周"})
_A_TIME = regex("上年|去年|前年|[12一]|上半年|[二三四]季度|年初|同期|前|原")
_SCOPE = regex("(?<=.)(?:世界|全国|全球|全省|亚洲|国内)$")
# 环境保护和生态建设投入: what stands before the joint belongs to the name.
_FIRST_OF_TWO = regex(
    "(?:^|[，。；：、\\n])(?:[一二三四五十]年来?|全[国省市县区]|今年|去年)*(?P<first>[\\u4e00-\\u9fff]{2,6}"
    "(?:保护|建设|改造|治理|整治|修复|发展|培训|开发|保障|服务)(?:和|与|及))$"
)
_DEEDS = regex("(?:^|[，。；、\\n\\s])(?P<deeds>(?:[\\u4e00-\\u9fff]{2,4}?[、和及与])+)$")
# 规模从年初的400P: the value that it moved from.
_MOVED_FROM = regex("[从由](?:年初|上年|去年|原来)?的?[\\d.]+[A-Za-z%]*$")
# Rates whose level follows their movement: 城镇化率提高0.9个百分点、达62.1%.
_RATE = regex("(?:率|比重|占比|比例|强度|密度|覆盖面|水平|份额|贡献度)$")
_REACHES = regex("[，、；](?:已|累计|目前|年末|总体)?(?:达到?|为|至|升至|提高到)(?:约|近|超过?)?$")
_ONLY_OF = regex(r"的(?:约|近|超)?\d")
_SHRINKS = regex("(?:压缩|缩短|压降|削减|节约|压减|缩减)(?:了|近|约|超过?)?$")
_PARTS_OF = regex(
    "(?:^|[，。；\\n])(?P<whole>[^，。；、\\n]{2,12}?)(?:主要)?(?:包括|包含|分为|涵盖|依托)[^，。；\\n]*$"
)
_OWN_WHOLE = regex("(?:到|据)?(?:了)?(全[国省市县区]|[本我][省市县区])")
# 比1980年预计增长5.5%: between growth and its figure stand at most words of how sure it is.
_GROWS = regex("(?P<up>增长|递增|上涨|上升)|(?P<down>下降|下跌|降低|减少)")
# A clause that only says how something came about names no measure.
_MANNER = regex("(?:经过|虽然|尽管|由于)")
_SAYS = regex("提出|指出|确定|要求")
# 按3%提标, 按7%的幅度上调: how much something was raised by.
_RAISED = regex(
    "(?:[、和][\\d.]+%)*(?:左右|以上)?(?:的?(?:标准|幅度|比例|速度|增速))?(?:稳步|持续)?(?:提标|上调|递增|调增)"
)
_ADDS = regex("(?:增产|减产|增收|减收|扩招)(?:了|约|近|超过?)?$")
_GROWTH_WORDS = regex("(?:涨幅|增速|增幅|增长率|降幅|跌幅|增长速度)$")
# What a figure is measured against stands as a word of its own: 能耗较2020年下降11.7%.
_SINCE = regex(r"⟨?[较比]((?:19|20)\d\d年)⟩?")
# Behind what moved these only say how far: 零售物价上涨幅度, 经济增长速度的调控目标.
_AGAINST = regex(
    f"[比较](?P<year>(?:19|20)\\d\\d|{HAN_YEAR})年(?:预计|实际|同期)?(?:净|累计)?(?:增长|上升|提高|下降|增加|减少)了?(?:约|近)?$"
)
# 与2022年相比，总磷下降27.6%，透明度提高0.8米: the frame of all that follows in the sentence.
_FRAMED = regex(f"[与和同跟](?P<year>(?:19|20)\\d\\d|{HAN_YEAR})年(?:同期|末|底)?相比[，,]")
_MOVED = frozenset({Kind.CHANGE, Kind.DIFFERENCE, Kind.POINTS})
_OFF_BY = regex("(?:少|多|高|低)(?:出|了)?(?:约|近)?$")
_OFF_AIM = regex("[比较][^比较]{0,12}(?:目标|计划)值?(?:高|低|多|少)(?:出|了)?(?:约|近)?$")
_EXTENT = regex("(?:上涨|增长|下降)?(?:幅度|速度|调控|目标|预期|的)+")
_BEHIND_GAP = regex("(?:以上|以下|以内|左右|上下|之内|多|余|的|以|由|在|被|年度|[“‘《（(\\s])*")


def measured_in_prose(words: Sequence[Word], place: int, wording: Wording, loose: bool = False) -> Measured | None:
    """What the figure at `place` of the words of a reading measures; None where they name nothing for it.

    `loose`: a duration may be of what follows it, where no other reading tells of what it is.
    """
    return _Reading(words, wording, loose).measured(place)


class _Reading(Beside):
    def __init__(self, words: Sequence[Word], wording: Wording, loose: bool) -> None:
        super().__init__(words, wording)
        self.loose = loose

    def measured(self, place: int) -> Measured | None:
        word = self.words[place]
        assert word.figure is not None
        near, behind = self.near(place), self.behind(place)
        base = ""
        if any(one.value == TO for one in behind) or self.moves_on(place):
            base = "从"
        if word.figure.unit == "第":
            named, against = self._ranked(place)
            return self._say(named, word.figure, near, base or against)
        if any(one.value == TO for one in near) and not texts(behind_sign(near, TO)):
            origin = self.hole_before(place)
            if origin is not None:
                named = self._named(origin)
                return self._say(named, word.figure, [*self.near(origin), *near], base)
        origin = self.hole_before(place)
        if origin is not None and self.moves_on(origin):
            return self._say(self._named(origin), word.figure, near, base)
        if self._is_compared_with(place):
            return None
        cut = next((at for at, one in enumerate(near) if one.value in COMPARES), None)
        if cut is not None:
            named = naming(near[:cut]) if texts(near[:cut]) else self._before(place)
            against = self._compared(near[cut], place) or self.wording.said(texts(until_sign(behind)))
            return self._say(named, word.figure, near, base or against)
        if (than := self._than(near)) is not None:
            return self._say([], word.figure, near, "比" + than)
        return self._say(self._named(place), word.figure, near, base)

    def _is_compared_with(self, place: int) -> bool:
        """Whether the next figure is by how much something is off this one: 比45亿元的目标少3.8亿元."""
        following = next((hole for hole in self.holes if hole > place), None)
        if following is None or not self.wording.text[: self.words[place].start].endswith(("比", "较")):
            return False
        return _OFF_BY.search(self.wording.text[self.end(place) : self.words[following].start]) is not None

    # -- which words name it

    def _named(self, place: int) -> list[Word]:
        """The words that name what the figure at `place` measures."""
        figure = self.words[place].figure
        assert figure is not None
        near, behind = self.near(place), self.behind(place)
        if medals := self._medals(place):
            return medals
        thing = self._thing(place)
        if figure.unit in _LASTING and not self.loose and not (thing and self.is_of(place)):
            return naming(near) or self._before(place)
        here = [word for word in near if not word.lent]
        if thing and self._counts_thing(place, here, thing):
            return self._counted(place, near, thing)
        if (
            thing
            and figure.unit == "%"
            and thing[-1].said[-2:] != "水平"
            and not MOVES & {word.value for word in near}
            and self.is_of(place)
        ):
            return [*naming(near), *texts(until_sign(thing))]
        moved = max((at for at, one in enumerate(near) if one.value in (UP, DOWN) and not one.lent), default=-1)
        if moved >= 0 and (told := texts(near[moved:])) and not all(_EXTENT.fullmatch(word.said) for word in told):
            near = near[moved:]  # 削减涉企收费项目60%: what moved stands behind the verb
        if moved > 0 and texts(near[:moved]):
            near = near[:moved]
        if texts(near):
            return self._with_verb(naming(near), place)
        before = self._before(place)
        if texts(before):
            return before
        return thing or texts(behind)

    def _counts_thing(self, place: int, near: Sequence[Word], thing: Sequence[Word]) -> bool:
        """Whether it is the thing behind the figure that is counted and not the measure before it."""
        figure = self.words[place].figure
        assert figure is not None
        named = texts(near)
        if figure.unit in ("%", "百分点", "倍", "第"):
            return not named and not any(word.value in MOVES or word.value == SHARE for word in near)
        if any(word.value in (TO, *MOVES) for word in near):
            return False
        if not named:
            return True
        if figure.unit in _NO_THING:
            return False
        last = near[-1]
        gap = self.wording.text[last.end : self.words[place].start]
        if last.kind == "text" and any(form in gap for form in ledger_words("reached")):
            return False
        if figure.unit in COUNTS or figure.unit in _PEOPLE or figure.unit == "":
            return True
        giving = last.kind == "text" and (gives(last.said) or gives(gap.rstrip("约近超了")))
        built = thing[-1].said.endswith(("项目", "工程", "机组", "电站"))
        return last.kind == "sign" or giving or built or self.is_of(place)

    def _counted(self, place: int, near: Sequence[Word], thing: Sequence[Word]) -> list[Word]:
        """The thing that is counted, behind the deed that is told of it; with its owner where it alone says little."""
        named = texts(near)
        if named and "".join(word.value for word in named[-1:]) in bare_heads() and near[-1].kind == "text":
            return [*_without_end(thing), *named[-1:]]
        deed = [word for word in near[-1:] if word.kind == "sign" and word.value not in UNSAID and not word.lent]
        here = [word for word in near if not word.lent]
        gap = self.wording.text[here[-1].end : thing[0].start] if here else ""
        alone = bool(here) and here[-1].kind == "text" and not gives(here[-1].said)
        alone = alone and (re.match("达?的", gap) is None or _ONLY_OF.match(gap) is not None)
        vague = self.wording.said(thing) in ledger_words("vague")
        if vague and (owner := self._whole_of_list(place)) is not None:
            return [owner] if owner.said.endswith(self.wording.said(thing)) else [owner, *thing]
        if alone or vague:
            return [*naming(near), *thing]
        return [*deed, *thing]

    def _whole_of_list(self, place: int) -> Word | None:
        """Whose parts are counted behind their list: 常规项目 of 常规项目包括甲、乙、丙3个类别."""
        at = self.words[place].start
        match = _PARTS_OF.search(self.wording.text, max(0, at - 80), at)
        if match is None:
            return None
        return Word("text", match["whole"], match.start("whole"), match.end("whole"), match["whole"])

    def _with_verb(self, named: list[Word], place: int) -> list[Word]:
        """中央财政安排429亿元: the verb that was taken for a word of planning says what was done with it."""
        last = named[-1]
        gap = self.wording.text[last.end : self.words[place].start] if not last.lent else ""
        if (
            not last.said.endswith("财政")
            or (match := re.fullmatch("(?:拟|将|共|已)*(安排|下达)(?:了|约|近|超过?)?", gap)) is None
        ):
            return named
        return [
            *named,
            replace(last, said=match[1], value="", start=last.end + match.start(1), end=last.end + match.end(1)),
        ]

    def _medals(self, place: int) -> list[Word]:
        """Of 8金4银4铜 what each counts, with whose they are."""
        behind = self.behind(place)
        if self.words[place].figure.unit or not behind or behind[0].said[:1] not in ("金", "银", "铜"):  # type: ignore[union-attr]
            return []
        medal = behind[0].said[0] + "牌"
        return [*naming(self.near(self.holes[0])), replace(behind[0], value=medal, said=medal)]

    def _thing(self, place: int) -> list[Word]:
        """The words that stand at once behind a figure, up to what is said of them."""
        behind = self.behind(place)
        if not behind or behind[0].kind == "and" or behind[0].value in (TO, *COMPARES, RANK, SHARE):
            return []
        gap = self.wording.text[self.end(place) : behind[0].start]
        if behind[0].lent or _BEHIND_GAP.fullmatch(gap) is None:
            return []
        last = place == self.holes[-1]
        found: list[Word] = []
        for at, word in enumerate(behind):
            if word.kind == "sign" and (word.value in _ENDS_THING or (not last and at)):
                break
            joined = at + 1 < len(behind) and behind[at + 1].kind == "text" and behind[at + 1].start == word.end
            joined = joined and len(behind[at + 1].said) > 1  # 能力提升重点县, but 抗癌药|降价
            if word.value in MOVES and at and not joined:
                break
            if at and behind[at - 1].kind == "and" and word.start > behind[at - 1].end and not word.lent:
                break  # 13次编号洪水、为1998年以来最多
            if not at and word.said.startswith("一"):
                continue  # 6%一档的税率
            found.append(word)
        while found and found[-1].kind != "text" and found[-1].value not in _NOMINAL_ACTS:
            found.pop()
        if not texts(found):
            return []
        said = self.wording.said(found)
        if said in ledger_words("vague") and last and len(said) < 3:
            return behind  # 12个县入选国家…县: so short a thing is told by what was done with it
        return [] if said in ("次", "时", "内") or said.startswith(("增速", "增长", "速度")) else found

    def _before(self, place: int) -> list[Word]:
        """What the figure before measures: a clause's later figure without words of its own is of the same thing."""
        origin = self.hole_before(place)
        if origin is None:
            return []
        if self.words[origin].figure is not None and self.words[origin].figure.unit == "第":  # type: ignore[union-attr]
            return self._ranked(origin)[0]
        near = self.near(origin)
        cut = next((at for at, one in enumerate(near) if one.value in COMPARES), len(near))
        return naming(near[:cut]) if texts(near[:cut]) else self._named(origin)

    def _ranked(self, place: int) -> tuple[list[Word], str]:
        """What is ranked, and among whom."""
        sign = next((at for at in range(place - 1, -1, -1) if self.words[at].value == RANK), None)
        if sign is None:
            return naming(self.near(place)), ""
        among = self.wording.said(texts(self.words[sign + 1 : place]))
        before = [word for word in self.words[:sign] if word.kind != "figure"]
        return naming(before) or texts(self._thing(place)), among

    def _compared(self, sign: Word, place: int) -> str:
        """What stands between a comparison and its figure: 全省平均 of 高于全省平均2个百分点."""
        between = self.wording.text[sign.end : self.words[place].start]
        if sign.lent or len(between) > 16:
            return self.wording.said(texts(self.near(place)))
        between = re.split(r"\d", between, maxsplit=1)[0]  # 高于全国1.3个、3个百分点
        return re.sub("(?:约|近|超过?|高|低|快|慢|多|少|出|增长|提高|下降|了|将)+$", "", between)

    def _than(self, near: Sequence[Word]) -> str | None:
        """What a clause compares with that begins with 比 and names no measure of its own: 比去年预算高0.2个百分点."""
        here = [word for word in near if not word.lent]
        if len(here) != len(near) or not here or here[0].kind != "text" or not MOVES & {one.value for one in here}:
            return None
        before = self.wording.text[max(0, here[0].start - 8) : here[0].start]
        match = re.search("[比较](?P<when>(?:去年|上年|[12]\\d{3}年)?(?:年初|年末|末)?)$", before)
        if match is None:
            return None
        return match["when"] + self.wording.said(texts(here))

    # -- saying it

    def _say(self, named: Sequence[Word], figure: Figure, near: Sequence[Word], base: str) -> Measured | None:
        since = next((match[1] for word in named if (match := _SINCE.fullmatch(word.value))), "")
        named = self._without_sayer([word for word in named if _SINCE.fullmatch(word.value) is None])
        base = base or (f"比{since}" if since else "")
        kept = trimmed(named)
        said = trim(self.wording.said(kept))
        if kept and kept[-1].value == SHARE and not kept[-1].lent:
            said += self._whole(kept[-1], figure)
        if said.endswith("比") and kept and not kept[-1].lent and _A_TIME.match(self.wording.text, kept[-1].end):
            said = said[:-1]  # 增幅比一季度回落
        scope = _SCOPE.search(said) if figure.unit == "第" else None
        if scope is not None:
            said, base = said[: scope.start()], base or scope[0]
        said = self._with_deeds(kept, _MOVED_FROM.sub("", said))
        if _MANNER.match(said) or said in ledger_words("lead") or (len(said) < 2 and said not in ledger_words("vague")):
            said, kept = "", []
        signs = [word.value for word in near if word.kind == "sign"]
        base = base or next((BASES[sign] for sign in signs if sign in BASES), "")
        base = base or next((sign.strip("⟨⟩") for sign in signs if sign.startswith("⟨比")), "")
        subject = subject_of([word.value for word in kept], any(sign in MOVES for sign in signs))
        if scope is not None:
            subject = subject.removesuffix(scope[0])
        plain = "".join(word.value for word in kept if word.kind != "sign")
        kind, falls = self._kind(figure, signs, said, subject)
        if kind is Kind.CHANGE and figure.unit == "%" and _RATE.search(said) and self._reaches(figure, near):
            kind, falls = Kind.SHARE, False
        if kind in _MOVED and not base:
            base = self._long_before(figure)
        if base == "从" and kind is Kind.CHANGE:
            kind, falls = Kind.SHARE, False
        return Measured(subject, said, canonical_name(subject) or canonical_name(plain), kind, base, falls)

    def _with_deeds(self, kept: Sequence[Word], said: str) -> str:
        """新建和改造管网: of two deeds done to one thing the clause tells both."""
        if not kept or kept[0].lent or not said:
            return said
        begin = max(0, kept[0].start - 16)
        before = ("" if begin else "\n") + self.wording.text[begin : kept[0].start]
        if head_of(said) is not None and (first := _FIRST_OF_TWO.search(before)) is not None:
            return first["first"] + said
        if kept[0].kind != "sign":
            return said
        match = _DEEDS.search(before)
        if match is None or not all(_is_deed(one) for one in re.split("[、和及与]", match["deeds"][:-1])):
            return said
        return match["deeds"] + said

    def _without_sayer(self, named: list[Word]) -> list[Word]:
        """The words without who says it: 中央提出今年经济增长预期目标为7%."""
        for at in range(len(named) - 1, 0, -1):
            before, word = named[at - 1], named[at]
            if not before.lent and not word.lent and _SAYS.search(self.wording.text, before.end, word.start):
                return named[at:]
        return named

    def _long_before(self, figure: Figure) -> str:
        """The year that growth is told against, where one is named: 比2002年增长65.5%; or the aim that it is off."""
        text = self.wording.text
        before = text[max(text.rfind(mark, 0, figure.start) for mark in "，；。\n") + 1 : figure.start]
        match = _AGAINST.search(before.translate(FULL_WIDTH_DIGITS))
        if match is None:
            sentence = text[max(text.rfind(mark, 0, figure.start) for mark in "；。\n") + 1 : figure.start]
            match = _FRAMED.search(sentence.translate(FULL_WIDTH_DIGITS))
        if match is None:
            return "目标" if _OFF_AIM.search(before) is not None else ""
        return f"比{written_year(match['year'])}年"

    def _reaches(self, figure: Figure, near: Sequence[Word]) -> bool:
        """Whether the clause says where a rate stands after the one before told how it moved."""
        moved = any(word.value in MOVES and not word.lent and self.wording.text[word.start] != "速" for word in near)
        return not moved and _REACHES.search(self.wording.text, max(0, figure.start - 10), figure.start) is not None

    def _whole(self, sign: Word, figure: Figure) -> str:
        """Of what whole a share is, where it is the report's own place: 占全省一半."""
        match = _OWN_WHOLE.match(self.wording.text, sign.end, figure.start)
        return f"占{match[1]}" if match is not None else ""

    def _kind(self, figure: Figure, signs: Sequence[str], said: str, subject: str) -> tuple[Kind | None, bool]:
        """The kind of a figure, and whether it tells a fall."""
        if TO in signs:  # where it went to is a level
            signs = [sign for sign in signs if sign not in MOVES]
        kind = kind_of(figure, signs, bool(COMPARES & set(signs)))
        begin = self.first_of_list(figure.start)
        before = self.wording.text[max(0, begin - 6) : begin]
        shrinks = figure.unit == "%" and _SHRINKS.search(before) is not None
        grows = _GROWTH_WORDS.search(said) is not None or before.endswith("改善")
        if kind is Kind.SHARE and (grows or shrinks or (not signs and subject == "消费价格")):
            kind = Kind.CHANGE
        if kind is Kind.SHARE and GROWS_BY.search(self.wording.text, max(0, begin - 8), begin):
            kind = Kind.CHANGE
        if kind is Kind.SHARE and _RAISED.match(self.wording.text, figure.end):
            kind = Kind.CHANGE
        if kind in (Kind.SHARE, Kind.RATIO) and (move := _GROWS.fullmatch(self.wording.text, begin - 2, begin)):
            kind, shrinks = Kind.CHANGE, move["down"] is not None
        if kind in (Kind.LEVEL, Kind.COUNT) and (adds := _ADDS.search(before)) is not None:
            kind, shrinks = Kind.DIFFERENCE, adds[0].startswith("减")
        moves = kind in (Kind.CHANGE, Kind.POINTS, Kind.DIFFERENCE)
        return kind, moves and (DOWN in signs or "⟨<⟩" in signs or shrinks)


def _is_deed(word: str) -> bool:
    lexeme = vocabulary().lexemes.get(word)
    return lexeme is not None and "act" in lexeme.classes


def _without_end(thing: Sequence[Word]) -> list[Word]:
    """A thing without what was done with it: 交易中心 of 交易中心开工."""
    last = max(place for place, word in enumerate(thing) if word.kind == "text")
    return list(thing[: last + 1])
