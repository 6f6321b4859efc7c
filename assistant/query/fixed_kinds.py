"""What words alone fix of a question's kind, whatever else it speaks of: 为什么 asks a reason, of a target too."""

import re

from assistant.query.question_kinds import QuestionKind

_FIXED = (
    (
        QuestionKind.REASON,
        re.compile(r"为什么|为何|怎么会|是何?原因|原因(?:是什么|何在|有哪些)|^\W*why\b", re.IGNORECASE),
    ),
    # 比年初目标少了多少, 离目标差多少: the target and its result, and what lies between them.
    (
        QuestionKind.MET_TARGET,
        re.compile(
            r"[比与和较离距同跟][^，。？?]{0,16}目标[^，。？?]{0,6}(?:少|多|差|高|低|超)[^，。？?少多差高低超]{0,4}(?:多少|几)"
        ),
    ),
)


def fixed_kind(question: str) -> QuestionKind | None:
    """The kind that words fix; None where they leave it open."""
    return next((kind for kind, pattern in _FIXED if pattern.search(question)), None)
