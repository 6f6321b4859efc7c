"""The right-hand panel: a citation in the text around it, or a report's contents and sections."""

from collections.abc import Sequence
from html import escape

from assistant.answer import Citation
from assistant.citations import locator, named
from assistant.messages import Language, message
from assistant.ui.ask.conversation import Kind, Target, Turn
from assistant.ui.ask.in_quote import asked_term, figure_that_counts, mentions
from assistant.ui.leaf import Drawn, leaf_html
from assistant.ui.report_text import report_html, window
from index.report import Correction, RankedPassage, Report, Section
from index.text.script import language_of

# A section longer than this is shown up to here; the outline leads to its subsections.
SECTION_CHARACTERS = 20_000


def empty_html(language: Language) -> str:
    """The panel before anything was opened."""
    return (
        f'<div class="wj-empty"><span class="wj-seal wj-seal-faint" aria-hidden="true">据</span>'
        f"<p>{escape(message(language, 'page.evidence_empty'))}</p>"
        f"<p>{escape(message(language, 'page.legend'))}</p></div>"
    )


def panel_html(fragment: str, shown: str, language: Language) -> str:
    """The panel with what a link opened. On another tab than its own, a quote of an answer or a claim gives way to what
    the panel is for.
    """
    own = {"cite": "ask", "near": "ask", "page": "ask", "related": "ask", "leaf": "ask"}
    own |= {"quote": "check", "sheet": "check"}
    of = own.get(fragment.partition("-")[0], "")
    instead = empty_html(language) if of else ""
    return f'<div class="wj-panel" data-shows="{escape(fragment)}" data-of="{of}">{shown}</div>{instead}'


def failed_html(message: str, language: Language) -> str:
    """The panel when what was asked for cannot be shown."""
    return f'{bar_html("", language)}<p class="wj-note wj-bad" role="alert">{escape(message)}</p>'


def citation_html(
    report: Report, turn: Turn, number: int, citation: Citation, drawn: Drawn | None, language: Language
) -> str:
    """A citation of an answer: where it stands, the text around it with the quote in `<mark>`, and what can be copied.

    `drawn` says whether its page can be drawn, and is.
    """
    answer = turn.answer
    if answer is None:
        return cited_html(report, citation, [citation.n], ("cite", "page", number), drawn, language)
    numbers = [each.n for each in answer.citations]
    stated = [each.text for each in (*answer.statements, *answer.quoted) if citation.n in each.citations]
    cells = () if answer.table is None else answer.table.cells
    stated += [cell.text for cell in cells if cell.citation == citation.n]
    return cited_html(
        report,
        citation,
        numbers,
        ("cite", "page", number),
        drawn,
        language,
        figure_that_counts(stated, citation.quote),
        asked_term(answer.question, citation.quote),
    )


def related_html(
    report: Report, turn: Turn, number: int, sentence: Citation, drawn: Drawn | None, language: Language
) -> str:
    """A sentence that is shown without an answer, as `citation_html` shows a citation."""
    numbers = [each.n for each in turn.answer.related] if turn.answer else [sentence.n]
    return cited_html(report, sentence, numbers, ("related", "leaf", number), drawn, language)


def cited_html(
    report: Report,
    citation: Citation,
    numbers: Sequence[int],
    links: tuple[Kind, Kind, int],
    drawn: Drawn | None,
    language: Language,
    counts: tuple[int, int] | None = None,
    term: str = "",
) -> str:
    """A citation, of an answer or of a claim, in the text around it.

    `numbers` are those of all its citations; `links` the kinds of link to a citation and to its page's picture, and
    the turn or claim that they name. `counts` is where in the quote the figure stands that counts, `term` what can be
    followed through the report.
    """
    kind, page_kind, number = links
    place = list(numbers).index(citation.n)
    steps = [
        step_html("page.previous", Target(kind, number, numbers[place - 1]) if place else None, language),
        f'<span class="wj-position">{message(language, "page.position", n=place + 1, count=len(numbers))}</span>',
        step_html(
            "page.next", Target(kind, number, numbers[place + 1]) if place + 1 < len(numbers) else None, language
        ),
    ]
    return quoted_html(
        report,
        (citation.start, citation.end),
        citation.page,
        citation.section,
        f'<span class="wj-n">{citation.n}</span><span>{escape(citation.locator)}</span>',
        citation.locator,
        "".join(steps),
        language,
        "".join(_read_otherwise(correction, language) for correction in citation.corrections),
        page_picture(citation, drawn, Target(_other(kind, page_kind, drawn), number, citation.n), language),
        None if counts is None else (citation.start + counts[0], citation.start + counts[1]),
        mention_links(report, term, (citation.start, citation.end), language),
    )


def _other(kind: Kind, page_kind: Kind, drawn: Drawn | None) -> Kind:
    return kind if drawn is not None and drawn.opened else page_kind


def _read_otherwise(correction: Correction, language: Language) -> str:
    said = message(language, "answer.read_otherwise", stands=correction.text, reads=correction.reads)
    return f'<p class="wj-note wj-read">{escape(said)}</p>'


