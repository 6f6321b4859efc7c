"""Words of a reading as a phrase: which of them name a thing, and how that is said and compared."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from index.facts.items import Folder
from index.facts.signs import canonical
from index.facts.tokens import tokenise
from index.facts.vocabulary import vocabulary
from index.ledger.measures import canonical_name
from index.ledger.wording import Word, ledger_words
from index.patterns import regex
from index.text.folding import simplified

UP, DOWN, TO, RANK, SHARE = "⟨↑⟩", "⟨↓⟩", "⟨到⟩", "⟨居⟩", "⟨占⟩"
MOVES = frozenset({UP, DOWN, "⟨＝⟩"})
COMPARES = frozenset({"⟨>⟩", "⟨<⟩"})
# Signs that say something of a measure, or nothing beside a figure; all others name what was done to a thing.
UNSAID = frozenset(
    {
        *MOVES, *COMPARES, TO, RANK, "⟨累⟩", "⟨年均⟩", "⟨环比⟩", "⟨非⟩", "⟨连续⟩", "⟨翻番⟩", "⟨等⟩", "⟨别⟩", "⟨推⟩",
        "⟨完成⟩", "⟨实现⟩", "⟨实施⟩", "⟨突破⟩", "⟨重回⟩", "⟨创新高⟩", "⟨创最好⟩", "⟨基⟩", "⟨获⟩", "⟨预⟩", "⟨仅⟩",
        "⟨部分⟩", "⟨多数⟩", "⟨最⟩", "⟨落地⟩", "⟨发生⟩",
    }
)  # fmt: skip
# What follows a verb that is part of a name: 发生率, 完成额, 经济增长贡献率, 减轻负担.
_NOMINAL = regex("率|额|数|量|贡献|轻")
_DENIES_IN_NAMES = frozenset({"无", "未", "非", "不", "零"})
_REAL = frozenset({"⟨实际⟩", "⟨名义⟩", "⟨同口径⟩", "⟨可比价⟩", "⟨不变价⟩", "⟨按可比价⟩"})
_SUFFIXES = frozenset("性级率额")
_OFTEN_DROPPED = regex("(?:总量|总额|总值|规模|总规模|额)$")


def gives(said: str) -> bool:
    """Whether a text is a verb whose object the figure counts: 发放, 系统部署; not what ends like one (高质量发展)."""
    return any(said.endswith(word) and len(said) - len(word) <= 2 for word in ledger_words("giving"))


def subject_of(values: Sequence[str], moves: bool) -> str:
    """What facts are compared by: the values of a measure's words in their canonical form."""
    pieces = canonical([*values, *([UP] if moves else [])])
    if moves and pieces and pieces[-1] == UP:
        pieces.pop()
    subject = "".join(pieces)
    if not canonical_name(subject) and canonical_name(short := _OFTEN_DROPPED.sub("", subject)):
        return short
    return subject


@cache
def canonical_words(said: str) -> str:
    """What a fact's key would hold of words that name a measure."""
    items = Folder(tokenise(simplified(said))).fold()
    return "".join(item.value for item in items if item.value == SHARE or item.value not in UNSAID)


def trim(said: str) -> str:
    """A measure without the words at its ends that are no part of it, its quotation marks in pairs."""
    lead, trail = ledger_words("lead"), ledger_words("trail")
    edges = _edges()
    before = ""
    said = said.strip("　 ")
    while said != before:
        before = said
        word = next((one for one in lead if said.startswith(one) and len(said) - len(one) > 1), "")
        word = "" if said[len(word) : len(word) + 1] in _SUFFIXES else word  # 全县性会议
        word = "" if _qualifies(word, said[len(word) :]) else word
        said = said.removeprefix(word)
        word = next((one for one in trail if said.endswith(one) and len(said) - len(one) > 1), "")
        said = said.removesuffix(word)
        if len(said) > 2:
            said = edges.sub("", said)
    marks = [mark for mark in said if mark in "“”"]
    if marks and marks[0] == "”":
        said = "“" + said
    return said + "”" if marks and marks[-1] == "“" else said


