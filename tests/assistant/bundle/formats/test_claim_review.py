"""A bundle as ClaimReview: the properties of schema.org, whose verdict is published, and what has no number."""

import json
from typing import Any

from assistant.bundle.formats.claim_review import claim_review_page
from assistant.bundle.schema import Bundle

# https://schema.org/ClaimReview and what it refers to: the properties that each type has, of those we write.
PROPERTIES = {
    "ClaimReview": {"claimReviewed", "itemReviewed", "reviewRating", "reviewBody", "author", "datePublished", "url"}
    | {"inLanguage", "citation"},
    "Claim": {"identifier", "text"},
    "Rating": {"alternateName", "ratingValue", "bestRating", "worstRating", "ratingExplanation"},
    "Quotation": {"text", "description", "isPartOf"},
    "Report": {"name", "identifier", "publisher", "url"},
    "PropertyValue": {"propertyID", "value"},
    "Organization": {"name"},
    "Person": {"name"},
}


REQUIRED = {
    "ClaimReview": {"claimReviewed", "reviewRating", "url", "author", "datePublished", "itemReviewed"},
    "Rating": {"alternateName"},
    "Quotation": {"text", "isPartOf"},
    "Report": {"name", "identifier"},
    "Organization": {"name"},
    "Person": {"name"},
}


def typed(value: Any) -> list[dict[str, Any]]:
    found = [value] if isinstance(value, dict) and "@type" in value else []
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return found + [node for each in inner for node in typed(each)]


def test_claim_review_has_the_properties_of_schema_org(bundle: Bundle) -> None:
    document = json.loads(claim_review_page(bundle))
    assert document["@context"] == "https://schema.org"
    nodes = typed(document)
    for node in nodes:
        names = {name for name in node if not name.startswith("@")}
        assert names <= PROPERTIES[node["@type"]], node["@type"]
        assert REQUIRED.get(node["@type"], set()) <= names, node["@type"]
        assert all(value not in (None, "", []) for name, value in node.items() if name != "citation")
    reviews = document["@graph"]
    assert [review["@type"] for review in reviews] == ["ClaimReview"] * 3
    assert [review["url"] for review in reviews] == [f"evidence.html#claim-{n}" for n in (1, 2, 3)]
    # The person's verdict is the one that is published, under the person's name and on the person's day.
    assert reviews[0]["reviewRating"] == {
        "@type": "Rating",
        "alternateName": "部分与报告相符",
        "ratingValue": 3,
        "bestRating": 5,
        "worstRating": 1,
        "ratingExplanation": "尾数之差",
    }
    assert (reviews[0]["author"], reviews[0]["datePublished"]) == (
        {"@type": "Person", "name": "李记者"},
        "2026-11-25",
    )
    assert (reviews[1]["reviewRating"]["ratingValue"], reviews[1]["datePublished"]) == (5, "2026-11-26")
    assert "ratingValue" not in reviews[2]["reviewRating"]
    quotation = reviews[1]["citation"][0]
    assert quotation["text"] == "2024年，公司实现营业收入187,236.47万元，同比增长14.24%"
    assert quotation["isPartOf"]["publisher"] == {"@type": "Organization", "name": "澜石光电股份有限公司"}
    assert quotation["isPartOf"]["url"] == "https://example.org/reports?id=1&lang=zh"


def test_a_claim_that_was_not_read_has_no_review_and_the_others_keep_their_numbers(
    unread: Bundle, answered: Bundle
) -> None:
    reviews = json.loads(claim_review_page(unread))["@graph"]
    assert [review["url"] for review in reviews] == ["evidence.html#claim-2", "evidence.html#claim-3"]
    assert json.loads(claim_review_page(answered))["@graph"] == []


def test_where_nobody_overruled_the_review_is_the_machine_s_of_the_bundle_s_day(bundle: Bundle) -> None:
    review = json.loads(claim_review_page(bundle))["@graph"][1]
    assert (review["author"], review["datePublished"]) == (
        {"@type": "Organization", "name": "Wenju"},
        "2026-11-26",
    )
    assert review["reviewRating"]["ratingExplanation"] == "报告这样说。"


def test_an_address_that_is_no_plain_one_is_left_out(bundle: Bundle) -> None:
    claim = bundle.claims[1]
    odd = claim.citations[0].model_copy(update={"url": "javascript:alert(1)"})
    changed = bundle.model_copy(update={"claims": (claim.model_copy(update={"citations": (odd,)}),)})
    assert "url" not in json.loads(claim_review_page(changed))["@graph"][0]["citation"][0]["isPartOf"]