def page_picture(citation: Citation, drawn: Drawn | None, other: Target, language: Language) -> str:
    """A link that opens the picture of the page, or the picture with a link that closes it."""
    if drawn is None or citation.page is None:
        return ""
    label = escape(message(language, "page.page_hide" if drawn.opened else "page.page_show"))
    link = f'<a class="wj-quiet wj-page-link" href="#{other.fragment}">{label}</a>'
    if not drawn.opened:
        return link
    quote = (citation.start, citation.end)
    return f"{link}{leaf_html(citation.report_id, citation.page, drawn.pages, quote, language)}"


def mention_links(report: Report, term: str, quote: tuple[int, int], language: Language) -> str:
    """Links to where a term stands before and behind a quote; nothing where it stands in the quote alone."""
    found = mentions(report.text, term)
    before = sum(end <= quote[0] for _, end in found)
    behind = next((place for place, (start, _) in enumerate(found, start=1) if start >= quote[1]), 0)
    if not before and not behind:
        return ""
    return _mention_steps(report, term, (before, behind), len(found), language)


def _mention_steps(report: Report, term: str, to: tuple[int, int], count: int, language: Language) -> str:
    targets = [Target("mention", at, report_id=report.report_id, term=term) if at else None for at in to]
    said = escape(message(language, "page.mentions", term=term, count=count))
    return (
        f'<nav class="wj-mentions" aria-label="{said}"><span>{said}</span>'
        f"{step_html('page.mention_previous', targets[0], language)}"
        f"{step_html('page.mention_next', targets[1], language)}</nav>"
    )


def mention_html(report: Report, number: int, term: str, language: Language) -> str | None:
    """The `number`th place, from 1, where a term stands, in the text around it; None where there is none."""
    found = mentions(report.text, term)
    if not 1 <= number <= len(found):
        return None
    place = found[number - 1]
    label = message(language, "page.mention", n=number, count=len(found), term=term)
    to = (number - 1, number + 1 if number < len(found) else 0)
    return quoted_html(
        report,
        place,
        report.page_at(place[0]),
        report.headings(place[0]),
        f"<span>{escape(label)}</span>",
        locator(report, *place),
        "",
        language,
        following=_mention_steps(report, term, to, len(found), language),
    )


def passage_html(report: Report, number: int, place: int, passages: Sequence[RankedPassage], language: Language) -> str:
    """One of the nearest passages of a question that has no answer, shown as a citation is."""
    passage = passages[place - 1]
    links = [
        step_html("page.previous", Target("near", number, place - 1) if place > 1 else None, language),
        f'<span class="wj-position">{message(language, "page.position", n=place, count=len(passages))}</span>',
        step_html("page.next", Target("near", number, place + 1) if place < len(passages) else None, language),
    ]
    place_in_words = " › ".join((named(passage.title, language_of(passage.title)), *passage.section))
    return quoted_html(
        report,
        (passage.start, passage.end),
        passage.page,
        passage.section,
        f"<span>{escape(message(language, 'page.passage_near', n=place))}</span>",
        place_in_words,
        "".join(links),
        language,
    )


def quoted_html(
    report: Report,
    quote: tuple[int, int],
    page: int | None,
    path: Sequence[str],
    label: str,
    citation: str,
    links: str,
    language: Language,
    notes: str = "",
    picture: str = "",
    counts: tuple[int, int] | None = None,
    following: str = "",
) -> str:
    """A quote in the text around it: `path` are the headings above it, `citation` the place in words to copy.

    `counts` is the span of the figure in it that counts; `following` leads to other places of the same term.
    """
    start, end = window(report, *quote)
    section = report.section_at(quote[0])
    before = _cut("page.before", language) if start > section.start and start > 0 else ""
    after = _cut("page.after", language) if end < min(section.end, len(report.text)) else ""
    crumbs = "".join(f"<li>{escape(heading)}</li>" for heading in path)
    page_chip = f'<span class="wj-chip">{escape(message(language, "quote.page", page=page))}</span>' if page else ""
    return (
        f"{bar_html(links, language)}"
        f'<header class="wj-where"><p class="wj-label">{label}</p>'
        f'<h2 tabindex="-1"><a href="#report-{report.report_id}">{escape(report.metadata.title)}</a></h2>'
        f'<ol class="wj-crumbs">{crumbs}</ol>{page_chip}'
        f'<div class="wj-actions">{_copy("quote", report.text[slice(*quote)], language)}'
        f"{_copy('citation', citation, language)}</div>{notes}{following}</header>"
        f'<div class="wj-scroll" tabindex="0" role="region" aria-label="{escape(message(language, "page.evidence"))}">'
        f'{picture}{before}<div class="wj-text" lang="{escape(report.metadata.language)}">'
        f"{report_html(report, start, end, quote, counts)}</div>{after}</div>"
    )


