"""Which documents are asked as their issuer's own: reports, and English plans and reviews that name who gives them."""

import pytest

from assistant.query.own_documents import is_own_document
from index.report import Metadata


@pytest.mark.parametrize(
    ("metadata", "own"),
    [
        (Metadata("Annual Report", kind="annual_report", language="en"), True),
        (Metadata("[Holt Agency] FY 2022-2026 Strategic Plan", issuer="Holt Agency", language="en"), True),
        (Metadata("Strategic Plan", language="en"), False),  # nobody gives it
        (Metadata("A guide to grants", issuer="Holt Agency", language="en"), False),
        (Metadata("关于补贴的通知", issuer="财政局", language="zh"), False),
    ],
)
def test_whose_own_a_document_is(metadata: Metadata, own: bool) -> None:
    assert is_own_document(metadata) == own
