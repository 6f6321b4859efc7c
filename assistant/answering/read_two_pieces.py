"""A Chinese sentence that tells both things which a question asks: each piece is read by itself, and points elsewhere.

新获批国家先进制造业集群4个，累计14个 tells how many there are and how many came. The second piece leans on the first:
what that asks of is put in front of it.
"""

from collections import Counter
from collections.abc import Callable, Sequence

from assistant.answering.need import folded
from assistant.answering.sentence_read import ReadSentence
from assistant.query.kinds import QUESTION_WORDS, RELATIVE_YEAR
from index.models.sentence_reader import Read
from index.patterns import regex
from index.report import Part
from index.text.years import find_years

# How sure the reader must be that the sentence answers the whole question, and each piece.
SURE_OF_WHOLE, SURE_OF_PIECE = 0.75, 0.5
SURE_OF_BOTH = 0.6  # where its numbers show that it may tell both
_A_NUMBER = regex("多少|几|第几|名次|百分|占比|比重|多[大高长远快久]")
_POLITE = regex("^(?:请问(?:一下)?|想(?:了解|知道|问)一下|帮我?查(?:一下|查|下)?|我想(?:知道|问)|麻烦)[，,：:]?")
_ASKING = regex(rf"(?:{QUESTION_WORDS.pattern}|第几|多[大高长远快久重]).*$")
_LAST_YEAR, _THIS_YEAR = regex("去年|上一?年"), regex("今年|本年|当年")
# 比上年多了多少: what it was before is asked of no other time.
_COMPARED = regex(rf"(?:比|较|同比|相比)(?:{RELATIVE_YEAR.pattern}|[^，。]{{0,6}}年前)|[一二两三四五六七八九十]年前呢")
_CHANGE = regex("增|减|升|降|涨|跌|多|少|提高|扩大|缩小|回落|[上下]调|持平|收窄|翻|倍|由.+到|从.+到|[高低]于")
_NUMBER = regex(r"\d+(?:[.,]\d+)*|[零一二两三四五六七八九十百千万]{2,}")

Reading = Callable[[str, Sequence[str]], list[Read]]


def tells_both_pieces(best: ReadSentence, pieces: Sequence[str], read: Reading) -> bool:
    """Whether a sentence that surely answers the whole question answers both of its pieces, by words apart."""
    if best.read.chance < SURE_OF_WHOLE or len(pieces) != 2:
        return False
    first, second = _POLITE.sub("", pieces[0]), pieces[1]
    text = folded(best.one.text_around)
    if not _is_of_its_time(best, second, text):
        return False
    head = _ASKING.sub("", first)
    (one,) = read(first, [best.one.text_around])
    ways = [second, f"{head}{second}", f"{head}，{second}"] if head else [second]
    others = [read(way, [best.one.text_around])[0] for way in ways]
    apart = [each for each in others if each.end <= one.start or one.end <= each.start]
    other = max(apart, key=lambda each: each.chance, default=None)
    if other is None or min(one.chance, other.chance) < SURE_OF_PIECE:
        return False
    spans = ((first, text[one.start : one.end]), (second, text[other.start : other.end]))
    return all(_NUMBER.search(span) for piece, span in spans if _A_NUMBER.search(piece))


def asks_a_number(piece: str) -> bool:
    """Whether a piece asks for an amount, a share or a rank."""
    return _A_NUMBER.search(piece) is not None


def tells_a_number_of_each(best: ReadSentence, pieces: Sequence[str]) -> bool:
    """Whether one sentence may answer both pieces: of one time, and with a number of each sort that they ask for."""
    if not pieces or best.read.chance < SURE_OF_BOTH or RELATIVE_YEAR.search(pieces[1]) or find_years(pieces[1]):
        return False
    asked = Counter(_sort_asked(piece) for piece in pieces if asks_a_number(piece))
    text = folded(best.one.text_around)
    told = {sort: len(form.findall(text)) for sort, form in _SORTS_TOLD.items()}
    return sum(told.values()) >= asked.total() and all(told.get(sort, asked[sort]) >= asked[sort] for sort in asked)


def _sort_asked(piece: str) -> str:
    """The sort of number that a piece asks for; of a change an amount or a rate may tell."""
    return next((sort for sort, form in _SORTS_ASKED.items() if form.search(piece)), "amount")


_SORTS_ASKED = {
    "rank": regex("第几|名次|位次|排[名位第]"),
    "rate": regex("占|比重|比例|百分|几成|份额|[率速幅]"),
    "change": regex("(?:增长|增加|提高|下降|降低|减少|[增减升降涨跌多少快慢高低])了?(?:多少|几)|比"),
}
_RATE = "(?:[%‰]|个?百分点|成(?!立|为|功))"
_SORTS_TOLD = {
    "rank": regex(r"第[一二三四五六七八九十\d]+|首位|榜首"),
    "rate": regex(rf"[\d一二三四五六七八九十]{_RATE}|百分之|分之"),
    "amount": regex(
        rf"(?<![\d.,第一二三四五六七八九十])\d[\d.,]*(?![\d.,]|{_RATE})"
        "|[一二三四五六七八九十百千]+[余多]?[万亿个项名人次家条座吨公元]"
    ),
}


def _is_of_its_time(best: ReadSentence, second: str, text: str) -> bool:
    """Whether a sentence may tell the time that a second piece names: of last year a part that looks back."""
    if _COMPARED.search(second):
        return _CHANGE.search(text) is not None
    part = best.one.report.section_at(best.one.first).part
    if _LAST_YEAR.search(second):
        return part is Part.REVIEW and not _THIS_YEAR.search(text)
    if RELATIVE_YEAR.search(second):
        return _THIS_YEAR.search(second) is not None and part is not Part.REVIEW
    years = set(find_years(second))
    return years <= set(find_years(text))
