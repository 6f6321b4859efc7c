"""This year's target beside what the year before came to, where a question sets one against the other.

Each is answered as a question of its own, by the ledger or the trained reader; what lies between them is worked out and
shown as such.
"""

from collections.abc import Callable
from decimal import Decimal

from assistant.answering.amounts import WrittenUnit, in_unit, unit_as_written, unit_of_difference
from assistant.answering.reply import Line, Reply, Sum
from assistant.messages import message
from assistant.query.aim_and_result import aim_and_result
from assistant.query.understanding import Understanding
from index.text.quantities import find_quantities
from index.text.quantity import Quantity
from index.text.units import comparable

_BEHIND = "（"  # what the figure is: 520亿元（海南2025年…，目标）


def aim_against_result(understanding: Understanding, answer_to: Callable[[str], Reply | None]) -> Reply | None:
    """Both figures and what lies between them; None where a question sets no target against a result, or one lacks."""
    asked = aim_and_result(understanding.question)
    if asked is None:
        return None
    told = [_line_of(answer_to(question)) for question in (asked.aim, asked.result)]
    if told[0] is None or told[1] is None or told[0].quotes == told[1].quotes:
        return None
    aim, result = told[0], told[1]
    pairs = [
        (one, other)
        for one in find_quantities(aim.text.partition(_BEHIND)[0])
        for other in find_quantities(result.text.partition(_BEHIND)[0])
        if comparable(one.unit, other.unit)
    ]
    if len(pairs) != 1:
        return None
    between = _between(pairs[0], aim, result, understanding)
    return None if between is None else Reply(lines=(aim, result, between[0]), computed=(between[1],))


def _line_of(reply: Reply | None) -> Line | None:
    """The one line that answers; None where there is another, a table, or more than one."""
    whole = reply is not None and len(reply.lines) == 1 and reply.table is None and not reply.note
    return reply.lines[0] if reply is not None and whole else None


def _between(
    pair: tuple[Quantity, Quantity], aim: Line, result: Line, understanding: Understanding
) -> tuple[Line, Sum] | None:
    """Who is ahead and by how much, by the numbers as they are written; None for ranges and for equal ones."""
    one, other = pair
    if one.low != one.high or other.low != other.high or one.low == other.low or min(one.low, other.low) < 0:
        return None
    value, language = one.low - other.low, understanding.language
    rate = one.unit == "%"
    unit = WrittenUnit("个百分点", Decimal(1)) if rate else unit_of_difference(value, *map(unit_as_written, pair))
    amount = in_unit(abs(value), unit)
    ways = ("compare.higher", "compare.lower") if rate else ("compare.more", "compare.fewer")
    way = ways[value < 0]
    text = message(language, way, owner=message(language, "compare.the_aim"), amount=amount)
    text = message(language, "compare.as_written", text=text)
    larger, smaller = (one, other) if value > 0 else (other, one)
    quotes = tuple(dict.fromkeys((*aim.quotes, *result.quotes)))
    return Line(text, quotes, (one.text, other.text)), Sum(f"{larger.text} − {smaller.text}", quotes, amount)
