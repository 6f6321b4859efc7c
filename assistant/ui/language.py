"""The language that a browser asks for."""

from html import escape
from typing import Final

from assistant.messages import Language
from index.text.script import language_of

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


def of_text(text: str) -> str:
    """The attribute that says what language a report's words are in, whichever the page's is."""
    return f' lang="{language_of(text)}"'


def in_cells(text: str) -> str:
    """A report's words as HTML; where they are a row of a table, its cells stand apart."""
    return escape(text).replace("\t", '<span class="wj-tab">\t</span>')
