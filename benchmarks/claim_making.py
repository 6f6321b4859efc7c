"""Claims made of facts by rule: the fact in other words, in other units, rounded; and one thing of it altered."""

import random
from collections.abc import Callable
from dataclasses import replace
from decimal import ROUND_DOWN, ROUND_HALF_UP, ROUND_UP, Decimal

from facts import Fact, plain

from index.text.regions import FULL_NAMES

# What a unit is converted into: the other unit, and how many of it one is.
CONVERSIONS: dict[str, tuple[tuple[str, Decimal], ...]] = {
    "万亿元": (("亿元", Decimal(10_000)),),
    "亿元": (("万亿元", Decimal("0.0001")), ("万元", Decimal(10_000))),
    "亿美元": (("万美元", Decimal(10_000)),),
    "公里": (("米", Decimal(1_000)),),
    "万亩": (("公顷", Decimal(10_000) / 15), ("亩", Decimal(10_000))),
    "亿斤": (("万吨", Decimal(5)),),
    "万吨": (("吨", Decimal(10_000)),),
    "万人": (("人", Decimal(10_000)),),
    "万人次": (("人次", Decimal(10_000)),),
    "万户": (("户", Decimal(10_000)),),
    "万套": (("套", Decimal(10_000)),),
    "万千瓦": (("千瓦", Decimal(10_000)),),
    "亿千瓦时": (("万千瓦时", Decimal(10_000)),),
    "亿立方米": (("万立方米", Decimal(10_000)),),
    "万平方米": (("平方米", Decimal(10_000)),),
}
# What a unit is altered into, the number left as it stands.
OTHER_UNITS = {
    "%": "个百分点",
    "个百分点": "%",
    "万亿元": "亿元",
    "亿元": "万元",
    "亿美元": "万美元",
    "万亩": "亩",
    "公里": "米",
    "万吨": "吨",
    "亿斤": "万斤",
    "万人": "人",
    "万户": "户",
    "万人次": "人次",
    "万千瓦": "千瓦",
    "亿千瓦时": "万千瓦时",
    "万平方米": "平方米",
    "万套": "套",
}
_TURNED = {"增长": "下降", "下降": "增长", "提高": "降低", "降低": "提高", "上升": "下降"}
_RISES = ("增长", "提高", "上升")
_DONE = {
    "新增": "新添了",
    "新建": "新建设了",
    "建成": "建设完成",
    "改造": "完成改造",
    "培育": "培养了",
    "引进": "引入了",
    "治理": "整治了",
    "发放": "发出了",
    "开工建设": "动工建设了",
    "整治": "治理了",
    "实施": "组织实施了",
    "完成": "完成了",
}


def near(fact: Fact, _: random.Random) -> str:
    """Almost as the report has it, with year and region."""
    if fact.shape == "act":
        return f"{fact.year}年，{fact.region}{'计划' if fact.plan else ''}{fact.verb}{fact.subject}{fact.amount}。"
    aim = ("力争" if fact.shape == "growth" else "计划") if fact.plan else ""
    return f"{fact.year}年，{fact.region}{aim}{fact.subject}{fact.verb}{fact.amount}。"


def reordered(fact: Fact, draw: random.Random) -> str:
    """The parts in another order."""
    region, year, subject, amount = fact.region, fact.year, fact.subject, fact.amount
    if fact.shape == "act":
        what = f"{fact.verb}{amount}{'的' if fact.hedge else ''}{subject}"
        return f"{region}打算在{year}年{what}。" if fact.plan else f"{region}在{year}年{what}。"
    if fact.shape == "deed":
        return (
            f"按照计划，{region}{year}年要{subject}{amount}。"
            if fact.plan
            else f"{region}在{year}年{subject}{amount}。"
        )
    if fact.plan and fact.shape == "growth":
        if fact.verb == "增长" and draw.random() < 0.5:
            return f"{region}把{year}年{subject}的增长目标定为{amount}。"
        return f"按照计划，{region}的{subject}在{year}年要{fact.verb}{amount}。"
    if fact.plan:
        reach = "" if fact.before else "控制在" if fact.hedge in ("以内", "以下") else "达到"
        return f"按照计划，{region}的{subject}{year}年要{reach}{amount}。"
    if fact.shape == "growth":
        return f"{region}的{subject}在{year}年{fact.verb}{'' if fact.hedge else '了'}{amount}。"
    return f"{region}{year}年的{subject}{'' if fact.before and fact.before != '约' else '为'}{amount}。"


def paraphrased(fact: Fact, draw: random.Random) -> str | None:
    """The same in other words."""
    region, year, subject, amount = FULL_NAMES.get(fact.region, fact.region), fact.year, fact.subject, fact.amount
    if fact.shape == "deed":
        return None
    if fact.shape == "act":
        done = _DONE.get(fact.verb)
        if done is None:
            return None
        return (
            f"{region}提出，{year}年要{fact.verb}{amount}{'的' if fact.hedge else ''}{subject}。"
            if fact.plan
            else f"{year}年，{region}{done}{amount}{'的' if fact.hedge else ''}{subject}。"
        )
    if fact.shape == "growth" and fact.plan:
        aim = draw.choice([f"{region}预期{year}年{subject}", f"{region}{year}年的目标是{subject}"])
        return f"{aim}{'上升' if fact.verb in _RISES else '减少'}{amount}。"
    if fact.plan:
        return f"{region}提出，{year}年{subject}的目标是{amount}。"
    if fact.shape == "level":
        return f"{year}年{region}{subject}{'' if fact.before and fact.before != '约' else '是'}{amount}。"
    if fact.verb in _RISES:
        words = ["比上年增加", "同比上升", "较上年提高"] if fact.unit == "%" else ["比上年上升", "同比增加"]
        return f"{year}年，{region}{subject}{draw.choice(words)}{amount}。"
    return f"{year}年，{region}{subject}{draw.choice(['比上年减少', '同比降低'])}{amount}。"


