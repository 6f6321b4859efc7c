"""Why a verdict is what it is, in one sentence for the reader, and the sign of each verdict."""

from collections.abc import Sequence
from typing import Final, get_args

from assistant.answer import AppliedScope, Label, Mismatch, MismatchKind, Stance
from assistant.messages.sentences import clauses, counted, listed, shortened
from assistant.messages.tables import Language, message

# A shape of its own for each, so that colour alone never tells; a claim may wait, or be none that reads.
SIGNS: Final = {
    "supported": "✓",
    "partly_supported": "◐",
    "refuted": "✗",
    "not_enough_info": "?",
    "not_checkable": "–",
    "pending": "…",
    "unread": "!",
}
_WORDS_NAMED = 4
_QUOTED = 40  # characters of the quote that a model's word rests on
# Of the facts that fall short, how many are told, and how much of their words.
MOST_DETAILS = 3
_FACT = 48


def reason_for(
    language: Language,
    label: Label,
    mismatches: Sequence[Mismatch],
    unsupported: Sequence[str],
    scope: AppliedScope,
    expression: str = "",
) -> str:
    """One sentence on a single fact; `expression` is the arithmetic of one that was worked out."""
    if label == "supported" and expression:
        return message(language, "reason.computed", expression=expression)
    if label == "supported":
        return message(language, "reason.supported")
    if label == "refuted":
        kinds = dict.fromkeys(mismatch_name(language, mismatch.kind) for mismatch in mismatches)
        return message(language, "reason.refuted", kinds=listed(language, kinds))
    if scope.report_count == 0 and not scope.scope.is_open:
        return message(language, "scope.empty")
    if unsupported:
        words = list(dict.fromkeys(unsupported))[:_WORDS_NAMED]
        return message(language, "reason.nothing_near", words=listed(language, words))
    return message(language, "reason.nothing")


def reason_of_version(language: Language, title: str, source: str) -> str:
    """That a report has an earlier version, which was not compared."""
    return message(language, "reason.version", title=title, source=source)


def reason_of_model(language: Language, model: str, quote: str) -> str:
    """Which model called a claim supported, and by which quote.

    A person is to read that quote, since no rule has compared the words.
    """
    shown = shortened(" ".join(quote.split()), _QUOTED)
    return message(language, "reason.model_supported", model=model, quote=shown)


def opinion_of_model(language: Language, model: str, probability: float, quote: str, vetoed: bool) -> str:
    """What a fact-checking model makes of a claim, as its own opinion."""
    shown = shortened(" ".join(quote.split()), _QUOTED)
    key = "reason.model_vetoed" if vetoed else "reason.model_opinion"
    return message(language, key, model=model, share=f"{probability:.2f}", quote=shown)


def reason_in_other_words(language: Language, quote: str) -> str:
    """That a quote says the same in other words, which a trained judge and no rule has compared."""
    return message(language, "reason.worded", quote=shortened(" ".join(quote.split()), _QUOTED))


def reason_but_for_that(language: Language) -> str:
    """That a trained judge finds the quote to say the rest of the claim."""
    return message(language, "reason.but_for_that")


def reason_of_facts(language: Language, facts: Sequence[tuple[str, Label, str]]) -> str:
    """How many facts of a claim stand how, then what is wrong or open with each that falls short.

    A fact is its words, its verdict, and why.
    """
    verdicts = [label for _, label, _ in facts]
    counts = [
        message(language, "facts.counted", count=verdicts.count(label), verdict=verdict_name(language, label).lower())
        for label in get_args(Label)
        if label in verdicts
    ]
    summary = message(language, "facts.summary", count=len(facts), verdicts=counted(language, counts))
    short = [(words, reason) for words, label, reason in facts if label != "supported" and reason]
    details = [
        message(language, "facts.detail", words=shortened(words, _FACT), reason=reason.rstrip("。."))
        for words, reason in short[:MOST_DETAILS]
    ]
    if len(short) > MOST_DETAILS:
        details.append(message(language, "facts.more", count=len(short) - MOST_DETAILS))
    if not details:
        return summary
    return message(language, "facts.whole", summary=summary, details=clauses(language, details))


def verdict_name(language: Language, label: str) -> str:
    """What a verdict is called; `pending` and `unread` name a claim that has none."""
    return message(language, f"verdict.{label}")


def stance_name(language: Language, stance: Stance | None) -> str:
    """What a quote does for a claim; that of an answer is a source."""
    return message(language, f"stance.{stance or 'none'}")


def mismatch_name(language: Language, kind: MismatchKind) -> str:
    """What differs, as a noun."""
    return message(language, f"mismatch.{kind}")


def difference(language: Language, mismatch: Mismatch) -> str:
    """What differs and how, on one line."""
    name = mismatch_name(language, mismatch.kind)
    said = message(language, "claim.both_say", claimed=mismatch.claimed, found=mismatch.found)
    return message(language, "label.value", name=name, value=said)
