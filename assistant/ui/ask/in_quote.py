"""What of a quote tells most: the one figure that counts, and the term that was asked about."""

import re
from collections.abc import Sequence

from assistant.shown import figure_first
from index.patterns import regex
from index.text.quantities import find_quantities
from index.text.script import HAN

Span = tuple[int, int]
# A term that is followed through a report has so many characters; in English it is a word of four letters at least.
LEAST_HAN, LEAST_LETTERS, MOST = 2, 4, 40
_RUNS = regex(rf"[{HAN}]{{{LEAST_HAN},}}|[A-Za-z][A-Za-z-]{{{LEAST_LETTERS - 1},}}")
# What stands before the words that a quoted figure is told with: 19% (…), 41.2亿元（…）.
_HEAD = regex(r"[^（(]*\d[^（(]*?(?=（| \()")
_NUMBER = regex(r"[-−]?\d[\d,.]*\d[%％]?|\d[%％]?")
# What questions and reports say of anything.
_EMPTY = regex("多少|什么|哪些|怎么|怎样|如何|为什么|是否|目标|增长|今年|去年|全年|情况|完成|实现|达到|工作|报告|年的")
_EMPTY_ENGLISH = frozenset(
    "what which when where does with from that this have were been much many their into report".split()  # noqa: SIM905
)


def told_figure(statement: str, quotes: Sequence[str]) -> str:
    """The figure that a statement begins with, as a quote writes it; "" where none does.

    A table's cell leaves out the unit that the statement says with it: 187,236.47万元.
    """
    figure = figure_first(statement, tuple(quotes))[0]
    if figure:
        return figure
    number = _NUMBER.match(statement)
    return number[0] if number and any(_places(number[0], quote) for quote in quotes) else ""


def _places(figure: str, quote: str) -> list[Span]:
    """Where a figure stands in a quote, not inside a longer number."""
    return [match.span() for match in re.finditer(rf"(?<![\d.,]){re.escape(figure)}(?![\d]|[.,]\d)", quote)]


def figure_that_counts(statements: Sequence[str], quote: str) -> Span | None:
    """Where in the quote the figure stands that the statements resting on it tell; None where it is not one alone."""
    told = [told_figure(statement, (quote,)) for statement in statements]
    for figure in dict.fromkeys(each for each in told if each and len(each) < len(quote)):
        if not find_quantities(figure) and not any(map(str.isdigit, figure)):
            continue
        found = _places(figure, quote)
        if len(found) == 1:
            inner, start = _only_figure(figure), found[0][0]
            return found[0] if inner is None else (start + inner[0], start + inner[1])
    # The figure told stands in another quote of the same statement: this one's is not what counts.
    heads = [head[0] for statement in statements if (head := _HEAD.match(statement))]
    return None if any(head not in quote for head in heads) and not any(told) else _only_figure(quote)


def _only_figure(words: str) -> Span | None:
    """The span of the one figure in these words; None where there are several or none."""
    found = find_quantities(words)
    return (found[0].start, found[0].end) if len(found) == 1 else None


def asked_term(question: str, quote: str) -> str:
    """The longest term that question and quote share; "" where there is none that tells anything."""
    best = ""
    for run in _RUNS.findall(question):
        for term in _terms(run, quote):
            if len(term) > len(best):
                best = term
    return best[:MOST]


def _terms(run: str, quote: str) -> list[str]:
    if run[0].isascii():
        known = re.search(rf"\b{re.escape(run)}\b", quote, re.IGNORECASE)
        return [run] if known and run.lower() not in _EMPTY_ENGLISH else []
    pieces = [piece for piece in _EMPTY.split(run) if len(piece) >= LEAST_HAN]
    found = []
    for piece in pieces:
        lengths = range(len(piece), LEAST_HAN - 1, -1)
        shared = (piece[at : at + size] for size in lengths for at in range(len(piece) - size + 1))
        found.extend([next((each for each in shared if each in quote), "")])
    return found


def mentions(text: str, term: str) -> list[Span]:
    """Where a term stands in a text, capitals aside, none inside another."""
    return [match.span() for match in re.finditer(re.escape(term), text, re.IGNORECASE)] if term else []
