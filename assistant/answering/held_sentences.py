"""What a sentence that a trained reader finds is held to.

It must say each name, number and direction of the question, deny what it denies and be of the kind asked for. What of
it is shown is chosen in shown_clauses.py.
"""

import re
from collections.abc import Iterable, Sequence

from assistant.answering.asking_words import pattern
from assistant.answering.dates import ASKS_DAY
from assistant.answering.excerpts import Excerpt
from assistant.answering.named_things import lacks_one_of_each
from assistant.answering.need import Need, QuestionNeeds, adds_nothing, folded, stands_in
from assistant.answering.readable_kinds import SO_MANY_TIMES
from assistant.answering.reply import Line
from assistant.answering.restating import measures
from assistant.answering.sentence_read import ReadSentence
from assistant.answering.shown_clauses import OF_ONE_CLAUSE, PART
from assistant.answering.whether_by_words import lacks_a_manner, ways_told
from assistant.messages import Language
from assistant.query.fixed_kinds import ASKS_MEANS
from assistant.query.kinds import GIVES_REASON
from assistant.query.question_kinds import QuestionKind
from index.facts.fact import Context, Fact, How
from index.facts.reading import read
from index.lexicon.indicators import NAMES, Name
from index.patterns import regex
from index.text.numerals import whole_value
from index.text.words import tagger
from index.text.years import find_years

_HEAD = regex("总?产量|产值|销量|销售量|销售额|出口量|装机|库存|面积|增加值")
_AIM = regex("目标|计划|任务|预期|指标")
_ASKS_CHANGE = regex("比(?:上一?年|去年|前一?年|上期|同期|前年)|同比")
_COMPARES = regex("比(?!例|重|率|较|赛).*[高低多少快慢大小]")
_IS_COMPARED = regex("比(?!例|重|率|较|赛)|[高低快慢多少大小优强]于|超过|超出")
_ASKS_WAY = regex("[多少高低快慢大小涨降]了(?:一?些|一?点)?(?:吗|么|没|没有|吧)[？?。]*$|有没有变[多少高低大小]")
_TELLS_CHANGE = regex("增|减|升|降|涨|跌|多|少|提高|扩大|缩小|回落|[上下]调|调[高低]|持平|收窄")
# 下岗职工一共几百万人 asks how many they are, and not of how many of them something came about.
_ASKS_OF_ALL = regex("(?:一共|总共|共|总计)有?(?:多少|几[十百千万]*)万?[人名户家个]?[？?。]*$")
_OF_THOSE_WHO = regex(
    r"\d[\d.]*[多余]?[万亿]*[多余]?(?:名|个|户|家|位|人)?[\u4e00-\u9fff]{0,8}"
    r"(?:实现|走上|重新|得到|获得|享受|参加|进入|完成|摆脱|纳入)"
)
_OF_A_SENTENCE = frozenset({QuestionKind.REASON, QuestionKind.LIST, QuestionKind.YES_NO, QuestionKind.SUMMARY})
_OF_WHAT_IT_IS = frozenset({QuestionKind.NAME, QuestionKind.LIST, QuestionKind.DEFINITION})
_POINTS = regex("上述|前者|后者|如下|^(?:以上|这)[一二两三四五六七八九十几些]")
_LEAST_SAID = 0.25  # of the question's weight, where a reader that is not all but certain takes a whole sentence
_PERSON = frozenset({"PER", "nr"})
PROPER = frozenset({"PER", "LOC", "ORG", "nr", "ns", "nt", "nw"})
_DENIES = pattern("denies")
# 周总理在报告里说: who gave the report is told by no sentence of it.
_OF_THE_SPEAKER = regex("[^，。？?（）()]*报告[^，。？?（）()]*")
_NUMERAL = regex("[一二三四五六七八九两十百千][一二三四五六七八九两十百千零〇]+")
_QUOTED = regex('[“"「《][^”"」》]{1,30}[”"」》]')  # what is called so denies nothing
_NOT_ALLOWED = regex("不(?:让|准|许|能|得|可以?|允许)")  # 不让打鱼 is 禁捕
_BANS = regex("禁|严控|停止")
_EITHER = regex("([\u4e00-\u9fff]{1,2})[不没]\\1")  # 算不算 asks whether, and denies nothing
_GIVES_WHY = pattern("gives_why")
# Who gave the report, and when, answers only what is asked of the report: it has a day and a name for any question.
CREDIT = regex("作政府工作报告|人民代表大会第[^，。]{1,4}次会议上")
OF_THE_REPORT = regex("报告|会|谁|省长|市长|县长|主席|总理")
_WHO = regex("谁(?!是第|是最|更|最|比|[快慢高低多少大小强弱长短贵])|哪一?位|什么人|\\bwho\\b", re.IGNORECASE)
# Where no noun of the question stands in the clause, the reader must be all but certain.
IN_OTHER_WORDS = 0.9
_SURE_OF_MEANS = 0.8
# What asks for a sum or a rest, which no sentence writes unless it says so as well.
_WORKED_OUT = pattern("worked_out")
# What a sentence that explains a term has behind it: “一箱制”：…, 所谓…, 是指….
_EXPLAINS = pattern("explains")
_TELLS_SHARE = regex(r"占[^，。；]{0,12}%|(?<!增长)(?<!下降)的\d[\d.]*%")
_SO_LONG = regex("[一二两三四五六七八九十几]+年[来间]?")
_NARROWS = regex(r"[\u4e00-\u9fff]{2,}$")
_NARROWS_NOTHING = regex(r"(?:[全我][省市区县国]|其中|去年|当年|年|累计|实现|完成|达到|全年|新增|建成|的)$")


