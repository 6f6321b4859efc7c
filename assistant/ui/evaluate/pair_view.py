"""Two evaluation runs item by item, as HTML: what differs in the metrics, then each item with both outcomes."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from assistant.evaluation.questions.scoring import OUTCOMES
from assistant.messages import Language, message, shortened
from assistant.messages.reasons import notice_in
from assistant.messages.verdict_reasons import verdict_reason_in
from assistant.records import Record
from assistant.ui.evaluate.run_view import head_html, said
from assistant.ui.evaluate.runs import Run
from assistant.ui.kept.parts import moment

# Letters of an answer in a row.
SHOWN = 160
# Items whose outcome is alike and that are shown; those that differ are all shown.
MOST_ALIKE = 500


@dataclass(frozen=True, slots=True)
class _Item:
    """An item of both runs: what it asks or claims, each run's outcome in words and answer, and whether it differs."""

    id: str
    text: str
    outcomes: tuple[str, str]
    answers: tuple[str, str]
    change: int  # above 0 where the second run is better, below where it is worse

    @property
    def differs(self) -> bool:
        """Whether the outcomes differ."""
        return self.outcomes[0] != self.outcomes[1]


def pair_html(
    one: Run,
    other: Run,
    compared: Mapping[str, Any],
    before: Sequence[Record],
    after: Sequence[Record],
    language: Language,
) -> str:
    """The comparison of the second run with the first: metrics, what the systems differ in, items."""
    names = "".join(
        f'<li><b>{mark}</b> <a href="#evaluate-run-{run.id}">{escape(run.name)}</a> {escape(moment(run.begun))}</li>'
        for mark, run in (("A", one), ("B", other))
    )
    items = sorted(_items(before, after, language), key=lambda item: (not item.differs, item.change))
    return (
        f'{head_html("pair", language)}<ul class="wj-pair-names">{names}</ul>'
        f'<p class="wj-hint">{said(language, "pair_common", count=compared["common"])}</p>'
        f"{_differs(compared['differs'], language)}{_metrics(compared['metrics'], language)}{_table(items, language)}"
    )


def _differs(differs: Sequence[Mapping[str, Any]], language: Language) -> str:
    """In what the two runs are not the same system asked the same."""
    if not differs:
        return f'<p class="wj-hint">{said(language, "pair_same_system")}</p>'
    lines = "".join(
        f"<li><b>{escape(str(each['name']))}</b> {escape(shortened(str(each['before']), 60))} → "
        f"{escape(shortened(str(each['now']), 60))}</li>"
        for each in differs
    )
    words = said(language, "pair_differs", count=len(differs))
    return f'<details class="wj-folded"><summary>{words}</summary><ul class="wj-loose">{lines}</ul></details>'


