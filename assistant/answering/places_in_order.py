"""Which place a thing holds in an order: 四川GDP排全国第几 by the sentence that gives its rank."""

from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.excerpts import asked_of
from assistant.answering.need import Need, QuestionNeeds, need_of
from assistant.answering.needed import read_needs
from assistant.answering.reply import Line, Quote, Reply
from assistant.answering.whether_ranked import AMONG, of_what, ranks
from assistant.query.understanding import Understanding
from index.patterns import regex
from index.report import Report
from index.text.folding import simplified

_ASKS_PLACE = regex(
    r"第几(?!季|次|届|批|年|个五年|产业|代|条|项)|排(?:名|行|位)?[^，。？?]{0,6}(?:几|哪|怎么?样|如何|多少|什么)"
    r"|(?:[位名]次|座次)(?:是|在|居)?(?:第?几|多少|哪|怎|如何|什么)"
)
# What only asks for the place.
_ASKS = regex(r"排到?|排名|排位|排行|位次|名次|位置|座次|位|名|老|前|几位|能|现在|目前|各|居|世界|全国")
_PRODUCT = frozenset({"gdp", "地区生产总值", "生产总值", "经济", "经济总量", "经济规模", "国内生产总值"})
_OF_THE_PRODUCT = ("地区生产总值", "生产总值", "经济总量", "经济规模", "gdp")
_OUTPUT = regex("^(?P<thing>.{2,6}?)(?P<output>总?产量?)$")
_EACH = regex("各|分别")


def place_in_order(understanding: Understanding, reports: Sequence[Report]) -> Reply | None:
    """The clause that gives the place; None where none is asked for, none is given, or two differ."""
    question = simplified(understanding.question)
    if understanding.language != "zh" or _ASKS_PLACE.search(question) is None:
        return None
    among = set(AMONG.findall(question))
    for part in asked_of(understanding, reports):
        asked = _of_what(read_needs(understanding, part))
        if not asked.needs:
            return None
        found = [each for report in part for each in ranks(asked, among, report, understanding)]
        if found:
            return _told(question, found)
    return None


def _told(question: str, found: Sequence[tuple[int, Quote]]) -> Reply | None:
    if len({quote.report.report_id for _, quote in found}) > 1 and len({place for place, _ in found}) > 1:
        return None
    if len({place for place, _ in found}) > 1 and not _EACH.search(question):
        return None
    quote = found[0][1]
    return Reply(lines=(Line(quote.text, (quote,)),))


def _of_what(asked: QuestionNeeds) -> QuestionNeeds:
    """The words of the thing: a product by each of its names, 粮食总产 as what it is of and that it is an output."""
    needs: list[Need] = []
    for need in of_what(asked).needs:
        output = _OUTPUT.match(need.text)
        if _ASKS.fullmatch(need.text):
            continue
        if need.text in _PRODUCT:
            needs.append(need_of(need.text, _OF_THE_PRODUCT))
        elif output is not None:
            needs += [need_of(output["thing"], ()), need_of(output["output"], ("总产", "产量", "总产量"))]
        else:
            needs.append(need)
    return replace(asked, needs=tuple(needs))