def _qualifies(word: str, behind: str) -> bool:
    """Whether a word of how something was done says what sort of thing it is: 高标准农田, not 高标准建成农田."""
    if word not in ledger_words("sort") or behind.startswith(ledger_words("giving")):
        return False
    return not any("act" in vocabulary().lexemes[form].classes for form in vocabulary().matches(behind, 0))


@cache
def _edges() -> re.Pattern[str]:
    return re.compile(f"^(?:{'|'.join(ledger_words('lead_edge'))})|(?:{'|'.join(ledger_words('trail_edge'))})$")


def trimmed(named: Sequence[Word]) -> list[Word]:
    """The words of a measure without light ones and marks at their ends."""
    kept = list(named)
    while kept and kept[-1].kind == "and":
        kept.pop()
    while kept and kept[0].kind == "and":
        kept.pop(0)
    while len(kept) > 1 and kept[0].kind == "text" and kept[0].value in ledger_words("lead"):
        if _qualifies(kept[0].value, kept[1].said):
            break
        kept.pop(0)
    while len(kept) > 1 and kept[-1].kind == "text" and kept[-1].value in ledger_words("trail"):
        kept.pop()
    while len(kept) > 1 and kept[-1].kind == "text" and not _edges().sub("", kept[-1].value):
        kept.pop()
    while len(kept) > 1 and kept[0].kind == "text" and not _edges().sub("", kept[0].value):
        kept.pop(0)
    if kept:
        kept[0] = replace(kept[0], value=trim(kept[0].value)) if kept[0].kind == "text" else kept[0]
        kept[-1] = replace(kept[-1], value=trim(kept[-1].value)) if kept[-1].kind == "text" else kept[-1]
    return kept


def with_names(words: Sequence[Word], text: str) -> list[Word]:
    """The words, those of closed classes that are part of a name as text: 贫困发生率, 无还本续贷, 基本养老保险."""
    found = list(words)
    for place in range(len(words) - 1):
        word, behind = found[place], found[place + 1]
        if word.kind != "sign" or word.lent or behind.kind != "text" or behind.lent:
            continue
        gap = text[word.end : behind.start]
        before = found[place - 1] if place else None
        nominal = gap in ("", "的") and _NOMINAL.match(behind.said) is not None
        joined = before is not None and before.kind == "text" and (before.lent or before.end == word.start)
        denies = word.value == "⟨非⟩" and word.said in _DENIES_IN_NAMES and len(gap) < 2 and behind.said[0] != "变"
        basic = word.said == "基本" and not gap
        behindhand = word.said == "落后" and gap in ("", "的")  # 淘汰落后产能
        if (nominal and joined) or denies or basic or behindhand:
            said = text[word.start : behind.start]
            found[place] = replace(word, kind="text", value=said, said=said, end=behind.start)
    return found


def texts(words: Sequence[Word]) -> list[Word]:
    """The words that name something, with the marks and the share between."""
    found = [word for word in words if word.kind in ("text", "and") or word.value == SHARE]
    return found if any(word.kind == "text" for word in found) else []


def naming(words: Sequence[Word]) -> list[Word]:
    """The words that name a measure, and the deeds that narrow it."""
    if not texts(words):
        return []
    return [word for word in words if word.kind != "sign" or word.value not in UNSAID | _REAL]


def behind_sign(words: Sequence[Word], sign: str) -> list[Word]:
    """The words behind the first `sign`, which is there."""
    at = next(place for place, word in enumerate(words) if word.value == sign)
    return list(words[at + 1 :])


def until_sign(words: Sequence[Word]) -> list[Word]:
    """The words before the first sign."""
    found: list[Word] = []
    for word in words:
        if word.kind == "sign":
            break
        found.append(word)
    return found