def report_html_page(report: Report, language: Language) -> str:
    """A report's title page: what it is, and its contents as links."""
    metadata = report.metadata
    facts = [
        message(language, "page.year", year=metadata.year) if metadata.year else "",
        metadata.region or "",
        metadata.issuer or "",
        report.sources[0].name if report.sources else "",
    ]
    chips = "".join(f'<span class="wj-chip">{escape(fact)}</span>' for fact in dict.fromkeys(facts) if fact)
    problems = "".join(f"<li>{escape(problem)}</li>" for problem in report.problems)
    if problems:
        problems = f'<div class="wj-note"><p>{escape(message(language, "page.problems"))}</p><ul>{problems}</ul></div>'
    entries = "".join(_entry(report, section, language) for section in report.sections if section.level)
    contents = (
        f'<ol class="wj-outline">{entries}</ol>'
        if entries
        else f'<p class="wj-faint">{escape(message(language, "page.outline_none"))}</p>'
    )
    return (
        f"{bar_html('', language)}"
        f'<header class="wj-where"><h2 tabindex="-1">{escape(metadata.title)}</h2>{chips}'
        f'<div class="wj-actions"><a class="wj-quiet" href="#only-{report.report_id}">'
        f"{escape(message(language, 'page.ask_this'))}</a>"
        f'<a class="wj-quiet" href="#facts-{report.report_id}">{escape(message(language, "page.facts"))}</a>'
        f'<a class="wj-quiet" href="#open-{report.report_id}">'
        f"{escape(message(language, 'page.read_whole'))}</a></div></header>"
        f'<div class="wj-scroll" tabindex="0" role="region" aria-label="{escape(message(language, "page.outline"))}">'
        f"{problems}{contents}</div>"
    )


def _entry(report: Report, section: Section, language: Language) -> str:
    part = ""
    if section.part is not None and section.level == 1:
        part = f'<span class="wj-part">{escape(message(language, f"page.part_{section.part.value}"))}</span>'
    page = report.page_at(section.start)
    place = f'<span class="wj-leader">{page}</span>' if page else ""
    return (
        f'<li class="wj-level{min(section.level, 4)}"><a href="#section-{report.report_id}-{section.number}">'
        f"<span>{escape(report.heading(section))}</span>{part}{place}</a></li>"
    )


def section_html(report: Report, number: int, language: Language) -> str:
    """One section with its subsections, to be read; section 0 is the whole text."""
    section = report.sections[number]
    end = min(section.end, section.start + SECTION_CHARACTERS)
    after = _cut("page.after", language) if end < section.end else ""
    last = len(report.sections) - 1
    contents = escape(message(language, "page.back_to_outline"))
    links = [
        step_html("page.section_previous", _section(report, number - 1) if number > 1 else None, language),
        f'<a class="wj-quiet" href="#report-{report.report_id}">{contents}</a>',
        step_html("page.section_next", _section(report, number + 1) if number < last else None, language),
    ]
    crumbs = "".join(f"<li>{escape(report.heading(each))}</li>" for each in report.section_path(section)[:-1])
    page = report.page_at(section.start)
    page_chip = f'<span class="wj-chip">{escape(message(language, "quote.page", page=page))}</span>' if page else ""
    return (
        f"{bar_html(''.join(links), language)}"
        f'<header class="wj-where"><h2 tabindex="-1"><a href="#report-{report.report_id}">'
        f'{escape(report.metadata.title)}</a></h2><ol class="wj-crumbs">{crumbs}</ol>{page_chip}</header>'
        f'<div class="wj-scroll" tabindex="0" role="region" aria-label="{escape(message(language, "page.evidence"))}">'
        f'<div class="wj-text" lang="{escape(report.metadata.language)}">'
        f"{report_html(report, section.start, end)}</div>{after}</div>"
    )


def _section(report: Report, number: int) -> Target:
    return Target("section", number, report_id=report.report_id)


def bar_html(links: str, language: Language) -> str:
    """The panel's first line: its name, links and what closes it."""
    close = escape(message(language, "page.close"))
    return (
        f'<div class="wj-bar"><span class="wj-bar-title">{escape(message(language, "page.evidence"))}</span>'
        f'<nav class="wj-steps" aria-label="{escape(message(language, "page.steps"))}">{links}</nav>'
        '<button type="button" class="wj-icon wj-close" data-close '
        f'aria-label="{close}" title="{close}">✕</button></div>'
    )


def step_html(key: str, target: Target | None, language: Language) -> str:
    """A link to what stands before or behind, off where there is none."""
    label = escape(message(language, key))
    arrow = "‹" if "previous" in key else "›"
    if target is None:
        return f'<span class="wj-icon wj-off" aria-hidden="true">{arrow}</span>'
    return f'<a class="wj-icon" href="#{target.fragment}" aria-label="{label}" title="{label}">{arrow}</a>'


def _copy(what: str, content: str, language: Language) -> str:
    return (
        f'<button type="button" class="wj-quiet" data-copy="wj-copy-{what}">'
        f"{escape(message(language, f'page.copy_{what}'))}</button>"
        f'<pre hidden id="wj-copy-{what}">\n{escape(content)}</pre>'
    )


def _cut(key: str, language: Language) -> str:
    return f'<p class="wj-cut" aria-hidden="true">⋯ {escape(message(language, key))} ⋯</p>'
