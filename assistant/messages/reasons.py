"""Why a model's statement was removed, and why its answer is not shown: one wording a reason, Chinese and English."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Final

from assistant.answer import Mismatch, MismatchKind

WORDS_NAMED = 4  # of the words that stand in no quote
WORD_CHARACTERS = 60


class Reason(StrEnum):
    """What is wrong with a statement as it was written."""

    UNCITED = "uncited"
    UNKNOWN_ID = "unknown_id"
    TOO_MANY_IDS = "too_many_ids"
    TOO_LONG = "too_long"
    MARKUP = "markup"
    LANGUAGE = "language"
    FOREIGN = "foreign"
    ALTERED_QUOTE = "altered_quote"
    REPEATED = "repeated"
    BESIDE_THE_POINT = "beside_the_point"
    OTHER_YEAR = "other_year"
    OTHER_SUBJECT = "other_subject"
    TOO_MUCH = "too_much"


class Fallback(StrEnum):
    """Why no statement of a model is shown."""

    FAILED = "failed"
    NOTHING_LEFT = "nothing_left"
    UNCITED = "uncited"
    UNSAID = "unsaid"
    EMPTY = "empty"
    LANGUAGE = "language"
    TOO_MUCH = "too_much"


_REASONS: Final[dict[str, dict[Reason, str]]] = {
    "zh": {
        Reason.UNCITED: "没有注明出处",
        Reason.UNKNOWN_ID: "引用了不存在的编号",
        Reason.TOO_MANY_IDS: "引用的编号太多，无从核对",
        Reason.TOO_LONG: "一句话太长，无从核对",
        Reason.MARKUP: "含有原文没有的标记符号",
        Reason.LANGUAGE: "没有用提问的语言",
        Reason.FOREIGN: "原文是另一种语言，字句无法逐一核对",
        Reason.ALTERED_QUOTE: "引号里的话与原文不一字不差：“{words}”",
        Reason.REPEATED: "与前面的句子重复",
        Reason.BESIDE_THE_POINT: "与所问的事情不相干",
        Reason.OTHER_YEAR: "句中没写年份，而所引原文说的是{words}年，不是所问的年份",
        Reason.OTHER_SUBJECT: "与所引原文说的不是一回事",
        Reason.TOO_MUCH: "句子太多，后面的不再核对",
    },
    "en": {
        Reason.UNCITED: "names no source",
        Reason.UNKNOWN_ID: "cites an id that was not given",
        Reason.TOO_MANY_IDS: "cites too many ids to be checked",
        Reason.TOO_LONG: "too long a sentence to be checked",
        Reason.MARKUP: "holds signs of markup that the report does not have",
        Reason.LANGUAGE: "is not in the question's language",
        Reason.FOREIGN: "the report is in another language, so its words cannot be compared one by one",
        Reason.ALTERED_QUOTE: "what it puts in quotation marks does not stand so in the report: “{words}”",
        Reason.REPEATED: "repeats a sentence before it",
        Reason.BESIDE_THE_POINT: "is not about what was asked",
        Reason.OTHER_YEAR: "names no year, and the text it cites speaks of {words}, not of the year asked for",
        Reason.OTHER_SUBJECT: "is about something else than the text it cites",
        Reason.TOO_MUCH: "too many sentences; those from here on were not checked",
    },
}

_KINDS: Final[dict[str, dict[MismatchKind, str]]] = {
    "zh": {
        "value": "数字不同",
        "unit": "单位不同",
        "direction": "增减方向不同",
        "period": "时间不同",
        "region": "地区不同",
        "subject": "说的不是同一件事",
        "negation": "肯定与否定不同",
        "target_vs_outcome": "计划与结果混淆",
    },
    "en": {
        "value": "another figure",
        "unit": "another unit",
        "direction": "another direction",
        "period": "another time",
        "region": "another place",
        "subject": "another subject",
        "negation": "says yes where the report says no, or the other way round",
        "target_vs_outcome": "mixes up a plan and a result",
    },
}

_FALLBACKS: Final[dict[str, dict[Fallback, str]]] = {
    "zh": {
        Fallback.FAILED: "语言模型没有作答（{why}），以下不用语言模型。",
        Fallback.NOTHING_LEFT: "语言模型写的{count}句都核对不上原文，没有采用。",
        Fallback.UNCITED: "语言模型的回答没有注明出处，没有采用。",
        Fallback.UNSAID: "语言模型在给它的原文里没有找到答案。",
        Fallback.EMPTY: "语言模型没有写出内容。",
        Fallback.LANGUAGE: "语言模型没有用提问的语言回答，没有采用。",
        Fallback.TOO_MUCH: "语言模型写得没完没了，没有采用。",
    },
    "en": {
        Fallback.FAILED: "The language model gave no answer ({why}); this one is without it.",
        Fallback.NOTHING_LEFT: "Of {count} sentences that the language model wrote, none agrees with the reports.",
        Fallback.UNCITED: "The language model's answer names no sources; it is not used.",
        Fallback.UNSAID: "The language model found no answer in the text that it was given.",
        Fallback.EMPTY: "The language model wrote nothing.",
        Fallback.LANGUAGE: "The language model did not answer in the question's language; its answer is not used.",
        Fallback.TOO_MUCH: "The language model wrote without end; its answer is not used.",
    },
}


def reason(language: str, why: Reason, words: str = "") -> str:
    """Why a statement was removed, in words; `words` are those in question."""
    return _REASONS[language][why].format(words=_short(words))


def disagreement(language: str, mismatches: Sequence[Mismatch], unsupported: Sequence[str]) -> str:
    """How a statement differs from the text that it cites, in words."""
    zh = language == "zh"
    parts = []
    for mismatch in mismatches:
        claimed, found = _short(mismatch.claimed), _short(mismatch.found)
        kind = _KINDS[language][mismatch.kind]
        if not claimed and not found:
            parts.append(kind)
        elif zh:
            parts.append(f"{kind}：句中“{claimed or '无'}”，原文“{found or '无'}”")
        else:
            parts.append(f"{kind}: it says “{claimed or 'nothing'}”, the report “{found or 'nothing'}”")
    if unsupported:
        named = [_short(word) for word in unsupported[:WORDS_NAMED]]
        listed = "、".join(f"“{word}”" for word in named) if zh else ", ".join(f"“{word}”" for word in named)
        parts.append(f"原文没有{listed}" if zh else f"the report does not have {listed}")
    joined = ("；" if zh else "; ").join(dict.fromkeys(parts))
    return joined or reason(language, Reason.OTHER_SUBJECT)


def fallback(language: str, why: Fallback, count: int = 0, error: str = "") -> str:
    """Why no statement of the model is shown, in one line. `error` is the message of a ModelFailed."""
    return _FALLBACKS[language][why].format(count=count, why=" ".join(error.split()).rstrip("。."))


def _short(words: str) -> str:
    joined = " ".join(words.split())
    return joined if len(joined) <= WORD_CHARACTERS else joined[:WORD_CHARACTERS] + "…"
