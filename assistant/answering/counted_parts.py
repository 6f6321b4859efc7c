"""Whether an English sentence counts only some of what a question asks the figure of, or a whole that includes it."""

import re
from collections.abc import Sequence

from assistant.answering.needed_english import alike_words
from assistant.reader.terms import stem
from index.patterns import regex

_COUNTED = regex(
    r"\bhow many (?:[\w-]+ ){0,3}?(?P<noun>[\w-]+) (?:did|does|do|was|were|is|are|has|have|had|will|work)\b",
    re.IGNORECASE,
)
_OF_A_WHOLE = regex(r"\W*(?:Of|Among) (?:the|these|those|our|its|them|which)\b")
_WHICH_OF_THEM = (
    r"\s+(?:who|whose|in (?:the|this|that|our) (?:\w+ )?(?:region|area|country|unit|segment|division|department|plant)"
    r"|(?:in|at|outside|across) (?=[A-Z]))"
)


def counts_a_part(question: str, sentence: str) -> bool:
    """Whether a sentence counts only some of what a question asks the number of: 3,400 employees in the region."""
    asked = _COUNTED.search(question)
    if asked is None:
        return False
    if _OF_A_WHOLE.match(sentence):
        return True
    told = re.search(rf"(?i:\b{re.escape(stem(asked['noun'].lower()))}\w*){_WHICH_OF_THEM}(?P<rest>[\w’'-]*)", sentence)
    if told is None:
        return False
    which = told[0].split()[-1]
    return re.search(rf"(?i)\b(?:{re.escape(which)}|who|that|in|at)\b", question[asked.end() :]) is None


_ASKED_SHARE = regex(
    r"\b(?:share|percentage|proportion|portion|part|fraction) of (?:the |its |their |our |all |total )*"
    r"(?:(?:[A-Z][\w.’']*|&) )*(?P<whole>[a-z][a-z-]{3,})"
)
_TOLD_SHARE = regex(
    r"(?:%|\bper ?cent) of (?:the |its |their |our |all |total |these |those )*(?P<whole>[a-z][a-z-]{3,})",
    re.IGNORECASE,
)
# "Our Cloud revenue, which includes LinkedIn, was …", "including the commercial portion of LinkedIn".
_INCLUDES = regex(
    r",? (?:which|that) includes? .*?(?=, (?:was|were|is|are|\w+ed|rose|fell|grew)\b|[.;]|$)"
    r"|\(?\bincluding [^.;]*?(?=[,.;)]|$)",
    re.IGNORECASE,
)


def tells_share_of_another(question: str, sentence: str) -> bool:
    """Whether a sentence tells the share of something else: 92% of the covers, where that of the parcels is asked."""
    asked = _ASKED_SHARE.search(question)
    told = [stem(match["whole"].lower()) for match in _TOLD_SHARE.finditer(sentence)]
    if asked is None or not told:
        return False
    said, lower = sentence.lower(), question.lower()
    meant = [stem(word) for word in alike_words(asked["whole"])]
    return not any(word in said for word in meant) and not any(whole in lower for whole in told)


def is_of_a_whole(named: Sequence[str], sentence: str) -> bool:
    """Whether each name that a sentence has stands in it only as what something else includes."""
    held = [name for name in named if name in sentence]
    left = _INCLUDES.sub(" ", sentence)
    return bool(held) and left != sentence and not any(name in left for name in held)
