"""Everything that Wenju itself says, in Chinese and English: tables by topic, and one way to a message."""

from assistant.messages.sentences import clauses, counted, language_of, listed, shortened
from assistant.messages.tables import LANGUAGES, Language, message

__all__ = ["LANGUAGES", "Language", "clauses", "counted", "language_of", "listed", "message", "shortened"]
