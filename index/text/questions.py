"""Whether a text asks or states. What kind of answer a question wants is for assistant.query.kinds to tell."""

import re

from index.patterns import regex

_ASKS = regex(
    r"[?？吗呢]|什么|多少|哪|谁|何|怎|几[个项年月天日位家种条次]|是否|"
    r"\b(?:what|which|who|whose|when|where|why|how|is there|are there|did|does|do)\b",
    re.IGNORECASE,
)


def is_question(text: str) -> bool:
    """Whether a text asks: by its mark or by any asking word, wherever it stands."""
    return _ASKS.search(text) is not None