def holds_the_question(
    best: ReadSentence, line: Line, kind: QuestionKind, needs: QuestionNeeds, language: Language
) -> bool:
    """Whether each name and number of the question stands in the sentence, its headings or its title.

    What is shown must say each direction of the question, and deny what it denies: a reader pairs 上涨 with 下降.
    """
    one = best.one
    shown = folded(line.text)
    if lacks_its_numbers(one, needs) or turns_its_way(needs, shown):
        return False
    if not is_what_is_asked(best, needs, shown, kind):
        return False
    if not needs.english and language == "en":  # denials and names can't be held against another language's
        return kind is not QuestionKind.FIGURE or not _tells_a_part(needs, shown)
    asks, says = (_EITHER.sub("", _QUOTED.sub("", text)) for text in (needs.question, shown))
    banned = _NOT_ALLOWED.search(asks) is not None and _BANS.search(says) is not None
    if kind in OF_ONE_CLAUSE and not banned and bool(_DENIES.search(asks)) != bool(_DENIES.search(says)):
        return False
    return not lacks_its_names(one, needs)


def tells_of_later(one: ReadSentence, question: str, asked: Sequence[int]) -> bool:
    """Whether a sentence names only years behind those that are asked for: a plan for 1980 tells nothing of 1979."""
    said = find_years(one.one.text_around)
    return bool(asked and said) and min(said) > max((*asked, *find_years(question)))


def _around(one: Excerpt) -> str:
    return folded("\n".join([one.report.metadata.title, *one.report.headings(one.first), one.text_around]))


def _lacking(one: Excerpt, needs: QuestionNeeds) -> list[Need]:
    """The question's words that neither the sentence nor its headings or title have; a year in any form is one."""
    around = _around(one)
    told_years = set(find_years(around))
    return [need for need in needs.missing(around) if not (need.number and set(find_years(need.text)) & told_years)]


def lacks_its_numbers(one: Excerpt, needs: QuestionNeeds) -> bool:
    """Whether a number of the question stands neither in the sentence nor above it, in digits or in words."""
    numbers = [need for need in _lacking(one, needs) if need.number]
    return bool(numbers) and any(not need.in_text(_in_digits(_around(one))) for need in numbers)


def _in_digits(text: str) -> str:
    return _NUMERAL.sub(lambda match: str(whole_value(match[0])), text)


def turns_its_way(needs: QuestionNeeds, shown: str) -> bool:
    """Whether folded words tell a direction, and none of the question's: a reader pairs 上涨 with 下降."""
    asked, told = ways_told(needs.question), ways_told(shown)
    return bool(asked and told and asked.isdisjoint(told))


def lacks_its_names(one: Excerpt, needs: QuestionNeeds) -> bool:
    """Whether a proper name of the question stands neither in the sentence nor above it."""
    around, question = _around(one), needs.question
    (tagged,) = tagger().tag([question])
    of_the_speaker = [match.span() for match in _OF_THE_SPEAKER.finditer(question)]
    proper = [
        word
        for word in tagged
        if word.part in PROPER
        and not (word.part in _PERSON and any(start <= word.start < end for start, end in of_the_speaker))
    ]
    named = [question[word.start : word.end] for word in proper]
    named = [name for name in named if len(name) > 1 and not (name.isascii() and name.islower())]
    named = [name for name in named if not stands_in(name, around)]
    return any(need.text in name or name in need.text for need in _lacking(one, needs) for name in named)


