"""A bundle as one HTML page that stands alone: it runs nothing, fetches nothing and prints well."""

from collections.abc import Iterable, Iterator
from html import escape
from pathlib import Path

from assistant.bundle.escaping import one_line, spelled_out, web_address
from assistant.bundle.facts import (
    OriginFact,
    computed_lines,
    heading_facts,
    origin_facts,
    page_language,
    page_title,
    status_name,
    written_by,
)
from assistant.bundle.marking import Piece, marked_claim, marked_quote
from assistant.bundle.schema import Bundle, KeptAnswer, KeptCitation, KeptClaim
from assistant.messages import Language, message
from assistant.messages.verdict_reasons import verdict_reason_in
from assistant.messages.verdicts import mismatch_name, stance_name, verdict_name
from assistant.shown import table_grid

STYLE = Path(__file__).with_name("evidence.css")
POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def html_page(bundle: Bundle) -> bytes:
    """The page in UTF-8."""
    language = page_language(bundle)
    title = page_title(bundle, language)
    parts = [
        f"<h1>{escape(title)}</h1>",
        _facts(heading_facts(bundle, language)),
        f'<p class="soft">{escape(message(language, "bundle.keep"))}</p>',
        _summary(bundle, language),
        *(_claim(number, claim, bundle, language) for number, claim in enumerate(bundle.claims, 1)),
        *(_answer(number, answer, bundle, language) for number, answer in enumerate(bundle.answers, 1)),
    ]
    return (
        f'<!DOCTYPE html>\n<html lang="{"zh-CN" if language == "zh" else "en"}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        '<meta name="referrer" content="no-referrer">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>\n{STYLE.read_text('utf-8')}</style>\n</head>\n<body>\n"
        + "\n".join(part for part in parts if part)
        + "\n</body>\n</html>\n"
    ).encode()


def _summary(bundle: Bundle, language: Language) -> str:
    if not bundle.claims:
        return ""
    rows = "".join(
        f'<tr><td>{number}</td><td><a href="#claim-{number}">{_text(claim.shown)}</a></td>'
        f"<td>{_standing(claim, language)}</td></tr>\n"
        for number, claim in enumerate(bundle.claims, 1)
    )
    return (
        f'<table class="summary"><thead><tr><th>#</th><th>{message(language, "claim.name")}</th>'
        f"<th>{message(language, 'verdict.name')}</th></tr></thead>"
        f"<tbody>\n{rows}</tbody></table>"
    )


def _standing(claim: KeptClaim, language: Language) -> str:
    if claim.standing is None:
        return f'<span class="verdict error">{escape(message(language, "verdict.unread"))}</span>'
    badge = _badge(claim.standing, language)
    return f'{badge} <span class="soft">{message(language, "verdict.overruled")}</span>' if claim.overruled else badge


def _badge(verdict: str, language: Language) -> str:
    return f'<span class="verdict {verdict}">{escape(verdict_name(language, verdict))}</span>'


def _claim(number: int, claim: KeptClaim, bundle: Bundle, language: Language) -> str:
    head = f'<section class="item" id="claim-{number}">\n<h2>{number}. {_pieces(marked_claim(claim))}</h2>'
    if claim.verdict is None:
        return f"{head}\n{_definitions([(message(language, 'verdict.unread'), _text(claim.error))])}\n</section>"
    about = [
        (
            message(language, "verdict.machine") if claim.overruled else message(language, "verdict.name"),
            _badge(claim.verdict, language),
        )
    ]
    if claim.overruled is not None:
        about.append((message(language, "verdict.overruled"), _badge(claim.overruled.verdict, language)))
        about.append((message(language, "verdict.note"), _text(claim.overruled.note)))
        about.append(
            (message(language, "bundle.by"), _text(" ".join(filter(None, (claim.overruled.by, claim.overruled.time)))))
        )
    about.append((message(language, "claim.read_as"), _text(claim.read_as)))
    about.append((message(language, "bundle.reason"), _text(verdict_reason_in(claim.reason, language))))
    about += [(_text(name), _text(value)) for name, value in claim.columns.items()]
    parts = [head, _definitions(about), _mismatches(claim, language)]
    parts += [_citation(citation, claim, bundle, language) for citation in claim.citations]
    return "\n".join(part for part in parts if part) + "\n</section>"


