"""A Chinese sentence that tells both things which a question asks: each piece is read by itself, and points elsewhere.

新获批国家先进制造业集群4个，累计14个 tells how many there are and how many came. The second piece leans on the first:
what that asks of is put in front of it.
"""

from collections.abc import Callable, Sequence

from assistant.answering.need import folded
from assistant.answering.read_english import ReadSentence
from assistant.query.kinds import QUESTION_WORDS, RELATIVE_YEAR
from index.models.sentence_reader import Read
from index.patterns import regex
from index.report import Part
from index.text.years import find_years

# How sure the reader must be that the sentence answers the whole question, and each piece.
SURE_OF_WHOLE, SURE_OF_PIECE = 0.75, 0.5
_A_NUMBER = regex("多少|几|第几|名次|百分|占比|比重|多[大高长远快久]")
_POLITE = regex("^(?:请问(?:一下)?|想(?:了解|知道|问)一下|帮我?查(?:一下|查|下)?|我想(?:知道|问)|麻烦)[，,：:]?")
_DOCUMENT = regex(r"[（(][^（）()]*报告[^（）()]*[）)]\s*$")
_ASKING = regex(rf"(?:{QUESTION_WORDS.pattern}|第几|多[大高长远快久重]).*$")
_LAST_YEAR, _THIS_YEAR = regex("去年|上一?年"), regex("今年|本年|当年")
# 比上年多了多少: what it was before is asked of no other time.
_COMPARED = regex(rf"(?:比|较|同比|相比)(?:{RELATIVE_YEAR.pattern}|[^，。]{{0,6}}年前)|[一二两三四五六七八九十]年前呢")
_CHANGE = regex("增|减|升|降|涨|跌|多|少|提高|扩大|缩小|回落|[上下]调|持平|收窄|翻|倍|由.+到|从.+到|[高低]于")
_NUMBER = regex(r"\d+(?:[.,]\d+)*|[零一二两三四五六七八九十百千万]{2,}")

Reading = Callable[[str, Sequence[str]], list[Read]]


def without_a_document(question: str) -> str:
    """A question without the report that it names in brackets at its end."""
    return _DOCUMENT.sub("", question.rstrip("？?。 "))


def tells_both_pieces(best: ReadSentence, pieces: Sequence[str], read: Reading) -> bool:
    """Whether a sentence that surely answers the whole question answers both of its pieces, by words apart."""
    if best.read.chance < SURE_OF_WHOLE or len(pieces) != 2:
        return False
    first, second = _POLITE.sub("", pieces[0]), without_a_document(pieces[1])
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