def _tells_a_part(needs: QuestionNeeds, shown: str) -> bool:
    """Whether a figure is only told of a part of what an English question names: 新能源汽车 of cars."""
    spans = sorted(match.span() for need in needs.needs if not need.number for match in need.said.finditer(shown))
    if not spans:
        return False
    start = spans[0][0]
    before = re.split("[，,、；;：:。]", shown[:start])[-1]
    return _NARROWS.search(before) is not None and _NARROWS_NOTHING.search(before) is None


def is_what_is_asked(best: ReadSentence, needs: QuestionNeeds, shown: str, kind: QuestionKind) -> bool:
    """Whether what is shown is of the kind asked for: a reason gives one, who is a person, a figure has its measure.

    `shown` is folded.
    """
    worked_out = [word for word in _WORKED_OUT.findall(needs.question) if not _is_written_out(word, shown)]
    if worked_out and not (all(PART.search(word) for word in worked_out) and _TELLS_SHARE.search(shown)):
        return False
    if kind is QuestionKind.FIGURE and not _names_the_measure(needs.question, folded(best.one.text_around)):
        return False
    if kind is QuestionKind.FIGURE and _is_of_another_thing(needs, folded(best.one.text_around), shown):
        return False
    if kind is QuestionKind.YES_NO and lacks_a_manner(needs.question, shown):
        return False
    if kind is QuestionKind.YES_NO and _AIM.search(needs.question) and not _AIM.search(shown):
        return False  # that the sentence tells how much is no word on the target
    if kind is QuestionKind.YES_NO and _COMPARES.search(needs.question) and not _IS_COMPARED.search(shown):
        return False
    if kind is QuestionKind.YES_NO and _ASKS_WAY.search(needs.question) and not _TELLS_CHANGE.search(shown):
        return False
    if kind is QuestionKind.FIGURE and _ASKS_CHANGE.search(needs.question) and not _TELLS_CHANGE.search(shown):
        return False
    if kind is QuestionKind.FIGURE and _is_of_another_in_the_list(best, needs):
        return False
    if kind is QuestionKind.FIGURE and SO_MANY_TIMES.search(needs.question) and "倍" not in shown:
        return False
    if kind is QuestionKind.FIGURE and _ASKS_OF_ALL.search(needs.question) and _OF_THOSE_WHO.search(shown):
        return False
    if kind is QuestionKind.FIGURE and _OF_SEVERAL_YEARS.search(shown) and _OF_ONE_YEAR.search(needs.question):
        return False  # 五年统筹投入100亿元 is no year's
    if kind is QuestionKind.NAME and _WHERE.search(needs.question) and not _names_a_place(shown):
        return False
    if CREDIT.search(shown) and not OF_THE_REPORT.search(needs.question):
        return False
    if kind in _OF_A_SENTENCE and best.read.chance < IN_OTHER_WORDS and best.one.share < _LEAST_SAID:
        return False
    if kind is QuestionKind.FIGURE and lacks_one_of_each(needs, folded(best.one.text_around)):
        return False
    if kind is QuestionKind.DATE and ASKS_DAY.search(needs.question) and not _A_DAY.search(shown):
        return False  # 2025年底 is no day
    if kind in (QuestionKind.NAME, QuestionKind.LIST) and adds_nothing(needs.question, shown):
        return False
    if kind in _OF_WHAT_IT_IS and _POINTS.search(shown):
        return False  # 其中最重要的是第一项任务 tells it only to who has read the list above
    if kind is QuestionKind.REASON and best.read.chance >= _SURE_OF_MEANS and ASKS_MEANS.search(needs.question):
        return "," in shown.strip(",")  # 降低利率，每年减少利息130亿元: what was done, and what came of it
    if kind is QuestionKind.REASON:
        return GIVES_REASON.search(shown) is not None or _GIVES_WHY.search(shown) is not None
    if kind is QuestionKind.DEFINITION:
        return _EXPLAINS.search(shown) is not None
    if kind is QuestionKind.FIGURE and best.read.chance < IN_OTHER_WORDS:
        return _says_a_noun(needs, shown)
    return not _WHO.search(needs.question) or any(word.part in ("PER", "nr") for word in tagger().tag([shown])[0])


