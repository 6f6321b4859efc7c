"""A target and its result as a line: the verdict in the question's own word, both figures, and what they are."""

import re
from dataclasses import dataclass
from decimal import Decimal

from assistant.answering.figures import quote_of
from assistant.answering.ledgers import Found
from assistant.answering.reply import Line
from assistant.answering.wording import figure_in, quoted, said_in_chinese, what_it_is, with_original
from assistant.messages import Language, message
from assistant.query.asked_targets import AskedTarget
from index.ledger.entry import Entry, Kind
from index.patterns import regex

# Measures of which less is better.
_LESS_IS_BETTER = regex(
    "失业率|能耗|浓度|排放|事故|死亡|赤字|负债|unemployment|emission|energy|deficit|injur|accident|loss"
)
_PRICES = regex("消费价格|物价|价格涨幅|inflation|CPI|consumer price", re.IGNORECASE)
NEARLY = Decimal(1) / 20
_GROWTHS = frozenset({Kind.CHANGE, Kind.POINTS, Kind.DIFFERENCE})
_KEPT = regex("^(?:控制|保持|稳定)在")
_ON_AVERAGE = regex("平均(?:值)?(?:为|达到?|是|约为)?$")
_HELD = "控制住"
# Verbs that stand alone only with 了: 做到了, but 完成，1256万人.
_WITH_LE = frozenset({"控制住", "守住", "保住", "做到", "办到"})


@dataclass(frozen=True, slots=True)
class Judged:
    """A target, its result, and whether it was met; None where the two don't say."""

    aim: Found
    result: Found
    met: bool | None

    @property
    def held(self) -> bool:
        """Whether the target is one that prices are to be held at."""
        return _PRICES.search(_name(self.aim.entry)) is not None

    @property
    def exceeded(self) -> bool:
        """Whether more was reached than aimed at; of 左右 by more than a twentieth."""
        aim, result = self.aim.entry, self.result.entry
        if not self.met or self.held or _less(aim):
            return False
        beyond = abs(abs(result.low) - abs(aim.low))
        return beyond > (abs(aim.low) * NEARLY if aim.hedge == "about" else 0)


def judged(aim: Found, result: Found) -> Judged:
    """The two, held against one another."""
    return Judged(aim, result, is_met(aim.entry, result.entry))


def is_met(aim: Entry, result: Entry) -> bool | None:
    """Whether the result meets the target; None where the two don't say."""
    goal, value = aim.low, result.low
    # A fall that is aimed at is better the larger it is.
    if goal < 0 and value < 0:
        goal, value = -goal, -value
    elif _LESS_IS_BETTER.search(_name(aim)) and aim.kind is Kind.CHANGE:
        goal, value = -goal, -value  # a rise of what should fall
    if _less(aim):
        goal, value = -goal, -value
    if value >= goal:
        return True
    if aim.hedge in ("about", "near") and abs(goal - value) <= abs(goal) * NEARLY:
        return None
    if result.hedge in ("over",):
        return None
    return False


def _name(entry: Entry) -> str:
    return f"{entry.measure}{entry.canonical}{entry.subject}"


def _less(aim: Entry) -> bool:
    """Whether the target is a ceiling."""
    name = _name(aim)
    if aim.hedge == "under" or _PRICES.search(name):
        return True
    return _LESS_IS_BETTER.search(name) is not None and aim.kind is not Kind.CHANGE


def target_line(two: Judged, asked: AskedTarget, language: Language) -> Line:
    """The verdict, the result, the target, and what they are of."""
    aim, result = two.aim, two.result
    fell, aims_down = result.entry.low < 0, aim.entry.low < 0
    apart = fell != aims_down and result.entry.kind in _GROWTHS
    shown = _shown(result, language, fell or apart)
    goal = _shown(aim, language, aims_down and not apart)
    actual = _shown(result, language, apart)
    what = _what(result, language, named=not apart)
    verdict = _verdict(two, asked, language)
    if verdict is None:
        text = message(language, "target.open", aim=goal, actual=actual, what=what)
    else:
        if language == "en" and result.entry.kind is Kind.CHANGE and not fell:
            measure = what_it_is(result, language).rpartition(": ")[2].removesuffix(" growth")
            shown = message(language, "target.grew", measure=measure, result=shown)
        status = _status(two, verdict, language)
        text = message(
            language,
            "target.verdict",
            verdict=verdict,
            result=shown,
            aim=goal,
            actual=actual,
            status=status,
            what=what,
        )
    original = message("zh", "target.original", aim=_shown(aim, "zh", aims_down), actual=_shown(result, "zh", apart))
    text = with_original(text, original, result, language) if said_in_chinese(result) else text
    return Line(text, (quote_of(aim), quote_of(result)), quoted(aim, result))


def _verdict(two: Judged, asked: AskedTarget, language: Language) -> str | None:
    if language == "en":
        return None if two.met is None else "Yes" if two.met else "No"
    if asked.beyond and asked.value is not None:
        if abs(two.result.entry.low) == asked.value and two.result.entry.hedge == "over":
            return None
        return "超过了" if abs(two.result.entry.low) > asked.value else "没有超过"
    if two.met is None:
        return None
    verb = _HELD if two.held else asked.verb or message(language, "target.met")
    if two.met and two.exceeded and verb == message(language, "target.met"):
        return message(language, "target.exceeded")
    if not two.met:
        return f"未{verb}"
    return f"{verb}了" if verb in _WITH_LE else verb


def _status(two: Judged, verdict: str, language: Language) -> str:
    """How it stands in one plain word, where the verdict doesn't say so already; "" elsewhere."""
    if not two.met or two.held or (language == "en" and not two.exceeded):
        return ""
    status = message(language, "target.exceeded" if two.exceeded else "target.met")
    return "" if status in verdict else message(language, "target.status", status=status)


def _shown(found: Found, language: Language, way: bool) -> str:
    """A figure without 控制在, with 平均 where the report says so."""
    figure = _KEPT.sub("", figure_in(found, language, way))
    start = found.entry.figure[0]
    on_average = language == "zh" and _ON_AVERAGE.search(found.report.text, max(found.entry.start, start - 6), start)
    return f"平均{figure}" if on_average else figure


def _what(found: Found, language: Language, named: bool) -> str:
    """Of whom, when and what; with 增长 or 下降 where the figures stand without."""
    what = what_it_is(found, language).strip(" ,:：，")
    if language == "en" or not named or found.entry.kind not in _GROWTHS:
        return what
    way = "下降" if found.entry.low < 0 else "增长"
    return what if re.search("(?:增长|涨幅|增幅|增速|下降|降幅)$", what) else f"{what}{way}"
