"""Whether an English sentence counts only some of what a question asks the number of."""

import re

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
