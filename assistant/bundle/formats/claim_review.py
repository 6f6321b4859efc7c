"""A bundle as schema.org ClaimReview, in JSON-LD: https://schema.org/ClaimReview, one a claim that has a verdict.

The rating is that of the person who overruled, where one did. Verdicts that say nothing about the truth of a claim
have a name and no number.
"""

from typing import Any

from assistant.bundle.escaping import json_text, web_address
from assistant.bundle.facts import page_language
from assistant.bundle.schema import Bundle, KeptCitation, KeptClaim, KeptReport
from assistant.messages.verdict_reasons import verdict_reason_in
from assistant.messages.verdicts import verdict_name

WORST, BEST = 1, 5
RATINGS = {"refuted": 1, "partly_supported": 3, "supported": 5}
STAGED = "evidence.html"  # the page beside it that holds each review


def claim_review_page(bundle: Bundle) -> bytes:
    """The document; its addresses are relative to where it is published."""
    reviews = [_review(number, claim, bundle) for number, claim in enumerate(bundle.claims, 1) if claim.verdict]
    return json_text({"@context": "https://schema.org", "@graph": reviews}).encode()


def _review(number: int, claim: KeptClaim, bundle: Bundle) -> dict[str, Any]:
    language = page_language(bundle)
    verdict = claim.standing
    assert verdict is not None
    overruled = claim.overruled
    rating: dict[str, Any] = {"@type": "Rating", "alternateName": verdict_name(language, verdict)}
    if verdict in RATINGS:
        rating |= {"ratingValue": RATINGS[verdict], "bestRating": BEST, "worstRating": WORST}
    reason = verdict_reason_in(claim.reason, language)
    rating["ratingExplanation"] = overruled.note if overruled and overruled.note else reason
    author: dict[str, Any] = {"@type": "Organization", "name": "Wenju"}
    if overruled and overruled.by:
        author = {"@type": "Person", "name": overruled.by}
    reports = {report.report_id: report for report in bundle.reports}
    return {
        "@type": "ClaimReview",
        "@id": f"{STAGED}#claim-{number}",
        "url": f"{STAGED}#claim-{number}",
        "datePublished": (overruled.time if overruled and overruled.time else bundle.made)[:10],
        "inLanguage": "zh-CN" if language == "zh" else "en",
        "author": author,
        "claimReviewed": claim.claim,
        "itemReviewed": {"@type": "Claim", "identifier": claim.id, "text": claim.claim},
        "reviewRating": rating,
        "reviewBody": reason,
        "citation": [_quotation(citation, reports[citation.report_id]) for citation in claim.citations],
    }


def _quotation(citation: KeptCitation, report: KeptReport) -> dict[str, Any]:
    source: dict[str, Any] = {
        "@type": "Report",
        "name": citation.title,
        "identifier": {"@type": "PropertyValue", "propertyID": "sha256", "value": citation.report_id},
    }
    if report.issuer:
        source["publisher"] = {"@type": "Organization", "name": report.issuer}
    address = web_address(citation.url)
    if address is not None:
        source["url"] = address
    return {
        "@type": "Quotation",
        "text": citation.quote,
        "description": citation.locator,
        "isPartOf": source,
    }
