"""The language that a browser asks for."""

from typing import Final

from assistant.messages import Language

# Stands before a language that the browser prefers and the user has not chosen.
PREFERRED: Final = "auto:"


def asked_language(asked: object, default: Language = "zh") -> Language:
    """The language that a tag from the browser stands for, such as `zh-CN`, `en` or `auto:fr`.

    Chinese for Chinese and where nothing is stated, English for every other language.
    """
    tag = asked.strip().lower().removeprefix(PREFERRED) if isinstance(asked, str) else ""
    if not tag:
        return default
    return "zh" if tag.startswith("zh") else "en"
