"""A verdict against its gold label, and whether the quotes of a verdict stand."""

from collections.abc import Sequence

from assistant.answer import Verdict
from assistant.checking.claims import GoldLabel
from assistant.evaluation.corpus import Corpus
from assistant.evaluation.questions import metrics


def label_of(verdict: Verdict) -> GoldLabel:
    """The five verdicts as three labels: partly supported is refuted where a mismatch is named."""
    if verdict.verdict in ("supported", "refuted"):
        return verdict.verdict
    if verdict.verdict == "partly_supported" and verdict.mismatches:
        return "refuted"
    return "not_enough_info"


def quotes_standing(verdict: Verdict, corpus: Corpus | None, given: Sequence[str]) -> int:
    """How many quotes stand at their offsets; of evidence that was given, word for word in one of the texts."""
    if corpus is None:
        return sum(
            bool(citation.quote) and any(citation.quote in text for text in given) for citation in verdict.citations
        )
    quotes = [(corpus.text_of(c.report_id), c.start, c.end, c.quote) for c in verdict.citations]
    return metrics.quotes_standing(quotes, corpus.texts)
