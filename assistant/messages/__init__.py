"""Everything that Wenju itself says, in Chinese and English: tables by topic, and one way to a message."""

from assistant.messages.sentences import clauses, counted, listed, shortened
from assistant.messages.tables import LANGUAGES, Language, message

__all__ = ["LANGUAGES", "Language", "clauses", "counted", "listed", "message", "shortened"]
