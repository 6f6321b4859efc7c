"""Terms that count their members, with the members of just that number behind them."""

import pytest
from report_texts import asking, report_of, said

from assistant.answering.counted_terms import counted_term

REPORT = report_of(
    "青禾县",
    2025,
    "一、2024年工作回顾",
    "着重解决好“三个一万人”问题，促进一万农业人口进城，改造一万人居住的旧区，引导一万人就近就业。",
    "严格执行“约法三章”：新楼一律不得建，编制只减不增，“三公”经费只减不增。",
    "推进“三大工程”，改善居住条件，惠及群众。",
    "推动外贸优结构，电动汽车、锂电池、光伏产品“新三样”出口增长近30%。",
    "实施、储备一批“两重”项目，早见成效。",
    "抢抓腹地建设、“两重”机遇。",
    "量子信息、深空探测两大高地建设成效显著，陶瓷、光电、茶叶三大高地基础夯实。",
)


@pytest.mark.parametrize(
    ("question", "members"),
    [
        ("青禾县的“三个一万人”分别指什么？", ["促进一万农业人口进城", "改造一万人居住的旧区", "引导一万人就近就业"]),
        ("青禾县约法三章是哪三条", ["新楼一律不得建", "编制只减不增", "“三公”经费只减不增"]),
        ("青禾县的“三大工程”指哪些？", []),  # used, with two other clauses behind it
        ("青禾县“三个一万人”解决了吗？", []),
        ("青禾县的“新三样”是指哪三样？", ["电动汽车、锂电池、光伏产品“新三样”"]),
        ("青禾县的“两大高地”是哪两个？", ["量子信息、深空探测两大高地"]),
        ("青禾县的“两重”指哪两重？", []),
        ("青禾县的“新三样”是指哪三样？出口增长了多少？", []),  # one sentence tells both
        ("青禾县的“四大高地”是哪四个？", []),
    ],
)
def test_members_of_a_term(question: str, members: list[str]) -> None:
    assert said(counted_term(*asking(question, [REPORT]))) == members