def _metrics(metrics: Mapping[str, Mapping[str, Any]], language: Language) -> str:
    heads = "".join(
        f'<th scope="col">{said(language, name)}</th>'
        for name in ("metric", "difference", "interval", "better", "worse", "p", "n")
    )
    rows = "".join(
        f'<tr><th scope="row">{escape(name)}</th><td class="wj-num">{entry["value"]:+.3f}</td>'
        f'<td class="wj-num">{entry["low"]:+.3f} – {entry["high"]:+.3f}</td><td class="wj-num">{entry["better"]}</td>'
        f'<td class="wj-num">{entry["worse"]}</td><td class="wj-num">{entry["p"]:.3g}</td>'
        f'<td class="wj-num">{entry["n"]:,}</td></tr>'
        for name, entry in metrics.items()
        if entry["better"] or entry["worse"]
    )
    if not rows:
        return f'<p class="wj-note">{said(language, "pair_alike")}</p>'
    label = said(language, "metrics")
    return (
        f'<div class="wj-desk-scroll wj-metrics" tabindex="0" role="region" aria-label="{label}">'
        f'<table class="wj-own-table"><caption class="wj-sr">{label}</caption><thead><tr>{heads}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )


def _table(items: Sequence[_Item], language: Language) -> str:
    differing = sum(item.differs for item in items)
    shown = items[: differing + MOST_ALIKE]
    rows = "".join(_row(item, language) for item in shown)
    heads = "".join(
        f'<th scope="col" aria-sort="none"><button type="button" data-sort="{place}">{words}</button></th>'
        for place, words in enumerate((said(language, "item"), "A", "B"))
    )
    words = said(language, "only_differing", count=differing)
    label = said(language, "pair_items", count=len(items))
    cut = ""
    if len(shown) < len(items):
        cut = f'<p class="wj-hint">{said(language, "pair_cut", count=len(items) - len(shown))}</p>'
    return (
        f'<h3>{label}</h3><label class="wj-tick-line"><input type="checkbox" data-only-differing><span>{words}</span>'
        f'</label><div class="wj-desk-scroll" tabindex="0" role="region" aria-label="{label}">'
        f'<table class="wj-own-table wj-pair-table"><caption class="wj-sr">{label}</caption><thead><tr>{heads}</tr>'
        f"</thead><tbody>{rows}</tbody></table></div>{cut}"
    )


def _row(item: _Item, language: Language) -> str:
    changed = ""
    if item.differs:
        key = "better" if item.change > 0 else "worse" if item.change < 0 else "otherwise"
        changed = f' <span class="wj-pair-{key}">{said(language, key)}</span>'
    cells = "".join(
        f'<td data-label="{mark}" data-value="{escape(outcome)}"><b>{escape(outcome)}</b>'
        f'<p class="wj-pair-answer">{escape(shortened(" ".join(answer.split()), SHOWN))}</p></td>'
        for mark, outcome, answer in zip("AB", item.outcomes, item.answers, strict=True)
    )
    return (
        f'<tr data-differs="{int(item.differs)}"><th scope="row" data-value="{escape(item.text)}">{escape(item.text)}'
        f'{changed}<span class="wj-file">{escape(item.id)}</span></th>{cells}</tr>'
    )


def _items(before: Sequence[Record], after: Sequence[Record], language: Language) -> Iterator[_Item]:
    """The items of both runs, in the second one's order."""
    there = {record["id"]: record for record in before}
    for record in after:
        other = there.get(record["id"])
        if other is None:
            continue
        text = str(record.get("question") or record.get("claim") or record["id"])
        yield _Item(
            str(record["id"]),
            text,
            (_outcome(other, language), _outcome(record, language)),
            (_answer(other, language), _answer(record, language)),
            _rank(record) - _rank(other),
        )


def _outcome(record: Record, language: Language) -> str:
    """What became of an item in words: of a claim the verdict, and whether it is the right one."""
    if "outcome" in record:
        outcome = str(record["outcome"])
        return message(language, f"evaluate.outcome_{outcome}") if outcome in OUTCOMES else outcome
    if "error" in record:
        return message(language, "evaluate.outcome_failed")
    label, gold = str(record["label"]), str(record["gold"]["label"])
    named = message(language, f"evaluate.label_{label}")
    key = "evaluate.verdict_right" if label == gold else "evaluate.verdict_wrong"
    return message(language, key, label=named)


def _answer(record: Record, language: Language) -> str:
    if error := record.get("error"):
        return notice_in(str(error), language)
    answer = str(record.get("answer") or "")
    if answer and not record.get("citations"):
        return notice_in(answer, language)  # that there is none is ours to say
    return answer or verdict_reason_in(str(record.get("reason") or ""), language)


def _rank(record: Record) -> int:
    """1 where the outcome is right, 0 where nothing was said, -1 where something wrong was."""
    if "outcome" in record:
        return {"right": 1, "found": 1, "wrong": -1}.get(str(record["outcome"]), 0)
    if "label" not in record or "gold" not in record:
        return 0
    return 1 if record["label"] == record["gold"]["label"] else -1
