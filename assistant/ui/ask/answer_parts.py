"""What stands beside an answer's statements: its table, what was computed, related sentences, and what to ask back."""

from html import escape

from assistant.answer import Answer, AnswerTable, Citation
from assistant.messages import Language, message
from assistant.shown import computed_beside, has_table
from assistant.ui.ask.table_plot import plot_html
from index.patterns import regex

_YEAR = regex(r"(?:19|20)\d\d")


def chip_html(number: int, citation: Citation, language: Language) -> str:
    """The number of a citation of turn `number`, which opens its quote."""
    label = escape(message(language, "page.citation", n=citation.n, locator=citation.locator))
    return (
        f'<a class="wj-cite" href="#cite-{number}-{citation.n}" title="{escape(citation.locator)}" '
        f'aria-label="{label}">{citation.n}</a>'
    )


def table_html(number: int, answer: Answer, language: Language) -> str:
    """The table, each figure a link to its quote, and a drawing of it where one can be made."""
    table = answer.table
    if table is None or not has_table(answer):
        return ""
    citations = {citation.n: citation for citation in answer.citations}
    cells = {(cell.row, cell.column): cell for cell in table.cells}
    years = all(_YEAR.fullmatch(row) for row in table.rows)
    corner = escape(message(language, "page.year_column")) if years else ""
    heads = "".join(f'<th scope="col">{escape(column)}</th>' for column in table.columns)
    lines = []
    for row, name in enumerate(table.rows):
        told = []
        for column in range(len(table.columns)):
            cell = cells.get((row, column))
            citation = None if cell is None else citations.get(cell.citation)
            told.append("" if cell is None else _cell(number, cell.text, citation, language))
        if any(told):
            lines.append(f'<tr><th scope="row">{escape(name)}</th>{"".join(f"<td>{each}</td>" for each in told)}</tr>')
    return (
        f'<div class="wj-table" tabindex="0" role="region" aria-label="{escape("; ".join(table.columns))}"><table>'
        f"<thead><tr><td>{corner}</td>{heads}</tr></thead><tbody>{''.join(lines)}</tbody></table></div>"
        f"{plot_html(number, table)}"
    )


def _cell(number: int, text: str, citation: Citation | None, language: Language) -> str:
    """The figure with its number, in one link: a hit with a finger is sure."""
    if citation is None:
        return escape(text)
    label = escape(message(language, "page.citation", n=citation.n, locator=citation.locator))
    return (
        f'<a class="wj-cell-link" href="#cite-{number}-{citation.n}" title="{escape(citation.locator)}" '
        f'aria-label="{escape(text)}, {label}"><span>{escape(text)}</span><span class="wj-n">{citation.n}</span></a>'
    )


def computed_mark(language: Language) -> str:
    """What tells a computed figure from one that a report gives."""
    return f'<span class="wj-mark-computed">{escape(message(language, "answer.computed"))}</span>'


def computed_html(number: int, answer: Answer, language: Language) -> str:
    """What was worked out where no statement says how: result, expression, and the quotes of its figures."""
    citations = {citation.n: citation for citation in answer.citations}
    lines = []
    for each in computed_beside(answer):
        said = message(language, "answer.computed_line", result=each.result, expression=each.expression)
        chips = "".join(chip_html(number, citations[n], language) for n in each.operands if n in citations)
        lines.append(f'<p class="wj-computed">{computed_mark(language)} {escape(said)}{chips}</p>')
    return "".join(lines)


def related_html(number: int, answer: Answer, language: Language) -> str:
    """Sentences that no answer rests on, each a link that opens it in its report."""
    if not answer.related:
        return ""
    lines = "".join(
        f'<li><a class="wj-near" href="#related-{number}-{citation.n}">'
        f'<span class="wj-excerpt">{escape(citation.quote)}</span>'
        f'<span class="wj-path">{escape(citation.locator)}</span></a></li>'
        for citation in answer.related
    )
    heading = escape(message(language, "answer.related"))
    return f'<section class="wj-nearest wj-related"><h4>{heading}</h4><ol>{lines}</ol></section>'


def ask_back_html(answer: Answer, language: Language) -> str:
    """A button for each thing that the question may mean; it asks that."""
    if not answer.ask_back:
        return ""
    buttons = "".join(
        f'<button type="button" class="wj-choice" data-ask="{escape(choice.question)}" '
        f'title="{escape(choice.question)}">{escape(choice.label)}</button>'
        for choice in answer.ask_back
    )
    label = escape(message(language, "answer.ask_back"))
    return f'<div class="wj-ask-back" role="group" aria-label="{label}">{buttons}</div>'


def shown_citations(table: AnswerTable | None, answer: Answer) -> set[int]:
    """The numbers of the citations that the answer rests on: of statements, cells and sums."""
    cells = () if table is None else table.cells
    return (
        {n for statement in (*answer.statements, *answer.quoted) for n in statement.citations}
        | {cell.citation for cell in cells}
        | {n for each in answer.computed for n in each.operands}
    )
