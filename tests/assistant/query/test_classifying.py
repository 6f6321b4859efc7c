"""The kind of a question, told by its words alone and with the encoder's vector; no question here was trained on."""

from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest

from assistant.query.classifying import WEIGHTS, classify, made_for, probabilities, weights
from assistant.query.question_features import features, masked, neutral
from assistant.query.question_kinds import QuestionKind
from index.models.embedding import EmbeddingSettings, SentenceTransformerEmbedder

TRAINED_ON = Path(__file__).parents[3] / "training" / "question_kinds.tsv"

# Near misses in pairs: the words that differ decide the kind.
ASKED = [
    ("山东2024年的海水产品产量是多少？", QuestionKind.FIGURE),
    ("2025年湖南的服务业增加值目标增速是多少", QuestionKind.FIGURE),
    ("这条高速公路是哪一年通车的？", QuestionKind.DATE),
    ("2017年到2023年，哪一年的出口增速最高？", QuestionKind.OVER_YEARS),
    ("哪些省的出口目标超过7%？", QuestionKind.FILTER),
    ("哪些省的报告提到了“养老金融”？", QuestionKind.MENTION),
    ("甘肃今年要实施哪些交通项目？", QuestionKind.LIST),
    ("2022年的出口目标完成了吗？", QuestionKind.MET_TARGET),
    ("村里的自来水工程建好了吗？", QuestionKind.YES_NO),
    ("山西和陕西，哪个省的煤炭产量高？", QuestionKind.COMPARE),
    ("山西和陕西去年的煤炭产量加起来是多少？", QuestionKind.COMPUTE),
    ("京津冀三地的出口增速分别是多少？", QuestionKind.TABLE),
    ("31个省的出口目标列表", QuestionKind.TABLE),
    ("“五链协同”是什么意思？", QuestionKind.DEFINITION),
    ("安徽省的省长是谁？", QuestionKind.NAME),
    ("去年的出口为什么下降？", QuestionKind.REASON),
    ("概括一下贵州的报告", QuestionKind.SUMMARY),
    ("谢谢你", QuestionKind.OTHER),
    ("How many hospitals did Gansu build in 2024?", QuestionKind.FIGURE),
    ("Which provinces set an export target above 7 percent?", QuestionKind.FILTER),
    ("Which provinces mention pension finance in their reports?", QuestionKind.MENTION),
    ("Why did exports decline?", QuestionKind.REASON),
    ("Was the 2022 export target met?", QuestionKind.MET_TARGET),
    ("What does the term carbon sink mean?", QuestionKind.DEFINITION),
]


@pytest.fixture(scope="module")
def embedder() -> SentenceTransformerEmbedder:
    return SentenceTransformerEmbedder(EmbeddingSettings())


@pytest.mark.parametrize(("question", "kind"), ASKED)
def test_a_question_is_of_its_kind(question: str, kind: QuestionKind, embedder: SentenceTransformerEmbedder) -> None:
    assert classify(question, embedder.embed_query(neutral(question)))[0] is kind


def test_words_alone_tell_most_kinds_and_the_rest_are_unsure() -> None:
    told = [(classify(question, None)[0], kind) for question, kind in ASKED]
    assert [pair for pair in told if pair[0] not in (None, pair[1])] == []
    assert sum(found is kind for found, kind in told) >= 20


def test_the_questions_of_this_test_were_not_trained_on() -> None:
    known = {line.split("\t")[-1] for line in TRAINED_ON.read_text("utf-8").splitlines()}
    assert not known & {question for question, _ in ASKED}


@pytest.mark.parametrize("text", ["嗯", "粮食", "xyz", ""])
def test_what_asks_nothing_gets_no_kind_but_other(text: str) -> None:
    assert classify(text, None)[0] in (None, QuestionKind.OTHER)


def test_the_weights_know_the_default_model_and_no_other(embedder: SentenceTransformerEmbedder) -> None:
    assert made_for(embedder.fingerprint)
    assert not made_for("another")
    assert weights().centre.shape == (embedder.dimension,)


def test_the_weights_have_a_column_a_kind_and_are_small() -> None:
    known = weights()
    assert set(known.kinds) == set(QuestionKind)
    assert known.by_vector.shape == (len(known.centre), 16)
    assert known.alone.shape == known.beside_vector.shape == (len(known.features), 16)
    assert len((files("assistant.query") / WEIGHTS).read_bytes()) <= 200_000


def test_probabilities_add_up_and_the_highest_is_given() -> None:
    chances = probabilities("哪些省的出口目标超过7%？", np.zeros(384, np.float32))
    assert sum(chances.values()) == pytest.approx(1)
    assert classify("哪些省的出口目标超过7%？", np.zeros(384, np.float32))[1] == max(chances.values())


@pytest.mark.parametrize(
    ("question", "signs", "plain"),
    [
        ("2024年浙江的GDP是多少？", "YP的gdp是多少？", "某年某地的gdp是多少？"),
        ("什么是“低空经济”", "什么是Q", "什么是“某词”"),
        ("目标写“5%左右”的省", "目标写“N左右”的省", "目标写“几左右”的省"),
        ("去年增长5.5%", "Y增长N", "某年增长几"),
        ("What was Fujian's GDP in 2023?", "what was P's gdp in Y?", "what was someplace's gdp in that year?"),
    ],
)
def test_names_years_and_numbers_become_signs(question: str, signs: str, plain: str) -> None:
    assert masked(question) == signs
    assert neutral(question) == plain


def test_features_are_the_same_whatever_place_and_year_is_named() -> None:
    assert features("2024年浙江的粮食产量是多少？") == features("2019年河南的粮食产量是多少？")


def test_how_many_places_are_named_is_a_feature() -> None:
    assert {"P=2", "how_much of two places"} <= features("浙江和河南的粮食产量是多少")
    assert {"P=3", "how_much of many places"} <= features("浙江、江苏、河南的粮食产量是多少")
    assert "how_much of many places" in features("长三角的粮食产量是多少")


def test_courtesy_is_no_feature() -> None:
    assert {name for name in features("请问浙江的产量是多少") if not name.startswith("length")} == {
        name for name in features("浙江的产量是多少") if not name.startswith("length")
    }
