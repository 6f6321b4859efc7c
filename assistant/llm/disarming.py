"""Text on its way into a prompt, and out of a model: without what a model, a terminal or a browser would obey.

Reports are copied into a prompt disarmed; what is quoted to the user comes from the library, never from that copy.
"""

import re
import unicodedata

from assistant.messages import shortened
from index.patterns import regex

# Characters that show nothing and can carry words: Hangul fillers, and the variation selectors, which are marks.
_UNSEEN = regex("[\u115f\u1160\u3164\uffa0\u2800\u034f\u17b4\u17b5\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_SCHEME = r"(?:[a-z][a-z0-9+.-]{1,15}://|www\.|(?:javascript|vbscript|data|mailto|file|blob|tel):)"
_LINK = regex(rf"(?<![a-z0-9]){_SCHEME}(?:[^\s，。；、！？（）】》”」\"<>()\]]|\([^\s()]*\))*", re.IGNORECASE)
_ID_LETTER = regex(r"(?<![A-Za-z])[SsTt](?=\s?[\d０-９])")
_FULL_WIDTH = str.maketrans("SsTt", "ＳｓＴｔ")
_HALF_WIDTH = {wide: narrow for narrow, wide in zip("SsTt", "ＳｓＴｔ", strict=True)}
_WIDE_ID_LETTER = regex(r"[ＳｓＴｔ](?=\s?[\d０-９])")
# Brackets of chat markup (<|im_start|>, [INST]), links, code and our own marks, as signs that look alike.
_LOOKALIKES = str.maketrans(
    {"<": "＜", ">": "＞", "[": "〔", "]": "〕", "【": "〔", "】": "〕", "［": "〔", "］": "〕", "`": "'", "\t": " | "}
)

_ANSI = regex(r"\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[@-_]?")
_ELEMENT = regex(r"<!--.*?-->|<(script|style|svg|iframe)\b.*?</\1\s*>|</?[A-Za-z!][^>]*>", re.IGNORECASE | re.DOTALL)
_IMAGE = regex(r"!\[[^\]]*\](?:\([^)]*\)|\[[^\]]*\])?")
_ANCHOR = regex(r"\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])")
_EMPHASIS = regex(r"\*{1,3}|_{2,3}|~~|`+")
_LINE_MARK = regex(r"^\s*(?:(?:[-*+•·–—>]|#{1,6})\s+|[-•·]|\d{1,2}[.)、．）](?!\d)\s*|[（(]\d{1,2}[)）]\s*)+")
_LEAD_IN = regex(
    r"^(?:(?:根据|依据)(?:上述|以上)?(?:报告|原文|资料|材料)(?:内容|显示|所述)?[，,：:]|(?:报告|原文)(?:显示|指出|提到|说)?[，,：:]|"
    r"答(?:案|复)?[：:]|(?:according to|based on|as stated in) the "
    r"(?:reports?|text|passages?|material)(?: provided)?[,:]\s*|"
    r"the (?:report|text) (?:states|says|notes|reports) that\s+|answer:\s*)\s*",
    re.IGNORECASE,
)
# What is left of markup after the above; a statement keeps such a sign only where its quote has it too.
MARKUP = frozenset("{}<>[]|\\`~^=_#*@")


def without_unseen(text: str) -> str:
    """`text` without control, format, private and unassigned characters; white space becomes blanks."""
    text = _UNSEEN.sub("", text)
    if text.isprintable():
        return text
    return "".join(
        " " if character.isspace() else character
        for character in text
        if character.isspace() or unicodedata.category(character)[0] != "C"
    )


def for_prompt(text: str) -> str:
    """A report's text as one line of a prompt: nothing hidden, no link, nothing that looks like an id or as markup."""
    cut = _LINK.sub("…", without_unseen(text.replace("\t", " | ")))
    wide = _ID_LETTER.sub(lambda match: match[0].translate(_FULL_WIDTH), cut)
    return " ".join(wide.translate(_LOOKALIKES).split())


def plain(text: str) -> str:
    """What a model wrote as one line of plain text: no terminal codes, markup, links, bullets or opening phrases."""
    text = _ELEMENT.sub("", _ANSI.sub("", text))
    text = _ANCHOR.sub(r"\1", _IMAGE.sub("", without_unseen(text)))
    text = _EMPHASIS.sub("", _LINK.sub("", text))
    text = _WIDE_ID_LETTER.sub(lambda match: _HALF_WIDTH[match[0]], text)
    return _LEAD_IN.sub("", _LINE_MARK.sub("", " ".join(text.split()))).strip()


def excerpt(text: str, most: int = 300) -> str:
    """The beginning of what a model wrote, fit to be shown as what was removed."""
    return shortened(" ".join(without_unseen(_ANSI.sub("", text[: 4 * most])).split()), most)