def _answer(number: int, answer: KeptAnswer, bundle: Bundle, language: Language) -> str:
    lines = "".join(f"<p>{_text(line)}</p>" for line in answer.answer.splitlines())
    model = written_by(answer, language)
    parts = [
        f'<section class="item" id="answer-{number}">\n<h2>{number}. {_text(answer.question)}</h2>',
        f"<p><b>{escape(status_name(answer, language))}</b></p>{lines}",
        "" if model is None else _facts([model]),
        _facts(computed_lines(answer, language)) if answer.computed else "",
        _table(answer),
        *(_citation(citation, None, bundle, language) for citation in answer.citations),
        f"<h3>{escape(message(language, 'answer.related'))}</h3>" if answer.related else "",
        *(_citation(sentence, None, bundle, language) for sentence in answer.related),
    ]
    return "\n".join(part for part in parts if part) + "\n</section>"


def _table(answer: KeptAnswer) -> str:
    if answer.table is None:
        return ""
    head, *rows = table_grid(answer.table)
    heads = "".join(f"<th>{_text(name)}</th>" for name in head)
    lines = "".join(f"<tr>{''.join(f'<td>{_text(words)}</td>' for words in row)}</tr>\n" for row in rows)
    return f'<table class="summary"><thead><tr>{heads}</tr></thead><tbody>\n{lines}</tbody></table>'


def _mismatches(claim: KeptClaim, language: Language) -> str:
    if not claim.mismatches:
        return ""
    rows = "".join(
        f"<tr><td>{escape(mismatch_name(language, mismatch.kind))}</td><td><mark>{_text(mismatch.claimed)}</mark></td>"
        f"<td><mark>{_text(mismatch.found)}</mark></td></tr>"
        for mismatch in claim.mismatches
    )
    return (
        f'<table class="differs"><caption>{message(language, "claim.differs")}</caption><thead><tr>'
        f"<th>{message(language, 'bundle.kind')}</th>"
        f"<th>{message(language, 'claim.says')}</th><th>{message(language, 'claim.report_says')}</th></tr></thead>"
        f"<tbody>{rows}</tbody></table>"
    )


def _citation(citation: KeptCitation, claim: KeptClaim | None, bundle: Bundle, language: Language) -> str:
    stance = citation.stance or ""
    blanked = f' <span class="soft">{message(language, "quote.blanked")}</span>' if citation.blanked else ""
    before = _context(citation.before, _runs_on(citation.before))
    after = _context(citation.after, _runs_on(citation.quote))
    quote = f"<b>{_pieces(marked_quote(claim, citation))}</b>"
    return (
        f'<article class="quote {stance}">\n'
        f"<h3>[{citation.n}] {escape(stance_name(language, citation.stance))}{blanked}</h3>\n"
        f"<blockquote>{before}{quote}{after}</blockquote>\n{_facts(origin_facts(citation, bundle, language))}\n"
        "</article>"
    )


def _context(text: str, runs_on: bool) -> str:
    """The sentence beside a quote, on a line of its own, or on that of the quote where it is the rest of it."""
    return f'<span class="{"soft rest" if runs_on else "soft"}">{_text(text)}</span>' if text.strip() else ""


def _runs_on(text: str) -> bool:
    """Whether a sentence goes on behind the text: it has no end, and is no row of a table."""
    return "\t" not in text and not text.rstrip("”’\"') ）\n").endswith(tuple("。！？；.!?;…"))


def _facts(facts: Iterable[OriginFact]) -> str:
    return _definitions([(fact.name, _value(fact)) for fact in facts])


def _definitions(pairs: Iterable[tuple[str, str]]) -> str:
    """Pairs of name and HTML; those without a value are left out."""
    return "<dl>" + "".join(f"<dt>{name}</dt><dd>{value}</dd>" for name, value in pairs if value) + "</dl>"


def _value(fact: OriginFact) -> str:
    if fact.code:
        return f"<code>{_text(fact.value)}</code>"
    if fact.link and (web_address(fact.value) or fact.value.startswith("originals/")):
        return f'<a href="{escape(fact.value)}" rel="noopener noreferrer nofollow">{_text(fact.value)}</a>'
    return _text(fact.value)


def _text(text: str) -> str:
    return escape(one_line(text))


def _pieces(pieces: Iterable[Piece]) -> str:
    """Text with its line ends, since a quote may be rows of a table."""
    return "".join(_marked(pieces))


def _marked(pieces: Iterable[Piece]) -> Iterator[str]:
    for text, differs in pieces:
        yield f"<mark>{escape(spelled_out(text))}</mark>" if differs else escape(spelled_out(text))
