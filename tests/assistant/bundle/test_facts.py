"""What pages say of a bundle's making and of a quote's origin, and in which language."""

import pytest

from assistant.bundle.facts import (
    heading_facts,
    origin_facts,
    page_language,
    page_title,
    status_name,
    written_by,
)
from assistant.bundle.schema import Bundle


def test_the_page_is_chinese_where_one_claim_is_or_where_there_is_none(bundle: Bundle, answered: Bundle) -> None:
    assert (page_language(bundle), page_language(answered)) == ("zh", "en")
    english = bundle.claims[0].model_copy(update={"claim": "GDP grew."})
    assert page_language(bundle.model_copy(update={"claims": (english, bundle.claims[1])})) == "zh"
    assert page_language(bundle.model_copy(update={"claims": ()})) == "zh"


def test_a_bundle_is_called_after_its_claims_where_it_has_any(bundle: Bundle, answered: Bundle) -> None:
    assert page_title(bundle, "en") == "Claims checked"
    assert page_title(bundle.model_copy(update={"claims": ()}), "en") == "Claims checked"
    assert page_title(bundle.model_copy(update={"answers": answered.answers}), "en") == "Claims checked"
    assert page_title(answered, "en") == "Questions answered"


@pytest.mark.parametrize(("mode", "written"), [("", False), ("extractive", False), ("openai:small", True)])
def test_only_what_a_model_wrote_is_called_written(answered: Bundle, mode: str, written: bool) -> None:
    answer = answered.answers[0].model_copy(update={"mode": mode})
    found = written_by(answer, "en")
    assert (found is not None and found.value == mode) is written
    quotes = status_name(answer.model_copy(update={"mode": ""}), "en")
    assert (status_name(answer, "en") != quotes) is written
    unanswered = answer.model_copy(update={"status": "not_found"})
    assert status_name(unanswered, "en") == status_name(unanswered.model_copy(update={"mode": ""}), "en")


def test_a_quote_s_origin_leaves_out_what_is_not_known(bundle: Bundle) -> None:
    citation = bundle.claims[0].citations[0]
    names = [fact.name for fact in origin_facts(citation, bundle, "en")]
    assert names == [
        "Place",
        "File",
        "Source address",
        "Added to the library",
        "Characters",
        "File SHA-256",
        "Text SHA-256",
        "Parser version",
    ]
    paged = origin_facts(bundle.claims[1].citations[0], bundle, "en")
    assert [(fact.name, fact.value) for fact in paged][1] == ("Page", "3")
    kept = bundle.reports[0].model_copy(update={"original": "originals/a.docx"})
    beside = origin_facts(citation, bundle.model_copy(update={"reports": (kept,)}), "en")
    assert [fact.value for fact in beside if fact.link] == ["https://example.org/reports?id=1&lang=zh", kept.original]


def test_hashes_are_told_as_code(bundle: Bundle) -> None:
    assert [(fact.name, fact.code) for fact in heading_facts(bundle, "en")] == [
        ("Made", False),
        ("Tool", False),
        ("Library fingerprint", True),
        ("Reports in the library", False),
        ("Bundle SHA-256", True),
    ]
