"""An aim against the year before, and a base out of a level and its change."""

import pytest

from assistant.verification.claims import judge_claim, statements_of
from assistant.verification.reported import given

AIMS = (
    "2024年，江西粮食产量达到853.2亿斤。2024年，江西建成高标准农田8.8万亩。2024年，江西智能算力达到1.6万P。"
    "2024年，江西战略性新兴产业产值占规上工业比重43.6%、提高0.7个百分点。"
    "2024年，江西规上工业增加值增长9%。2025年，江西规上工业增加值目标增长7%。"
    "2024年，江西城镇新增就业40万人。2025年，江西城镇新增就业目标32万人以上。"
    "2025年，江西粮食产量目标880亿斤。2025年，江西计划建成高标准农田4万亩。2025年，江西智能算力目标2万P。"
)


@pytest.mark.parametrize(
    ("claim", "outcome"),
    [
        ("江西2025年粮食产量目标880亿斤，比上年853.2亿斤增约27亿斤。", "supported"),
        ("江西2025年粮食产量目标880亿斤，比上年853.2亿斤增约37亿斤。", "open"),
        ("江西2025年粮食产量目标880亿斤，比上年853.2亿斤减少约27亿斤。", "open"),
        ("江西2025年计划建成高标准农田4万亩，不足上年的一半。", "supported"),
        ("江西2025年计划建成高标准农田4万亩，不足上年的三成。", "open"),
        ("江西2024年建成高标准农田8.8万亩，2025年拟建设高标准农田4万亩，不足上年的一半。", "supported"),
        ("江西2025年粮食产量目标为880亿斤，比2024年实际产量高近27亿斤。", "supported"),
        ("江西2025年规上工业增加值目标增速7%，比2024年实际低2个百分点。", "supported"),
        ("江西2025年规上工业增加值目标增速7%，比2024年实际低3个百分点。", "open"),
        ("江西2025年城镇新增就业的目标高于2024年实际完成的人数。", "refuted"),
        ("江西2025年智能算力目标2万P，比上年1.6万P多四分之一。", "supported"),
        ("江西2025年智能算力目标2万P，比上年1.6万P多三分之一。", "open"),
        ("江西2024年战新产业产值占规上工业比重43.6%，上年为42.9%。", "supported"),
        ("江西2024年战新产业产值占规上工业比重43.6%，上年为44.3%。", "open"),
    ],
)
def test_what_is_aimed_at_is_held_against_the_year_before(claim: str, outcome: str) -> None:
    """Differences, shares and growth between an aim and what was reached; a base out of a level and its change."""
    found = statements_of(judge_claim(claim, [given(AIMS, (2024,))]))
    assert [one.outcome for one in found][-1] == outcome
