"""The metrics of one item, and what became of it.

A metric that the item has no gold for is absent. Abstaining and failing score 0 where there is gold.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.answer import Answer
from assistant.evaluation.corpus import Corpus
from assistant.evaluation.items import Item
from assistant.evaluation.questions import metrics
from index.report import RankedPassage

CUTOFFS = (1, 3, 5, 10, 20)
CONTEXTS = (1000, 3000)

# right           an answerable question whose first quotes hold an answer; an unanswerable one that was not answered
# out_of_scope    no report in the scope that was read out of the question
# not_retrieved   no passage of the deep ranking is from a gold report and holds an answer
# not_read        one is, but not among those that are read for an answer
# abstained       one was read, and nothing was answered
# wrong           one was read, and something else was answered; or an unanswerable question was answered
# failed          the question could not be asked
# found           with retrieval only: one is among those that would be read
Outcome = Literal["right", "out_of_scope", "not_retrieved", "not_read", "abstained", "wrong", "failed", "found"]
OUTCOMES: tuple[Outcome, ...] = (
    "right",
    "found",
    "wrong",
    "abstained",
    "not_read",
    "not_retrieved",
    "out_of_scope",
    "failed",
)


@dataclass(frozen=True, slots=True)
class Scored:
    """An item's metrics, what became of it, and the counts that ratios over the whole set are made of.

    `first_hit` is the 1-based rank of the first passage of a gold report that holds an answer or quote.
    """

    metrics: dict[str, float]
    outcome: Outcome | None
    first_hit: int | None
    quotes: int = 0
    quotes_standing: int = 0


def score(
    item: Item,
    corpus: Corpus,
    passages: Sequence[RankedPassage],
    read: Sequence[RankedPassage],
    answer: Answer | None,
) -> Scored:
    """Scores an item by its ranking, those of it that are read, and, unless only retrieval was run, its answer."""
    ranked = corpus.ranked(passages, with_pages=bool(item.pages))
    found: dict[str, float] = {}
    if item.answerable:
        found |= _retrieval(item, corpus, ranked)
        if answer is not None:
            found |= _answering(item, corpus, answer)
    first_hit = _first_hit(item, corpus, ranked)
    was_read = _first_hit(item, corpus, corpus.ranked(read, with_pages=False)) is not None
    if answer is None:
        return Scored(found, _retrieved(item, first_hit, was_read, bool(passages)), first_hit)
    quotes = [(corpus.text_of(c.report_id), c.start, c.end, c.quote) for c in answer.citations]
    standing = metrics.quotes_standing(quotes, corpus.texts)
    found["abstained"] = float(answer.status != "answered")
    if not item.answerable or any(map(metrics.folded, item.answers)):
        found["wrong_shown"] = _wrong_shown(item, answer)
    return Scored(found, _outcome(item, answer, found, first_hit, was_read), first_hit, len(quotes), standing)


def failed(item: Item, answered: bool) -> Scored:
    """What an item scores that could not be asked; `answered`: answers are scored, not retrieval alone."""
    found: dict[str, float] = {}
    if item.answerable:
        names = _retrieval_names(item)
        found = dict.fromkeys([*names, *(_answer_names(item) if answered else ())], 0.0)
    if answered and (not item.answerable or any(map(metrics.folded, item.answers))):
        found["wrong_shown"] = 0.0
    return Scored(found, "failed", None)


def _retrieval_names(item: Item) -> list[str]:
    names: list[str] = []
    if item.reports:
        names += [f"report_recall@{k}" for k in CUTOFFS] + ["mrr", "ndcg@10"]
    if item.reports and _wanted(item):
        names += [f"passage_recall@{k}" for k in CUTOFFS]
    if item.pages:
        names += [f"page_recall@{k}" for k in CUTOFFS]
    if _wanted(item):
        names += [f"context_recall@{characters}" for characters in CONTEXTS]
    return names


def _answer_names(item: Item) -> list[str]:
    names = ["exact_match", "f1", "quote_hit", "quote_hit_shown"] if any(map(metrics.folded, item.answers)) else []
    return [*names, "citation_precision"] if item.reports else names


def _retrieval(item: Item, corpus: Corpus, ranked: Sequence[metrics.Ranked]) -> dict[str, float]:
    reports, wanted = corpus.gold(item.reports), _wanted(item)
    texts = [passage.report for passage in ranked]
    pages = {(text, page) for name, page in item.pages for text in corpus.named(name)}
    found: dict[str, float] = {}
    for name in _retrieval_names(item):
        kind, _, number = name.partition("@")
        k = int(number or 0)
        if kind == "report_recall":
            found[name] = metrics.report_recall(texts, reports, k)
        elif kind == "mrr":
            found[name] = metrics.mrr(texts, reports)
        elif kind == "ndcg":
            found[name] = metrics.ndcg(texts, reports, k)
        elif kind == "page_recall":
            found[name] = metrics.page_recall(ranked, pages, k)
        elif kind == "context_recall":
            found[name] = metrics.context_recall(ranked, corpus.texts, wanted, k)
    if item.reports and wanted:  # one pass over the passages serves every cutoff
        place = _first_hit(item, corpus, ranked)
        found |= {f"passage_recall@{k}": float(place is not None and place <= k) for k in CUTOFFS}
    return found


def _answering(item: Item, corpus: Corpus, answer: Answer) -> dict[str, float]:
    answered = answer.status == "answered"
    text = answer.text if answered else ""
    cited = [corpus.text_of(citation.report_id) for citation in answer.citations] if answered else []
    found: dict[str, float] = {}
    for name in _answer_names(item):
        if name == "exact_match":
            found[name] = metrics.exact_match(text, item.answers)
        elif name == "f1":
            found[name] = metrics.f1(text, item.answers)
        elif name in ("quote_hit", "quote_hit_shown"):
            related = [citation.quote for citation in answer.related] if name == "quote_hit_shown" else []
            quotes = [citation.quote for citation in answer.citations] if answered else related
            found[name] = metrics.quote_hit(quotes, item.answers)
        else:
            found[name] = metrics.citation_precision(cited, corpus.gold(item.reports))
    return found


def _wrong_shown(item: Item, answer: Answer) -> float:
    """1 where something is shown as the answer that is none; an abstention shows nothing wrong."""
    if answer.status != "answered":
        return 0.0
    quotes = [citation.quote for citation in answer.citations]
    return metrics.wrong_shown(answer.text, quotes, item.answers if item.answerable else ())


def _wanted(item: Item) -> list[str]:
    return [text for text in (*item.answers, *item.quotes) if metrics.folded(text)]


def _first_hit(item: Item, corpus: Corpus, ranked: Sequence[metrics.Ranked]) -> int | None:
    reports = corpus.gold(item.reports)
    wanted = [metrics.folded(text) for text in _wanted(item)]
    for place, passage in enumerate(ranked, start=1):
        if passage.report in reports or not reports:
            text = metrics.folded(passage.text)
            if any(gold in text for gold in wanted):
                return place
    return None


def _retrieved(item: Item, first_hit: int | None, was_read: bool, any_ranked: bool) -> Outcome | None:
    if not item.answerable or not _wanted(item):
        return None
    if first_hit is None:
        return "not_retrieved" if any_ranked else "out_of_scope"
    return "found" if was_read else "not_read"


def _outcome(
    item: Item, answer: Answer, found: dict[str, float], first_hit: int | None, was_read: bool
) -> Outcome | None:
    if not item.answerable:
        return "right" if answer.status != "answered" else "wrong"
    if "quote_hit" not in found:
        return None
    if found["quote_hit"] or found["exact_match"]:
        return "right"
    if answer.status == "no_report_in_scope":
        return "out_of_scope"
    if first_hit is None:
        return "not_retrieved"
    if not was_read:
        return "not_read"
    return "abstained" if answer.status != "answered" else "wrong"
