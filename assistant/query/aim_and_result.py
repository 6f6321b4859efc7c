"""A question that sets this year's target against what the year before came to: 今年的销售目标比去年实际卖的多多少.

It is asked as two whole ones, the target and the result, each of which is answered by itself.
"""

from dataclasses import dataclass

from index.patterns import regex

# In 主要粮食 nothing is wanted, and “十四五”计划 is a name.
_AIM = '目标|指标|任务|承诺|(?<![”"五])计划|打算|准备|力争|预计|预期|安排|想要?|(?<![主需重必首只])要(?![求素点])'
_AGAINST = regex(
    r"^(?P<head>[^，,。？?]*?)(?P<now>今年|明年|(?:19|20)\d\d年)(?P<what>[^，,。？?]*?)[，,]?"
    r"[？?]?(?:是不是|是否|有没有|会不会|会|得|能)?(?:比起?|[跟和同与])(?P<then>去年|上一?年|前一?年|(?:19|20)\d\d年)"
    r"(?P<did>[^，,。？?]*?)(?:的?相?比(?:起来)?[，,]?)?(?:还是|还要?|要|更|会|是)?[多高低少快慢大小][^。]*$"
)
_AIMS = regex(_AIM)
# The target without the word that says it is one: what is asked of the result.
_OF_AN_AIM = regex(rf"的?(?:目标|指标|任务)(?:值|数|量)?(?:定[在到为])?|(?:{_AIM})要?(?=[\u4e00-\u9fff])")
_ASKS = regex("多少|几[\u4e00-\u9fff]")
# 实际完成的 names nothing of its own.
_SAYS_NO_MORE = regex("(?:实际|真正|完成|实现|达到|做到|上|的|数量?|结果|水平)*")
_REALLY = regex("实际|真正")
_AT_THE_END = regex("(?:的|了|到)+$")
_VERBS = 2  # characters of a verb at most: 卖, 培育


def without_aim(text: str) -> str:
    """A question for a target, or a part of one, as what is asked of the result: 去年接待多少游客 of 去年想接待多少."""
    return _OF_AN_AIM.sub("", text)


@dataclass(frozen=True, slots=True)
class AimAndResult:
    """The two questions that one asks."""

    aim: str
    result: str


def aim_and_result(question: str) -> AimAndResult | None:
    """The target that a Chinese question asks of and the result that it is set against; None where it does no such."""
    match = _AGAINST.match(question.strip())
    if match is None or not _AIMS.search(match["what"]):
        return None
    what, did = match["what"], _AT_THE_END.sub("", _REALLY.sub("", match["did"]))
    aim = f"{match['head']}{match['now']}{what}"
    # 2022年…比上年 is the year before that one.
    now, then = match["now"][:4], match["then"]
    came_to = f"{match['head']}{f'{int(now) - 1}年' if now.isdecimal() and not then[:4].isdecimal() else then}"
    bare = without_aim(what)
    if _SAYS_NO_MORE.fullmatch(did) or _ASKS.search(bare):
        asked = bare
    elif len(did) <= _VERBS and match["did"].endswith("的"):
        asked = f"{did}了多少"
    elif "的" in did:  # 高新技术企业的认定目标 beside 新培育的数量
        asked = f"{bare.rpartition('的')[0] or bare}{did}"
    else:
        asked = f"{bare}{did}"
    return AimAndResult(
        aim if _ASKS.search(what) else f"{aim}是多少",
        f"{came_to}{asked if _ASKS.search(asked) else f'{asked}是多少'}",
    )
