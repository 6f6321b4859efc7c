"""Why a model's statement was removed, and why its answer is not shown."""

from collections.abc import Sequence
from enum import StrEnum

from assistant.answer import Mismatch
from assistant.messages.sentences import clauses, listed, shortened
from assistant.messages.tables import Language, message

WORDS_NAMED = 4  # of the words that stand in no quote
WORD_CHARACTERS = 60


class DropReason(StrEnum):
    """What is wrong with a statement as it was written."""

    UNCITED = "uncited"
    UNKNOWN_ID = "unknown_id"
    TOO_MANY_IDS = "too_many_ids"
    TOO_LONG = "too_long"
    MARKUP = "markup"
    LANGUAGE = "language"
    FOREIGN = "foreign"
    ALTERED_QUOTE = "altered_quote"
    REPEATED = "repeated"
    BESIDE_THE_POINT = "beside_the_point"
    OTHER_YEAR = "other_year"
    OTHER_SUBJECT = "other_subject"
    NO_SUBJECT = "no_subject"
    TOO_MUCH = "too_much"


class Fallback(StrEnum):
    """Why no statement of a model is shown."""

    FAILED = "failed"
    NOTHING_LEFT = "nothing_left"
    UNCITED = "uncited"
    UNSAID = "unsaid"
    EMPTY = "empty"
    LANGUAGE = "language"
    TOO_MUCH = "too_much"
    TOO_MUCH_SHOWN = "too_much_shown"
    BROKE_OFF = "broke_off"
    NO_ROOM = "no_room"


def reason(language: Language, why: DropReason, words: str = "") -> str:
    """Why a statement was removed, in words; `words` are those in question."""
    fields = {"words": _short(words)} if why in (DropReason.ALTERED_QUOTE, DropReason.OTHER_YEAR) else {}
    return message(language, f"dropped.{why}", **fields)


def disagreement(language: Language, mismatches: Sequence[Mismatch], unsupported: Sequence[str]) -> str:
    """How a statement differs from the text that it cites, in words."""
    parts = []
    none = message(language, "difference.none")
    for mismatch in mismatches:
        claimed, found = _short(mismatch.claimed), _short(mismatch.found)
        kind = message(language, f"mismatch.{mismatch.kind}.clause")
        if claimed or found:
            kind = message(language, "difference.words", kind=kind, claimed=claimed or none, found=found or none)
        parts.append(kind)
    if unsupported:
        named = listed(language, (f"“{_short(word)}”" for word in unsupported[:WORDS_NAMED]))
        parts.append(message(language, "difference.unsupported", words=named))
    return clauses(language, dict.fromkeys(parts)) or reason(language, DropReason.OTHER_SUBJECT)


def fallback(language: Language, why: Fallback, count: int = 0, error: str = "") -> str:
    """Why no statement of the model is shown, in one line. `error` is the message of a ModelFailed."""
    fields: dict[str, object] = {}
    if why is Fallback.NOTHING_LEFT:
        fields = {"count": count}
    elif why in (Fallback.FAILED, Fallback.BROKE_OFF):
        fields = {"why": " ".join(error.split()).rstrip("。.")}
    return message(language, f"fallback.{why}", **fields)


def _short(words: str) -> str:
    return shortened(" ".join(words.split()), WORD_CHARACTERS)