_FROM_TO = regex(r"(?:从|由)[^，。；]{1,24}?(?:到|至|为|成)")


def _is_written_out(word: str, shown: str) -> bool:
    """Whether what asks for arithmetic is told as it is: 为1997年的2.9倍, 由第11位跃升至第5位."""
    if SO_MANY_TIMES.fullmatch(word):
        return "倍" in shown
    return word in shown or (word == "以前" and _FROM_TO.search(shown) is not None)


def _names_the_measure(question: str, sentence: str) -> bool:
    """Whether it names the indicator that a question names: 固定资产投资 is not told by 地区生产总值增长5.5%."""
    return names_its_indicators(question, sentence, (name for name in NAMES if _is_its_name(name)))


def _is_its_name(name: Name) -> bool:
    return name.means == "exactly" or name.name.isascii()


def names_its_indicators(question: str, sentence: str, names: Iterable[Name] = NAMES) -> bool:
    """Whether a folded sentence names, by any name, the indicators that a folded question names by one of `names`."""
    asked = {name.indicator for name in names if name.indicator in measures() and name.name.lower() in question}
    asked -= {shorter for shorter in asked for longer in asked if shorter != longer and shorter in longer}
    return not asked or any(name.indicator in asked and name.name in sentence for name in NAMES)


_A_DAY = regex("\\d日|\\d号|[一二三四五六七八九十]日|\\b\\d{1,2}(?:st|nd|rd|th)?\\b")
_ONE_WAY = regex("进口|(?<!进)出口")


def _is_of_another_thing(needs: QuestionNeeds, sentence: str, shown: str) -> bool:
    """Whether what is shown is the output of something else than the question's: 粮食总产量 for 小麦产量."""
    if _ONE_WAY.search(needs.question) and not _ONE_WAY.search(sentence):
        return True  # 进出口总额 is neither
    heads = [need.text for need in needs.needs if _HEAD.fullmatch(need.text) and need.text in shown]
    return any(
        f"{need.text}{head}" in needs.question and not need.in_text(sentence)
        for head in heads
        for need in needs.needs
        if not need.number
    )


def _is_of_another_in_the_list(best: ReadSentence, needs: QuestionNeeds) -> bool:
    """Whether a figure of a list is that of another of its things: 城镇和农村人均住房面积32.9平方米、37.1平方米."""
    told = [
        (fact, figure)
        for fact in read(best.one.text_around, Context())
        if fact.how is How.RESPECTIVELY
        for figure in fact.figures
    ]
    mine = [
        _named(fact, needs) for fact, figure in told if best.read.start < figure.end and figure.start < best.read.end
    ]
    return bool(mine) and max(mine) < max(_named(fact, needs) for fact, _ in told)


_OF_SEVERAL_YEARS = regex("[两三四五六七八九十]年(?:来|间|内)?(?:统筹|累计|总共|一共|合计|共)")
_OF_ONE_YEAR = regex("今年|明年|去年|当年|这一年|一年(?:里|内|投|安排|花)|全年")
_WHERE = regex("在(?:哪[里儿个座片处]|何处|什么地方)")
_NO_PLACE = frozenset({"我国", "全国", "国内", "我省", "全省"})


def _names_a_place(shown: str) -> bool:
    """Whether folded words name a place, a site or who has one."""
    (tagged,) = tagger().tag([shown])
    places = (shown[word.start : word.end] for word in tagged if word.part in ("LOC", "ns", "s", "ORG", "nt", "f"))
    return any(place not in _NO_PLACE for place in places)


def _named(fact: Fact, needs: QuestionNeeds) -> int:
    """How many of the question's words what is measured holds."""
    subject = "".join(piece for piece in fact.pieces if not piece.startswith("⟨"))
    return sum(need.in_text(subject) for need in needs.needs if not need.number)


def _says_a_noun(needs: QuestionNeeds, text: str) -> bool:
    """Whether a text says one of the question's words beside its numbers, times and directions."""
    nouns = [
        need
        for need in needs.needs
        if not need.number and not ways_told(need.text) and not _SO_LONG.fullmatch(need.text)
    ]
    return not nouns or any(need.in_text(text) for need in nouns)
