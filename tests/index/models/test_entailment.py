"""The entailment model: where its classes stand, a tiny real one in each order, and what is refused in one line."""

from pathlib import Path

import pytest

from index.errors import EmbeddingError
from index.models.entailment import CrossEncoderEntailment, entailment_of, label_places

CLAIM, QUOTES = "粮食增长", ["粮食产量增长", "公路"]


@pytest.mark.parametrize(
    ("labels", "places"),
    [
        (("contradiction", "entailment", "neutral"), (1, 0)),
        (("ENTAILMENT", "NEUTRAL", "CONTRADICTION"), (0, 2)),
        (("Neutral", "Contradiction", "Entails"), (2, 1)),
        (("SUPPORTS", "REFUTES", "NOT ENOUGH INFO"), (0, 1)),
        (("矛盾", "中立", "蕴含"), (2, 0)),
        (("LABEL_0", "LABEL_1", "LABEL_2"), None),
        (("entailment", "not_entailment"), None),
        (("entailment", "entails", "contradiction"), None),
        (("entailment", "neutral", "contradiction", "other"), None),
        (("relevant",), None),
    ],
)
def test_the_classes_are_found_by_their_names(labels: tuple[str, ...], places: tuple[int, int] | None) -> None:
    assert label_places(dict(enumerate(labels))) == places


def test_a_real_model_says_the_same_whatever_the_order_of_its_classes(tmp_path: Path) -> None:
    orders = [("entailment", "neutral", "contradiction"), ("CONTRADICTION", "ENTAILMENT", "NEUTRAL")]
    first, second = (entailment_of(str(_tiny(tmp_path / order[0], order)), allow_download=False) for order in orders)
    assert first is not None and second is not None
    assert first.name == "entailment"
    rated = first.probabilities(CLAIM, QUOTES)
    # The two models have the same weights, the classes named otherwise: of three probabilities, others are told.
    again = second.probabilities(CLAIM, QUOTES)
    assert [contradicts for _, contradicts in again] == pytest.approx([entails for entails, _ in rated])
    assert [1 - sum(pair) for pair in rated] == pytest.approx([entails for entails, _ in again])
    assert all(0 < probability < 1 for pair in (*rated, *again) for probability in pair)
    assert first.probabilities(CLAIM, []) == []


def test_a_model_without_the_three_classes_is_refused_in_one_line(tmp_path: Path) -> None:
    folder = _tiny(tmp_path / "plain", ("LABEL_0", "LABEL_1", "LABEL_2"))
    with pytest.raises(EmbeddingError, match=r"has the classes LABEL_0, LABEL_1, LABEL_2, not entailment") as caught:
        CrossEncoderEntailment(str(folder)).probabilities(CLAIM, QUOTES)
    assert "\n" not in str(caught.value)


def test_none_is_set_and_one_that_is_not_there_is_named(tmp_path: Path) -> None:
    assert entailment_of("", allow_download=False) is None
    with pytest.raises(EmbeddingError, match=r"is not on this machine; give the path of a cross-encoder's folder"):
        CrossEncoderEntailment(str(tmp_path / "nowhere")).probabilities(CLAIM, QUOTES)


def _tiny(folder: Path, labels: tuple[str, ...]) -> Path:
    """A cross-encoder of random weights, the same each time, with these classes."""
    torch = pytest.importorskip("torch")
    pytest.importorskip("sentence_transformers")
    from transformers import AutoTokenizer, BertConfig, BertForSequenceClassification

    folder.mkdir()
    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *"粮食产量增长公路"]
    (folder / "vocab.txt").write_text("\n".join(words), "utf-8")
    config = BertConfig(
        vocab_size=len(words), hidden_size=16, num_hidden_layers=1, num_attention_heads=2, intermediate_size=16
    )
    config.id2label = dict(enumerate(labels))
    config.label2id = {label: place for place, label in enumerate(labels)}
    with torch.random.fork_rng():
        torch.manual_seed(7)
        BertForSequenceClassification(config).save_pretrained(folder)
    (folder / "tokenizer_config.json").write_text('{"tokenizer_class": "BertTokenizer"}', "utf-8")
    AutoTokenizer.from_pretrained(folder).save_pretrained(folder)
    return folder
