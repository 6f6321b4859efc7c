"""How numbers are meant and which way they go: the words that tell, in Chinese and English."""

import re
from enum import StrEnum


class Hedge(StrEnum):
    """How a number is meant."""

    EXACT = "exact"
    ABOUT = "about"  # 约, 左右, 上下; about, roughly
    NEARLY = "nearly"  # 近, 接近; nearly, almost: a little less
    AT_LEAST = "at_least"  # 以上, 超过, 突破, 余; more than, over
    AT_MOST = "at_most"  # 以内, 以下, 不超过; up to, below


class Direction(StrEnum):
    """Which way a thing went."""

    UP = "up"
    DOWN = "down"
    LEVEL = "level"


# "不超过" ends like "超过": what forbids goes first.
HEDGES_BEFORE: tuple[tuple[Hedge, re.Pattern[str]], ...] = tuple(
    (hedge, re.compile(rf"(?:{words})\s?$", re.IGNORECASE))
    for hedge, words in (
        (
            Hedge.AT_MOST,
            (
                "不(?:超过|高于|多于|大于|超|突破)|(?<!不)(?:低于|少于|小于)|不足|不到|最多|至多|未超过"
                r"|\b(?:up to|at most|no more than|less than|under|below|fewer than|within|not exceed(?:ing)?)"
            ),
        ),
        (
            Hedge.AT_LEAST,
            (
                "(?<!不)(?:超过|超|突破|高于|大于|多于|逾|跨越|跨上|跃上|迈上|站上)了?|不(?:低|少|小)于|至少|最少|不下"
                r"|\b(?:over|more than|above|exceed(?:ed|ing|s)?|at least|no less than|surpass(?:ed|ing|es)?"
                r"|upwards of|topped|greater than|no fewer than)"
            ),
        ),
        (
            Hedge.ABOUT,
            r"(?<![节条合契特制公签])约|大约|大概|\b(?:about|approximately|around|roughly|some|an estimated|approx\.?)",
        ),
        (Hedge.NEARLY, r"(?<![附最远邻临靠])近|接近|将近|\b(?:nearly|almost|close to|just under)"),
    )
)
HEDGES_BEHIND: tuple[tuple[Hedge, re.Pattern[str]], ...] = tuple(
    (hedge, re.compile(rf"\s?(?:{words})", re.IGNORECASE))
    for hedge, words in (
        (Hedge.ABOUT, r"左右|上下|or so\b|or thereabouts\b"),
        (Hedge.AT_LEAST, r"(?:及|或)?以上|有余|之上|or (?:more|higher|above|over)\b|\+(?![\dA-Za-z])"),
        (Hedge.AT_MOST, r"(?:及|或)?以[内下]|之内|之下|or (?:less|lower|below|under|fewer)\b"),
    )
)
_UP = (
    "增长|增加|上升|提高|提升|上涨|扩大|回升|攀升|增幅|增速|涨幅|增至|增到|升至|升到|净增|新增|增产|增收|高出|多出|增多|拉高|上浮|上调|扩增|加大|"
    r"\b(?:ris(?:e[sn]?|ing)|rose|increas(?:e[sd]?|ing)|gr[eo]w(?:n|s|ing|th)?|gain(?:ed|s|ing)?|up|climb(?:ed|s|ing)?|jump(?:ed|s|ing)?|"
    r"surg(?:ed?|es|ing)|expand(?:ed|s|ing)?|higher|added|add(?:ing|s)?|improv(?:ed?|es|ing|ement)|rais(?:ed?|es|ing))\b"
)
_DOWN = (
    "负增长|下降|减少|降低|下跌|下滑|回落|缩减|压减|缩短|收窄|降幅|跌幅|减至|减到|降至|降到|净减|减产|减退|削减|压降|调减|下浮|下调|萎缩|减轻|"
    r"\b(?:f[ae]ll(?:en|s|ing)?|declin(?:ed?|es|ing)|decreas(?:ed?|es|ing)|drop(?:ped|s|ping)?|down|lower(?:ed|ing)?|reduc(?:ed?|es|ing|tions?)|"
    r"shr[aiu]nk|cut(?:s|ting)?|slid|slipped|contract(?:ed|ing)|loss(?:es)?)\b"
)
_LEVEL = r"持平|稳定在|保持在|维持在|不变|\b(?:unchanged|flat|remain(?:ed|s)? (?:at|stable))\b"
DIRECTION_WORDS = re.compile(f"(?P<down>{_DOWN})|(?P<up>{_UP})|(?P<level>{_LEVEL})", re.IGNORECASE)
# "3.5%的增长", "a 5% increase", "5.2% growth"
DIRECTION_BEHIND = re.compile(rf"\s?(?:的|year-on-year |annual )?(?:(?P<down>{_DOWN})|(?P<up>{_UP}))", re.IGNORECASE)
