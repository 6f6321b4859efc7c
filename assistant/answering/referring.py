"""What "它" means in a follow-up: the one name that an earlier question was answered with.

今年要新建哪座桥？ 它总投资多少？ 什么时候建成？ The name goes in the pronoun's place, or before a question that has no
subject of its own.
"""

import re
from collections.abc import Callable, Sequence

from assistant.query.kinds import QUESTION_WORDS
from index.facts.vocabulary import bare_heads
from index.patterns import regex
from index.text.words import tagger

# A question that begins with what was named before it.
REFERS = regex(
    r"^(?:那么?|还有|请问)?[，,]?(?P<said>它们?的?|其(?!他|它|中|余|实|次)|该(?:项目|工程|企业|公司|[桥路厂站园区馆院校])?"
    r"|这[座个条家项所](?:项目|工程|[桥路厂站园馆院校])?的?)"
)
_LONGEST = 14
_SUBJECTS = frozenset({"n", "nz", "nw", "ns", "nr", "nt", "s", "r", "LOC", "ORG", "PER", "TIME", "vn", "an"})

# The name that a question was answered with, given the questions before it; None where it was not, or with several.
Named = Callable[[str, Sequence[str]], str | None]


def with_name(text: str, history: Sequence[str], named: Named) -> str | None:
    """The question with the thing that it refers to named; None where it refers to none that was named."""
    match = REFERS.match(text)
    if match is None and not _lacks_subject(text):
        return None
    for place in range(len(history) - 1, -1, -1):
        earlier = history[place]
        if REFERS.match(earlier) or _lacks_subject(earlier):
            continue
        name = named(earlier, history[:place])
        if name is None:
            return None
        return name + text if match is None else name + text[match.end("said") :]
    return None


def _lacks_subject(text: str) -> bool:
    """Whether a short question names nothing that it is about: 什么时候建成？ 总投资多少？"""
    left = QUESTION_WORDS.sub(" ", text).strip(" ？?。，的了")
    if len(text) > _LONGEST or not left or not re.search("[\u4e00-\u9fff]", text):
        return False
    if left in bare_heads():
        return True
    (tagged,) = tagger().tag([left])
    return not any(word.part in _SUBJECTS for word in tagged)
