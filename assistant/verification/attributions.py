"""Who passes a fact on, and what joins it to what was said before, are no part of it: a report doesn't say them.

据县统计局介绍, 记者从…获悉, 值得注意的是, "officials said": the statement with blanks in their place, so that all else
keeps its own. Whose the fact is stays where it is told there alone: of 云岭县统计局表示 the county.
"""

import re

from assistant.verification.heads import read_head
from index.lexicon.loading import any_of, words
from index.patterns import regex
from index.text.script import has_han


def _any(kind: str) -> str:
    return f"(?:{any_of(words('claim_words', kind))})"


_SAID, _SOURCE = _any("passed_on"), _any("source")
# 民生方面 limits nothing, 外贸方面 says of what the figure is.
_BETWEEN = f"(?:{_any('between')}|在?{_any('topic')}(?:方面|领域))"
_WHO = r"(?:[^，,。；：:“”\d]|(?:19|20)\d\d年|(?<=《)(?:19|20)\d\d)"
_BEGINS = r"(?:^|(?<=[。；\n]))[ 　]*"
_LEADS = "(?:(?:本报)?记者|我们|笔者)?(?:今日|日前|近日|今天|昨日)?(?:从|据|根据|按照|按|依据)?"
_PASSED_ON = regex(
    rf"{_BEGINS}(?P<leads>{_LEADS})(?P<who>{_WHO}{{1,30}}?)?(?:的|最新|相关|公开|官方|中|里|上|也|还|曾)*{_SAID}(?:道)?[，,：:]"
    rf"|{_BEGINS}(?P<by>据|根据|按照)(?P<source>{_WHO}{{1,30}}?)?{_SOURCE}[，,：:]"
)
_JOINED = regex(rf"{_BEGINS}{_BETWEEN}[，,：:]")  # without a mark 同时 may be of the measure: 同时在线人数
# 我听说…, without a mark: who tells it in talk.
_HEARD = regex(
    rf"{_BEGINS}(?:我|我们|咱们?)?(?:听说|听讲|听人说|看到说|看新闻说|据说)[了过]?[，,]?(?=[\u3400-\u9fff\d])"
)
_BEHIND = regex(rf"[，,](?:据)?{_WHO}{{1,24}}?{_SAID}[。.]?[ 　]*$")
# 国务院提出，2021年…: what is set as a goal stays with what says so.
_SETS = regex(
    rf"(?P<sets>{_BEGINS}{_WHO}{{1,16}}?(?:提出|要求|部署|明确提出|计划|定下目标|设定目标))[，,：:](?=[^，,]*\d)"
)
# Who denies, doubts or expects passes nothing on.
_OWN_WORD = regex("[不没未非否]|可能|或许|预计|预测|估计|怀疑")
# Somebody who speaks for the place or company before it: the name goes no further than that.
_SPEAKER = regex(
    "[局厅部委办会处院所长员人者家方室社馆站]$|主任|书记|负责|工作|新闻|发布|方面|报告|公报|年报|数据|统计|官网|媒体|电视|日报"
)

# 广东称全省…, without a mark between.
_SAYS_OF_ITSELF = regex("(?:[省市县区]?政府|官方|方面)?(?:称(?![为号赞作])|表示|宣布|披露|透露)(?=[\u3400-\u9fff\\d])")

_SAID_ENGLISH, _BETWEEN_ENGLISH = _any("passed_on_english"), _any("between_english")
_WHEN_ENGLISH = (
    r"(?: (?:on|in|at|last|this|earlier|yesterday|today)\b(?: (?!that\b)[a-z’']+| 20\d\d| \d{1,2}(?= [A-Z])){0,4})?"
)
_PASSED_ON_ENGLISH = regex(
    r"^(?:according to|as (?:stated|reported|noted|disclosed) (?:in|by)) [^,]{2,60},\s*"
    rf"|^(?P<who>[^,.;:\d“\"]{{2,48}}?) (?:also )?(?:(?:said|says){_WHEN_ENGLISH}(?: that)?"
    rf"|{_SAID_ENGLISH}{_WHEN_ENGLISH} that) "
    rf"(?:(?P<itself>it|they|we) |(?!(?:that|he|she|this|these|no|not|in|on|so)\b))"
    rf"|^(?:{_BETWEEN_ENGLISH}),\s*",
    re.IGNORECASE,
)
_BEHIND_ENGLISH = regex(
    rf",\s*(?:according to [^,]{{2,60}}|(?:as )?[^,.;:\d]{{2,48}} (?:said|says|{_SAID_ENGLISH}))(?=\.?\s*$)",
    re.IGNORECASE,
)
_OF_ITSELF_ENGLISH = regex(r"\b(?:its|their|our)\b", re.IGNORECASE)
_DENIES_ENGLISH = regex(r"\b(?:not|never|n't|no|nobody|denied|denies|may|might|could)\b", re.IGNORECASE)


def without_attributions(text: str) -> str:
    """The statement with blanks where it says who passes it on, or joins it to the one before; as long as it was."""
    if not has_han(text):
        return _blanked_english(text)
    text = _HEARD.sub(lambda match: _blanks(match[0]), text)
    text = _SETS.sub(r"\g<sets> ", text)
    for pattern in (_JOINED, _PASSED_ON, _JOINED):
        text = pattern.sub(_opening, text)
    head = read_head(text)
    says = _SAYS_OF_ITSELF.match(text, head.end) if head.place else None
    if says is not None:
        text = text[: says.start()] + _blanks(says[0]) + text[says.end() :]
    return _BEHIND.sub(lambda match: match[0] if _OWN_WORD.search(match[0]) else _blanks(match[0]), text)


def _opening(match: re.Match[str]) -> str:
    """What stays of what opens a statement: nothing, or whose it is where the rest does not say so."""
    rest = match.string[match.end() :]
    if _OWN_WORD.search(match[0]) or not any(character.isalnum() for character in rest):
        return match[0]
    groups = match.groupdict()
    who = groups.get("who") or groups.get("source") or ""
    if not who or read_head(rest.lstrip()).place:
        return _blanks(match[0])
    kept = read_head(who).place or ("" if _SPEAKER.search(who) else who)
    if kept and re.sub("(?<=..)[省市县区]$", "", kept) in rest:
        return _blanks(match[0])
    at = match[0].index(who) + who.index(kept)
    return " " * at + kept + " " * (len(match[0]) - at - len(kept))


def _blanked_english(text: str) -> str:
    text = _PASSED_ON_ENGLISH.sub(_opening_english, text)
    return _BEHIND_ENGLISH.sub(lambda match: match[0] if _DENIES_ENGLISH.search(match[0]) else _blanks(match[0]), text)


def _opening_english(match: re.Match[str]) -> str:
    """What stays: nothing, or who speaks where it is of itself: Harrow said that it logged, says 9% of its."""
    if _DENIES_ENGLISH.search(match[0]):
        return match[0]
    named = match["who"] and not match["who"].lower().startswith(("the ", "a "))
    itself = match["itself"] or (named and _OF_ITSELF_ENGLISH.search(match.string, match.end()))
    kept = match["who"] if itself else ""
    return kept + " " * (len(match[0]) - len(kept))


def _blanks(text: str) -> str:
    return " " * len(text)
