"""What a page says of a bundle's making and of a quote's origin: names and values, in the language of the page."""

from dataclasses import dataclass

from assistant.bundle.schema import Bundle, KeptAnswer, KeptCitation
from assistant.messages import Language, message
from index.text.script import language_of


@dataclass(frozen=True, slots=True)
class OriginFact:
    """A line of a quote's origin. `link`: the value is an address or a file beside the page; `code`: a hash."""

    name: str
    value: str
    link: bool = False
    code: bool = False


def page_language(bundle: Bundle) -> Language:
    """Chinese where a claim or question has a Han character, or where there is none at all."""
    texts = [claim.claim for claim in bundle.claims] + [answer.question for answer in bundle.answers]
    return language_of("".join(texts)) if texts else "zh"


def page_title(bundle: Bundle, language: Language) -> str:
    """What the page is called."""
    return message(language, "bundle.title" if bundle.claims or not bundle.answers else "bundle.answers_title")


def status_name(answer: KeptAnswer, language: Language) -> str:
    """How an answer stands, by the name that the browser interface gives it."""
    written = answer.status == "answered" and answer.mode not in _QUOTES
    return message(language, f"status.{'written' if written else answer.status}")


def computed_lines(answer: KeptAnswer, language: Language) -> list[OriginFact]:
    """What was worked out, marked as such, with the numbers of the quotes of its figures."""
    name = message(language, "answer.computed")
    return [
        OriginFact(
            name,
            message(language, "answer.computed_line", result=each.result, expression=each.expression)
            + "".join(f" [{number}]" for number in each.operands),
        )
        for each in answer.computed
    ]


_QUOTES = ("", "extractive")


def written_by(answer: KeptAnswer, language: Language) -> OriginFact | None:
    """The language model that wrote an answer; None where it is made of quotes."""
    return None if answer.mode in _QUOTES else OriginFact(message(language, "bundle.mode"), answer.mode)


def heading_facts(bundle: Bundle, language: Language) -> list[OriginFact]:
    """What the head of a page says of its making."""
    return [
        OriginFact(message(language, "bundle.made"), bundle.made),
        OriginFact(message(language, "bundle.tool"), f"{bundle.tool.name} {bundle.tool.version}".strip()),
        OriginFact(message(language, "bundle.library"), bundle.library.fingerprint, code=True),
        OriginFact(message(language, "bundle.reports_in_library"), str(bundle.library.reports)),
        OriginFact(message(language, "bundle.bundle"), bundle.sha256, code=True),
    ]


def origin_facts(citation: KeptCitation, bundle: Bundle, language: Language) -> list[OriginFact]:
    """Where a quote stands and where its report came from, most needed first."""
    original = next((report.original for report in bundle.reports if report.report_id == citation.report_id), None)
    facts = [
        OriginFact(message(language, "bundle.place"), citation.locator),
        OriginFact(message(language, "bundle.page"), "" if citation.page is None else str(citation.page)),
        OriginFact(message(language, "bundle.file"), citation.source),
        OriginFact(message(language, "bundle.url"), citation.url or "", link=True),
        OriginFact(message(language, "bundle.added"), citation.added),
        OriginFact(message(language, "bundle.original"), original or "", link=True),
        OriginFact(message(language, "bundle.image"), citation.image or "", link=True),
        OriginFact(message(language, "bundle.offsets"), f"{citation.start}–{citation.end}"),
        OriginFact(message(language, "bundle.report_id"), citation.report_id, code=True),
        OriginFact(message(language, "bundle.text_sha256"), citation.text_sha256, code=True),
        OriginFact(message(language, "bundle.parser"), citation.parser_version),
    ]
    return [fact for fact in facts if fact.value]
