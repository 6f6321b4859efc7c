"""A clause's tokens as items of a key: text, signs and figures, and what is taken out of it as attributes."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from index.facts.fact import Bound, Figure, Item
from index.facts.tokens import Token, year_of
from index.facts.vocabulary import words_of
from index.patterns import regex

_BOUNDS = {">=": Bound.OVER, "<=": Bound.UNDER, "~-": Bound.NEAR, "~": Bound.ABOUT}
# A counter behind an ordinal makes it a number in a series ("第二批"), not a rank.
_SERIES = tuple("批届个次轮代章条期任产阶五三四六七八九")
# What a rank is among: the whole world, the nation, a part of it.
SCOPES = words_of("scope")
_DROPPED = ("light", "each", "tail", "yoy")
# 在粮食主产省中: what a rank is among.
_AMONG = ("当中", "之中", "里面", "中", "里")
SHORTEST_SCOPE = 3
# Words that a key holds as one sign, whichever of them is written.
_SIGNS = {
    "share": "⟨占⟩",
    "total": "⟨累⟩",
    "annual": "⟨年均⟩",
    "mom": "⟨环比⟩",
    "continuous": "⟨连续⟩",
    "respectively": "⟨别⟩",
    "deny": "⟨非⟩",
}
_DONE = regex("达到|完成|实现|达成|兑现")
_MET = regex("达到|完成|实现|达成|超过|超额|低于|高于|不到|不及|没到|未到")
_THAN = frozenset({"比", "较", "相比", "相较于", "相比于"})
# Behind a year these say that it is what something is reckoned from, or older than.
_BEFORE_IT = (
    *("以前的", "之前的", "前的", "以前发布", "之前发布", "前发布"),
    *("的基数", "的基础", "为基数", "为基础", "基数"),
)


def base_sign(year: int, part: str = "") -> str:
    """The sign of a year, or a part of one, that something is held against: 比2020年."""
    return f"⟨比{year}年{part}⟩"


_LAST_YEAR = frozenset({"上年", "上一年", "去年", "前一年"})
# Before an aim: 没有达到预期.
_SHORT_OF = frozenset({"没有达到", "没达到", "未达到", "没到", "未到"})
_PROMISES = frozenset({"确保", "保证"})
# Words that tell how many there are.
_HAS = frozenset(
    {"拥有", "拥有了", "已有", "共有", "现有", "一共有", "增至", "增到", "增加到", "增加至", "达到", "达", "已达"}
)
_IS = frozenset({"是", "为", "相当于", "达"})
# The year's output is its output.
_YEARLY = regex("(?:业务|产|发电|用电|吞吐|旅客吞吐|货邮吞吐|集装箱吞吐|处理|成交|交易|销售|营业收入)[量值额收]?")


@dataclass(slots=True)
class Attributes:
    """What a clause says besides its key."""

    qualifiers: set[str] = field(default_factory=set)
    planned: bool = False
    goal: bool = False
    expected: bool = False
    strives: bool = False
    reached: Token | None = None
    years: list[Token] = field(default_factory=list)
    yoy: bool = False
    open_list: bool = False
    among: bool = False
    done: bool = False
    each: bool = False
    has: bool = False  # 拥有23家: so many there are
    totals: bool = False  # 总数, 总量: all there are


class Folder:
    """Folds one clause's tokens; tokens are looked at once, from the left, each with what stands beside it."""

    def __init__(self, tokens: Sequence[Token], looks_back: bool = False, claimed: bool = False) -> None:
        self._looks_back = looks_back
        self._claimed = claimed
        self._tokens = [token for token in tokens if not (token.kind == "mark" and token.value != "、")]
        self.items: list[Item] = []
        self.attributes = Attributes()
        self._bound: Bound | None = None
        self._than: tuple[int, int] | None = None
        self._since = False  # 比2019年: what follows is a rise or a fall since then

    def fold(self) -> list[Item]:
        """The clause's items, in order."""
        at = 0
        while at < len(self._tokens):
            at = self._one(at)
        self._close_comparison()
        return [item for item in self.items if item.kind != "gone"]

    # -- looking around

    def _next(
        self, at: int, skipping: tuple[str, ...] = ("light", "level", "over", "under", "near", "about")
    ) -> Token | None:
        for token in self._tokens[at + 1 :]:
            if token.kind == "word" and any(token.has(kind) for kind in skipping) and not token.has("keep"):
                continue
            return token
        return None

    def _before_figure(self, at: int) -> bool:
        following = self._next(at)
        return (
            following is not None
            and following.kind == "figure"
            and following.figure is not None
            and (following.figure.unit != "第")
        )

    def _add(self, kind: str, value: str, token: Token, figure: Figure | None = None, own: bool = False) -> None:
        self.items.append(Item(kind, value, token.start, token.end, figure, own))

    # -- one token

    def _one(self, at: int) -> int:
        token = self._tokens[at]
        if token.kind == "figure":
            return self._figure(at, token)
        if token.kind == "year":
            if self._than is not None and token.value in _LAST_YEAR and self._than[0] == len(self.items):
                self._than = None  # 比上一年下降: as 同比
                self.attributes.yoy = True
                return at + 1
            compared = self._than is not None or (self.items and self.items[-1].value in ("⟨>⟩", "⟨<⟩"))
            compared = compared or (at > 0 and self._tokens[at - 1].value in _THAN)
            behind = "".join(token.value for token in self._tokens[at + 1 : at + 4])
            compared = compared or behind.startswith(_BEFORE_IT)
            if not compared:
                self.attributes.years.append(token)
            else:
                self._since = self._since or (self._than is not None and self._than[0] == len(self.items))
                self._than = None if self._since else self._than
                self._reckoned_from(token)
        elif token.kind == "mark":
            self._add("and", "、", token)
        elif token.kind in ("text", "name"):
            self._text(token)
        else:
            return self._word(at, token)
        return at + 1

    def _reckoned_from(self, token: Token) -> None:
        """The year that something is held against, as a sign; the year before is told by reading.py, which knows it."""
        year = year_of(token, None)
        if year is not None and year[0] == year[1]:
            self._add("sign", base_sign(year[0], year[2]), token)

    def _text(self, token: Token) -> None:
        """Text; 经济 before growth is the gross product."""
        self._add("text", token.value, token)

    def _figure(self, at: int, token: Token) -> int:
        figure = token.figure
        assert figure is not None
        if figure.unit == "第":
            following = self._tokens[at + 1] if at + 1 < len(self._tokens) else None
            if following is not None and following.has("and") and not self.items:
                # 第一、第三产业 is a list of names.
                self._add("text", figure.text, token)
                return at + 1
            series = following is not None and following.kind == "text" and following.value.startswith(_SERIES)
            if series or (not self.items and following is not None and following.kind not in ("text", "word")):
                self._add("text", f"第{figure.low}", token)
                return at + 1
            if following is not None and following.kind in ("text", "word") and following.value[:1] in "位名":
                rest = following.value[1:]
                self._rank(token, figure)
                if rest:
                    self._add("text", rest, replace(following, start=following.start + 1))
                return at + 2
            self._rank(token, figure)
            return at + 1
        bound = self._bound or figure.bound
        self._bound = None
        after = at + 1
        while after < len(self._tokens) and (word := self._tokens[after]).kind == "word":
            kind = next((kind for kind in ("behind_over", "behind_under", "behind_about") if word.has(kind)), None)
            if kind is None or word.classes is None:
                break
            if bound is not Bound.UNDER:  # 未达到4550亿公斤以上 fell short
                bound = _BOUNDS[word.classes[kind]]
            after += 1
        if figure.unit == "倍" and self._of_last_year(at) and figure.low > 1:
            # 是上年的三倍 is 增长两倍; 是2010年的三倍 is so since then.
            self._reckoned_from(self.attributes.years.pop())
            self._add("sign", "⟨↑⟩", token)
            figure = replace(figure, low=figure.low - 1, high=figure.high - 1)
        if figure.high < 0 and self.items and self.items[-1].value == "⟨↑⟩":
            # 增长-2.1% is 下降2.1%.
            self.items[-1] = replace(self.items[-1], value="⟨↓⟩")
            figure = replace(figure, low=-figure.high, high=-figure.low)
        self._add("figure", "#", token, replace(figure, bound=bound))
        return after

    def _of_last_year(self, at: int) -> bool:
        before = self._tokens[max(0, at - 3) : at]
        years = [place for place, token in enumerate(before) if token.kind == "year"]
        return bool(years) and bool(self.attributes.years) and before[-1].value == "的" and before[0].value in _IS

    def _rank(self, token: Token, figure: Figure) -> None:
        """The ordinal with the scope before it and the verb before that, as 居 scope #."""
        scope: list[Item] = []
        while self.items and self.items[-1].kind == "text" and self.items[-1].value in SCOPES:
            scope.insert(0, self.items.pop())
        verb = next((place for place in range(len(self.items) - 1, -1, -1) if self.items[place].value == "⟨居⟩"), None)
        if verb is not None and all(item.kind == "text" for item in self.items[verb + 1 :]):
            scope = self.items[verb + 1 :] + scope
            del self.items[verb:]
            while self.items and self.items[-1].value == "⟨居⟩":
                self.items.pop()
        scope = scope or self._scope_before()
        start = scope[0].start if scope else token.start
        self.items.append(Item("sign", "⟨居⟩", start, token.start, None, True))
        self.items.extend(scope)
        bound = Bound.UNDER if figure.bound is Bound.UNDER else Bound.EXACT
        self._add("figure", "#", token, replace(figure, bound=bound))

    def _scope_before(self) -> list[Item]:
        """Takes off what a rank is among where it stands before the verb: 在全国排第三, 在试点省份中居首."""
        first = len(self.items)
        while first and self.items[first - 1].kind == "text":
            if first < len(self.items) and self.items[first - 1].end < self.items[first].start:
                break  # 在, or another light word: what stands before it is the subject
            first -= 1
        run = self.items[first:]
        if run and run[-1].value.endswith(_AMONG) and sum(len(item.value) for item in run) > SHORTEST_SCOPE:
            named = next((place for place, item in enumerate(run) if item.value in SCOPES), None)
            apart = first == 0 or self.items[first - 1].kind != "text" or self.items[first - 1].end < run[0].start
            if apart and (first or named is not None):
                first += named or 0
        else:
            first = len(self.items)
            while first and self.items[first - 1].kind == "text" and self.items[first - 1].value in SCOPES:
                first -= 1
        scope = self.items[first:]
        del self.items[first:]
        if scope and (ending := next((end for end in _AMONG if scope[-1].value.endswith(end)), None)) is not None:
            scope[-1] = replace(scope[-1], value=scope[-1].value.removesuffix(ending))
        return [item for item in scope if item.value]

    def _word(self, at: int, token: Token) -> int:
        classes = token.classes or {}
        self.attributes.done = self.attributes.done or token.value.endswith("了")
        self.attributes.has = self.attributes.has or token.value in _HAS
        kinds = set(classes) - {"keep"} if len(classes) > 1 else set(classes)
        if token.value == "年" and self.items and _YEARLY.match(self._text_behind(at)):
            return at + 1
        if "keep" in kinds:
            self._text(token)
            return at + 1
        if "name" in kinds:
            self._add("text", classes["name"], token)
            return at + 1
        if "top" in kinds and (token.value != "最多" or (self.items and self.items[-1].value in SCOPES)):
            figure = Figure(
                token.start,
                token.end,
                token.value,
                Decimal(classes["top"]),
                Decimal(classes["top"]),
                "第",
                Bound.EXACT,
                Decimal(1),
            )
            self._rank(token, figure)
            return at + 1
        if kinds & {"more", "less"} and self._than is not None and self._before_figure(at):
            self._compare(">" if "more" in kinds else "<", token)
            return at + 1
        if self._hedge(at, token, kinds):
            return at + 1
        if self._ranked(at, token, kinds):
            return at + 1
        if (reached := self._reached(at, kinds)) is not None:
            if self._figures_so_far() and self._has_figure():
                self._drop_from()
                self._add("sign", "⟨到⟩", token)
            self.attributes.qualifiers.add(reached[0])
            return at + reached[1]
        if "about" in kinds and at + 1 < len(self._tokens) and self._tokens[at + 1].has("share"):
            return at + 1
        if "yoy" in kinds:
            self.attributes.yoy = True
            return at + 1
        if (
            kinds & {"more", "less"}
            and (self._than is not None or self.attributes.yoy or self._since)
            and self._before_figure(at)
        ):
            up = "more" in kinds
            if self._than is not None:
                self._compare(">" if up else "<", token)
            else:
                self._add("sign", "⟨↑⟩" if up else "⟨↓⟩", token)
            return at + 1
        for kind in ("above", "below"):
            if kind in kinds:
                self._add("sign", f"⟨{classes[kind]}⟩", token)
                return at + 1
        for kind in ("up", "down", "flat"):
            if kind in kinds:
                self._add("sign", f"⟨{classes[kind]}⟩", token)
                return at + 1
        if (
            "than" in kinds
            and (token.value != "与" or self._compares(at))
            and any(self._is_degree(place) for place in range(at + 1, len(self._tokens)))
        ):
            self._than = (len(self.items), token.start)
            return at + 1
        if "more" in kinds and self._before_figure(at):
            self._add("sign", "⟨↑⟩", token)
            return at + 1
        if "share_head" in kinds:
            if not any(item.value == "⟨占⟩" for item in self.items):
                self._text(token)
            return at + 1
        if "level" in kinds and self._before_figure(at):
            return at + 1
        return self._plain_word(at, token, classes, kinds)

    def _plain_word(self, at: int, token: Token, classes: dict[str, str], kinds: set[str]) -> int:
        attributes = self.attributes
        if "act" in kinds:
            self._add("sign", f"⟨{classes['act']}⟩", token, own=token.own)
        elif "each" in kinds:
            attributes.each = True
        elif sign := next((sign for kind, sign in _SIGNS.items() if kind in kinds), None):
            self._add("sign", sign, token)
        elif token.value == "争取":
            obtained = self._follows(at, "到", "了", "来")
            attributes.strives = not (obtained or self._looks_back)
            return at + 1 + obtained
        elif kinds & {"plan", "goal"} and token.value[:2] in ("计划", "目标") and self._is_measured_by():
            self._text(token)
        elif "under" in kinds and token.value in _SHORT_OF and self._aimed_next(at):
            self._add("sign", "⟨<⟩", token)
        elif "plan" in kinds or "expect" in kinds:
            if token.value in _PROMISES:  # who strives has promised nothing
                attributes.qualifiers.add("确")
            attributes.planned = attributes.planned or "expect" not in kinds
            attributes.expected = attributes.expected or "expect" in kinds
        elif "goal" in kinds:
            if self._claimed and self._reached_before(at):
                attributes.reached = token
            elif self._looks_back or (self._claimed and self._is_met(at)):
                self._text(token)
            else:
                attributes.planned = attributes.goal = True
        elif "totals" in kinds:
            if self._before_figure(at) or not self.items:
                attributes.totals = True
                self._add("sign", "⟨累⟩", token)
            else:
                self._text(token)
        elif "push" in kinds:
            self._add("sign", "⟨推⟩", token)
        elif "first" in kinds or "again" in kinds or "pioneer" in kinds or "all" in kinds:
            attributes.qualifiers.add(
                next(classes[kind] for kind in ("first", "again", "pioneer", "all") if kind in kinds)
            )
        elif token.value == "实际" and self._before_figure(at):
            return at + 1
        elif "only" in kinds or "base" in kinds or "real" in kinds or "part" in kinds:
            kind = next(kind for kind in ("only", "base", "real", "part") if kind in kinds)
            self._add("sign", f"⟨{token.value if kind == 'real' else classes[kind]}⟩", token)
        elif "and" in kinds:
            self._add("and", "、", token)
        elif "etc" in kinds:
            attributes.open_list = True
            self._add("sign", "⟨等⟩", token)
        elif "among" in kinds:
            attributes.among = True
        elif token.value in ("已", "已经", "了", "现已"):
            attributes.done = True
        elif (
            (
                token.value in ("仅", "只", "仅仅", "才")
                and (self._than is not None or self._compares_next(at) or self._moves_next(at))
            )
            or any(kind in kinds for kind in _DROPPED)
            or token.value in ("是", "为", "有", "在", "共", "共有")
        ):
            pass
        elif token.value in ("到", "至"):
            self._add("text", "至", token)
        elif "base_year" in kinds:
            self._add("sign", base_sign(int("".join(filter(str.isdigit, token.value)))), token)
        else:
            self._text(token)
        return at + 1

    # -- hedges, ranks, comparisons

    def _hedge(self, at: int, token: Token, kinds: set[str]) -> bool:
        for kind in ("over", "under", "near", "about"):
            if kind in kinds and (self._before_figure(at) or self._before_move_by(at)):
                self._bound = _BOUNDS[(token.classes or {})[kind]]
                return True
        return False

    def _before_move_by(self, at: int) -> bool:
        """Whether a rise or fall by so much follows: 差不多涨了一成."""
        following = self._tokens[at + 1] if at + 1 < len(self._tokens) else None
        moves = following is not None and (following.has("up") or following.has("down"))
        return moves and self._before_figure(at + 1)

    def _ranked(self, at: int, token: Token, kinds: set[str]) -> bool:
        if not kinds & {"rank", "rank_up", "rank_keep"}:
            return False
        for place in range(at + 1, min(at + 7, len(self._tokens))):
            other = self._tokens[place]
            ordinal = other.kind == "figure" and other.figure is not None and other.figure.unit == "第"
            if ordinal or other.has("top"):
                if "rank_up" in kinds:
                    self.attributes.qualifiers.add("升至")
                    self._drop_from()
                if "rank_keep" in kinds and "rank" not in kinds:
                    self.attributes.qualifiers.add("稳居")
                self._add("sign", "⟨居⟩", token, own=True)
                return True
            if other.kind == "figure" or other.kind == "mark":
                break
        if (
            kinds == {"rank"}
            and (len(token.value) > 1 or token.value == "居")
            and token.value not in ("位次", "名次", "排名", "排行", "排位")
        ):
            self._add("sign", "⟨居⟩", token, own=True)
            return True
        return False

    def _follows(self, at: int, *values: str) -> bool:
        return at + 1 < len(self._tokens) and self._tokens[at + 1].value in values

    def _reached_before(self, at: int) -> bool:
        """Whether a goal stands behind its figure and the verb that says whether it was met: 没有达到45亿元的目标."""
        figure = next((place for place in range(at) if self._tokens[place].kind == "figure"), None)
        return figure is not None and any(_MET.search(token.value) for token in self._tokens[:figure])

    def _is_measured_by(self) -> bool:
        """Whether a plan is what something is compared with: 优于目标, 完成目标任务的113%."""
        return self._than is not None or any(item.value in ("⟨>⟩", "⟨<⟩", "⟨完成⟩") for item in self.items)

    def _is_met(self, at: int) -> bool:
        """Whether the clause says of an aim that it was met or not: 招商引资目标没有完成."""
        behind = self._tokens[at + 1 :]
        figures = any(token.kind == "figure" for token in self._tokens)
        return not figures and any(_DONE.search(token.value) for token in behind)

    def _aimed_next(self, at: int) -> bool:
        following = self._tokens[at + 1] if at + 1 < len(self._tokens) else None
        return following is not None and any(following.has(kind) for kind in ("goal", "plan", "expect"))

    def _text_behind(self, at: int) -> str:
        return "".join(token.value for token in self._tokens[at + 1 : at + 3])

    def _moves_next(self, at: int) -> bool:
        return at + 1 < len(self._tokens) and any(
            self._tokens[at + 1].has(kind) for kind in ("up", "down", "reach_up", "reach_down", "act")
        )

    def _compares_next(self, at: int) -> bool:
        return at + 1 < len(self._tokens) and any(self._tokens[at + 1].has(kind) for kind in ("than", "above", "below"))

    def _reached(self, at: int, kinds: set[str]) -> tuple[str, int] | None:
        """Which way something came to a level (降至; 回落 and then 到), and how many words say so; None where none."""
        for way, kind, moved in (("升至", "reach_up", "up"), ("降至", "reach_down", "down")):
            if kind in kinds:
                return way, 1
            if moved in kinds and at + 1 < len(self._tokens) and self._tokens[at + 1].value in ("到", "至"):
                return way, 2
        return None

    def _figures_so_far(self) -> bool:
        return bool(self.items) and self.items[-1].kind == "figure"

    def _has_figure(self) -> bool:
        return any(item.kind == "figure" for item in self.items)

    def _drop_from(self) -> None:
        """由18%增至71%: the 由 before the first figure says no more than that it is the first."""
        figure = next((place for place, item in enumerate(self.items) if item.kind == "figure"), 0)
        place = figure - 1
        while place > 0 and (self.items[place].value == "⟨居⟩" or self.items[place].value in SCOPES):
            place -= 1
        if place >= 0 and self.items[place].kind == "text" and self.items[place].value[-1:] in ("从", "由", "自"):
            text = self.items[place]
            kept = [replace(text, value=text.value[:-1])] if len(text.value) > 1 else []
            self.items[place : place + 1] = kept

    def _compares(self, at: int) -> bool:
        """Whether 与 compares: 与上年相比; 与企业新签项目 does not."""
        return any("比" in token.value or "持平" in token.value for token in self._tokens[at + 1 :])

    def _is_degree(self, place: int) -> bool:
        token = self._tokens[place]
        return token.kind == "word" and (token.has("more") or token.has("less")) and self._before_figure(place)

    def _compare(self, sign: str, token: Token) -> None:
        assert self._than is not None
        place, start = self._than
        self.items.insert(place, Item("sign", f"⟨{sign}⟩", start, token.end))
        self._than = None

    def _close_comparison(self) -> None:
        if self._than is not None:
            self._than = None
