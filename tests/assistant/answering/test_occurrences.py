"""Where a term stands in a text, whatever its width, script, case and quotation marks."""

import pytest

from assistant.answering.occurrences import occurrences


@pytest.mark.parametrize(
    ("text", "term", "found"),
    [
        ("发展新质生产力，培育“新质”生产力", "新质生产力", ["新质生产力", "新质”生产力"]),
        ("發展經濟", "发展经济", ["發展經濟"]),
        ("ＡＩ与ai，AIGC", "AI", ["ＡＩ", "ai"]),  # a word of letters ends where it ends
        ("游戏《黑神话：悟空》热销", "黑神话悟空", ["黑神话：悟空"]),
        ("经济：发展", "经济发展", []),  # a short term across a colon is two words
        ("heat pumps and a heat-pump", "heat pump", ["heat pumps", "heat-pump"]),
        ("subpar", "par", []),
        ("5G基站，15G流量", "5G", ["5G"]),
        ("16G与6GHz，６Ｇ和6g", "6G", ["６Ｇ", "6g"]),
        ("推进“平急 两用”建设", "平急两用", ["平急 两用"]),
    ],
)
def test_the_places_of_a_term(text: str, term: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in occurrences(text, term)] == found
