"""Things that a Chinese question names, and of which a sentence must speak: 包钢, 瓦日铁路; and two that it joins."""

from collections.abc import Sequence
from functools import lru_cache

from assistant.answering.excerpts import Excerpt
from assistant.answering.need import QuestionNeeds, folded
from assistant.answering.reply import Line
from index.patterns import regex
from index.text.places import find_regions
from index.text.script import has_han
from index.text.words import tagger

_NAMES = frozenset({"ORG", "nt", "PER", "nr"})
_OF_WORKS = frozenset({"nz", "nw"})  # a name in quotation marks; others may be terms: 赤字率, 新能源车
# What a thing with a name of its own is: its name stands before it.
_THING = regex(
    r"(?P<name>[\u4e00-\u9fff]{2,4}?(?:铁路|高铁|高速|大桥|机场|水库|隧道|运河|灌区|集团|大学|电站|水利枢纽))"
    r"(?![\u4e00-\u9fff]?(?:里程|建设|网|总|旅客|货运))"
)
_NO_NAME = regex(
    "^[零一二三四五六七八九十百千万亿]+$|(?:哪|什么|多少|几|[这那]个?|全[省国市]|建设|新建|新增|开通|修|的|条|座|个|家|高速|普通|城际|地方|国有|中小|大型)"
    "|(?:政府|政策|基金)$"
)
_JOINED = regex(r"(?P<one>[\u4e00-\u9fff]{1,8})[和与跟、及](?P<other>[\u4e00-\u9fff]{1,8})")


@lru_cache(maxsize=256)
def things_named(question: str) -> tuple[str, ...]:
    """The names of things in a question, no region's; none in another language."""
    if not has_han(question):
        return ()
    (tagged,) = tagger().tag([question])
    found = [
        question[word.start : word.end]
        for word in tagged
        if word.part in _NAMES or (word.part in _OF_WORKS and question[: word.start].endswith(("“", "《", '"')))
    ]
    found += [match["name"] for match in _THING.finditer(question)]
    named = [name for name in dict.fromkeys(found) if len(name) > 1 and not _NO_NAME.search(name)]
    return tuple(name for name in named if not find_regions(name) and has_han(name))


def tells_of_the_named(question: str, one: Excerpt) -> bool:
    """Whether a sentence or its report's title has a thing that the question names; so where it names none."""
    names = things_named(question)
    text = folded(f"{one.report.metadata.title}\n{one.text_around}")
    return not names or any(name in text for name in names)


def of_the_named(question: str, near: Sequence[Excerpt]) -> list[Excerpt]:
    """The sentences that have a thing which the question names, where any has; else all."""
    named = [one for one in near if tells_of_the_named(question, one)]
    return named if named and things_named(question) else list(near)


def lacks_what_is_joined(needs: QuestionNeeds, line: Line, one: Excerpt) -> bool:
    """Whether of two things that a question joins a clause tells one, and its sentence both: 粮食和钢."""
    match = _JOINED.search(needs.question)
    if match is None:
        return False
    shown, whole = folded(line.text), folded(one.text_around)
    words = [need for need in needs.needs if not need.number and need.text in match[0]]
    return any(not need.in_text(shown) and need.in_text(whole) for need in words)


EACH = regex("各(?![省市县区地类项种级界族])|分别")


def lacks_one_of_each(needs: QuestionNeeds, sentence: str) -> bool:
    """Whether a question asks each of two joined things, of which a folded sentence has but one: 高速和高铁各多少."""
    match = _JOINED.search(needs.question)
    if match is None or EACH.search(needs.question) is None:
        return False
    # What stands nearest to the word that joins them: 今年 and 打算 stand farther off.
    words = [need for need in needs.needs if not need.number]
    ones = [need for need in words if need.text in match["one"]]
    others = [need for need in words if need.text in match["other"]]
    if not ones or not others:
        return False
    one = max(ones, key=lambda need: match["one"].rfind(need.text) + len(need.text))
    other = min(others, key=lambda need: match["other"].find(need.text))
    return not one.in_text(sentence) or not other.in_text(sentence)