def converted(fact: Fact, draw: random.Random) -> str | None:
    """The number in another unit; what does not come out even is said to be so (约)."""
    choices = [entry for entry in CONVERSIONS.get(fact.unit, ()) if entry[0] != "万亿元" or fact.number >= 1_000]
    if not choices:
        return None
    unit, factor = draw.choice(choices)
    number = fact.number * factor
    before = fact.before
    if unit == "公顷":
        if not fact.is_exact:
            return None
        number, unit = (number / 10_000, "万公顷") if number >= 100_000 else (number, unit)
        rounded = number.quantize(Decimal("0.01") if unit == "万公顷" else Decimal(1), ROUND_HALF_UP)
        before = "" if rounded == number else "约"
        number = rounded
    number = number.normalize()
    return draw.choice([near, reordered])(replace(fact, number=number, unit=unit, before=before), draw)


def rounded(fact: Fact, draw: random.Random) -> str | None:
    """The number with two digits, and the hedge that makes it true."""
    if not fact.is_exact or len(fact.number.normalize().as_tuple().digits) < 3 or fact.plan:
        return None
    step = Decimal(1).scaleb(fact.number.adjusted() - 1)
    hedge, way = draw.choice([("约", ROUND_HALF_UP), ("近", ROUND_UP), ("超过", ROUND_DOWN)])
    number = fact.number.quantize(step, way)
    # Nobody says 近 of what is 3 % away, nor 超过 of what is 5 % more.
    limit = Decimal("0.015") if hedge == "近" else Decimal("0.04")
    if number == fact.number or abs(number - fact.number) / fact.number > limit:
        return None
    verb = "" if fact.shape in ("level", "deed") and hedge != "约" else fact.verb
    if fact.shape == "act" and hedge == "超过":
        return None
    return draw.choice([near, reordered])(replace(fact, number=number.normalize(), before=hedge, verb=verb), draw)


Telling = Callable[[Fact, random.Random], str | None]
STYLES: dict[str, Telling] = {
    "near": near,
    "reordered": reordered,
    "paraphrased": paraphrased,
    "converted": converted,
    "rounded": rounded,
}


def other_digit(fact: Fact, draw: random.Random) -> Fact | None:
    """The fact with one digit changed; the first one where the number is a rounded one."""
    if fact.before or fact.more or fact.hedge not in ("", "左右"):
        return None
    text = plain(fact.number)
    places = [place for place, letter in enumerate(text) if letter.isdigit()]
    place = places[0] if fact.hedge or text.endswith("00") else draw.choice(places)
    digits = [digit for digit in "0123456789" if digit != text[place] and not (place == 0 and digit == "0")]
    number = Decimal(text[:place] + draw.choice(digits) + text[place + 1 :])
    if number == 0 or (fact.unit == "%" and fact.shape == "level" and number > 100):
        return None
    return replace(fact, number=number)


def other_unit(fact: Fact, draw: random.Random) -> Fact | None:
    """The fact with another unit at the same number; 个百分点 for % only now and then, since it is so frequent."""
    if fact.unit == "%" and draw.random() < 0.8:
        return None
    other = OTHER_UNITS.get(fact.unit)
    if other is None or fact.before or fact.more or fact.hedge not in ("", "左右"):
        return None
    return None if fact.unit == "%" and fact.shape != "growth" else replace(fact, unit=other)


def other_direction(fact: Fact, _: random.Random) -> Fact | None:
    """A rise told as a fall, and the other way round."""
    return replace(fact, verb=_TURNED[fact.verb]) if fact.shape == "growth" else None


def as_outcome(fact: Fact, draw: random.Random) -> str | None:
    """A target told as something that was reached; its hedge, which belongs to the target, is left out."""
    if not fact.plan or fact.before or fact.more:
        return None
    told, full = replace(fact, plan=False, hedge=""), FULL_NAMES.get(fact.region, fact.region)
    if fact.shape == "act":
        return draw.choice(
            [
                f"{fact.year}年，{fact.region}已经{fact.verb}{fact.subject}{told.amount}。",
                f"{full}在{fact.year}年{fact.verb}了{told.amount}{fact.subject}。",
            ]
        )
    if fact.shape == "growth":
        return draw.choice(
            [f"{fact.year}年，{fact.region}{fact.subject}{fact.verb}了{told.amount}。", reordered(told, draw)]
        )
    if fact.shape == "level":
        return draw.choice(
            [
                f"{fact.year}年，{fact.region}{fact.subject}已经达到{told.amount}。",
                f"{full}{fact.year}年的{fact.subject}达到了{told.amount}。",
            ]
        )
    return f"{fact.year}年，{fact.region}已经{fact.subject}{told.amount}。"
