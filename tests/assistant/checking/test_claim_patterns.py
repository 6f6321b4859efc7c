"""The patterns of what is no claim, each with the words next to its edge that it must leave alone."""

import re

import pytest

from assistant.checking import claim_patterns as patterns


@pytest.mark.parametrize(
    ("pattern", "found", "left"),
    [
        (patterns.QUESTION, "增长了吗？", "什么困难都能克服。"),
        (patterns.CONDITION, "若降雨持续", "若干项目建成"),
        (patterns.FORECAST, "分析人士预计增长5%", "全省预计增长5%"),
        (patterns.OPINION_OWN, "我们认为这很好", "会议认为形势向好"),
        (patterns.OPINION_OTHERS, "专家认为成绩不易", "会议普遍认为成绩不易"),
        (patterns.OPINION_OTHERS, "居民看好前景", "群众看好病不再难"),
        (patterns.PRAISE, "景色令人惊叹", "景区建成开放"),
        (patterns.HEARSAY, "茶农老周告诉记者：", "县统计局局长表示"),
        (patterns.WISH, "代表们希望增加投入", "办理代表建议131件"),
        (patterns.OUGHT, "政府应当改善环境", "服务应当均等化"),
        (patterns.ADDRESS, "扫码关注", "代码管理规范"),
        (patterns.FACT, "居全国第4", "居民生活"),
        (patterns.FACT, "将建成2条线", "将军山"),
        (patterns.EN_CONDITION, "If prices fall, it would fail", "If only"),
        (patterns.EN_FORECAST, "Analysts expect sales to double", "The plan expects sales to double"),
        (patterns.EN_OPINION, "Critics argue that cuts came late", "The report argues the case"),
        (patterns.EN_HEARSAY, "a resident said", "a resident services unit"),
        (patterns.EN_WISH, "May the year be good", "May 3 was warm"),
        (patterns.EN_OUGHT, "The government should do more", "Water should be clean"),
        (patterns.EN_ADDRESS, "Dear shareholders, welcome", "endear readers to us"),
        (patterns.EN_FACT, "increased steadily", "crews of a recently wonky path"),
    ],
)
def test_a_pattern_finds_its_words_and_leaves_its_neighbours(pattern: re.Pattern[str], found: str, left: str) -> None:
    assert pattern.search(found) is not None
    assert pattern.search(left) is None
