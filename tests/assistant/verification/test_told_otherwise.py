"""What is told otherwise in one hard part: put right there, a judge that is sure of the words makes it refuted."""

from collections.abc import Sequence

import pytest

from assistant.verification.reported import given
from assistant.verification.told_otherwise import otherwise


class SureOf:
    """Is sure of the claims that it is told, and of nothing else."""

    def __init__(self, *claims: str) -> None:
        self.claims = claims

    def chances(self, claims: Sequence[str], sentences: Sequence[str]) -> list[float]:
        return [0.99 if claim in self.claims else 0.01 for claim in claims]


@pytest.mark.parametrize(
    ("claim", "sentence", "right", "part", "claimed", "found"),
    [
        ("公园又添了142座。", "新增公园141座。", "公园又添了141座。", "value", "142座", "141座"),
        ("新能源占比还不到九成。", "新能源占比超过90%。", "新能源占比超过90%。", "value", "还不到九成", "90%"),
        ("油茶产值全国第三。", "油茶产业产值居全国第2。", "油茶产值全国第2。", "rank", "第三", "第2"),
        ("入企检查频次上升45%。", "入企检查频次下降45%。", "入企检查频次下降45%。", "direction", "上升", "下降"),
        (
            "粮食没能再创新高。",
            "粮食产量再创历史新高。",
            "粮食再创新高。",
            "negation",
            "没能",
            "粮食产量再创历史新高。",
        ),
        ("那条铁路通车了。", "那条铁路正式开工。", "那条铁路正式开工了。", "progress", "通车", "正式开工"),
        ("班列新增1.1万列。", "班列累计开行1.1万列。", "班列累计1.1万列。", "kind", "新增", "累计"),
        ("公园新添了142座。", "公园数量达到142座。", "公园达到142座。", "kind", "新添了", "达到"),
        ("发病率全国最高。", "发病率保持全国最低水平。", "发病率全国最低。", "rank", "最高", "最低"),
        ("收入倍差又拉大了。", "收入倍差缩小。", "收入倍差又缩小了。", "direction", "拉大", "缩小"),
        ("那座博物馆才动工。", "那座博物馆建成投用。", "那座博物馆才建成投用。", "progress", "动工", "建成投用"),
        (
            "基金带动721只母基金，投资74个项目。",
            "基金带动74只母基金投资721个项目。",
            "基金带动74只母基金，投资721个项目。",
            "value",
            "721只",
            "74个",
        ),
        (
            "创新能力排名全国第5位。",
            "创新能力排名上升5位。",
            "创新能力排名上升5位。",
            "rank",
            "第5",
            "上升5位",
        ),
        (
            "贷款惠及个体10.4万人。",
            "贷款惠及个体经营10.4万户。",
            "贷款惠及个体10.4万户。",
            "unit",
            "10.4万人",
            "10.4万户",
        ),
        ("汽车产量冲到了全国第一。", "汽车产量居全国第2位。", "汽车产量居全国第2。", "rank", "第一", "第2"),
        ("女排拿下冠军。", "女排勇夺亚军。", "女排拿下亚军。", "rank", "冠军", "亚军"),
        (
            "解决率为97%，满意率为96.7%。",
            "诉求解决率、满意率分别达96.7%和97%。",
            "解决率为96.7%，满意率为97%。",
            "value",
            "97%",
            "96.7%",
        ),
    ],
)
def test_one_part_is_put_right_and_named(
    claim: str, sentence: str, right: str, part: str, claimed: str, found: str
) -> None:
    told = otherwise(claim, claim, [given(sentence)], SureOf(right))
    assert told is not None
    one = told.correction
    assert (one.part, one.text, one.claimed, one.found) == (part, right, claimed, found)
    assert told.reported.text[told.start : told.end] == sentence


def test_where_the_judge_is_not_sure_of_the_rest_nothing_is_refuted() -> None:
    assert otherwise("公园又添了142座。", "公园又添了142座。", [given("新增公园141座。")], SureOf()) is None


def test_a_figure_that_the_reports_tell_elsewhere_refutes_nothing() -> None:
    claim = "公园又添了142座。"
    source = given("新增公园141座。改造公园142座。")
    assert otherwise(claim, claim, [source], SureOf("公园又添了141座。")) is None


def test_a_multiple_is_no_other_figure_of_the_sentence() -> None:
    claim = "对五国增速约为外贸增速12.3%的四倍。"
    source = given("进出口总值增长12.3%，对五国增长48.1%。", (2024,))
    for figure in ("12.3%", "48.1%"):
        assert otherwise(claim, claim, [source], SureOf(claim.replace("约为外贸增速12.3%的四倍", figure))) is None
        assert otherwise(claim, claim, [source], SureOf(claim.replace("四倍", figure))) is None
