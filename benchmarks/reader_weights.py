"""Fits the extractive reader's weights on the first halves of visible sets and says what they give by cross-validation.

    python benchmarks/reader_weights.py [--libraries DIR] [--write]

Three linear scores are fitted: which sentence holds the answer (softmax over a question's sentences), which span of the
best three is nearest to the gold answer (expected F1 of a softmax over spans), and whether there is an answer at all
(logistic; the negatives are questions asked of another set's library, and of figures that a report does not state).
`--libraries` names a folder of ready libraries by set; those missing are made in it. `--write` writes the weights to
assistant/reader/weights.json.
"""

import argparse
import json
import random
import re
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from corpus import ROOT, SHARED
from numpy.typing import NDArray

from assistant.build import build_library
from assistant.chain import DEEPER
from assistant.evaluation.questions.matching import f1, folded
from assistant.query.kinds import Asks
from assistant.query.understanding import Understanding, understand
from assistant.reader.candidates import confidence_features
from assistant.reader.extractive import ordered, span_readers, weighed_candidates
from assistant.reader.score import LinearScore
from assistant.reader.spans import BY_QUESTION, QuestionSlot
from assistant.reader.terms import Topic
from assistant.retrieval import collapsed, ranked
from assistant.settings import load_settings
from index.library import Library
from index.report import RankedPassage

TARGET = ROOT / "assistant" / "reader" / "weights.json"
PASSAGES = 12
FOLDS = 5
# (questions, library, how many of the first half, weight): long answers of policies and the shorter ones of
# encyclopedias count the same; XQuAD's are names and figures, which reports' readers ask for less.
POSITIVE = (
    ("ncp-policy/questions.jsonl", "ncp-policy/reports", 300, 1.0),
    ("cmrc-trial/questions.jsonl", "cmrc-trial/reports", 501, 1.0),
    ("xquad/questions-zh.jsonl", "xquad/reports-zh", 400, 0.3),
)
# The same questions asked of a library that does not hold the answer.
NEGATIVE = (
    ("cmrc-trial/questions.jsonl", "../reports/provincial-2025", 300, 1.0),
    ("xquad/questions-zh.jsonl", "../reports/provincial-2025", 150, 0.5),
    ("ncp-policy/questions.jsonl", "cmrc-trial/reports", 150, 0.5),
    ("cmrc-trial/questions.jsonl", "ncp-policy/reports", 150, 0.5),
)
# What the provincial reports state figures of. A measure that a province's report gives with a figure right behind it
# is a question with an answer; one that its text does not name is a question without.
MEASURES = (
    *(
        "地区生产总值",
        "一般公共预算收入",
        "固定资产投资",
        "社会消费品零售总额",
        "进出口总额",
        "实际使用外资",
        "粮食总产量",
        "粮食产量",
    ),
    *(
        "城镇新增就业",
        "居民人均可支配收入",
        "规模以上工业增加值",
        "高新技术企业",
        "研发经费投入",
        "技术合同成交额",
        "常住人口城镇化率",
    ),
    *(
        "新能源汽车产量",
        "集成电路产量",
        "海洋生产总值",
        "旅游总收入",
        "接待游客",
        "森林覆盖率",
        "空气质量优良天数比例",
        "原煤产量",
    ),
    *(
        "原油产量",
        "天然气产量",
        "发电量",
        "新能源装机",
        "港口货物吞吐量",
        "集装箱吞吐量",
        "快递业务量",
        "跨境电商",
        "民营经济增加值",
    ),
    *(
        "数字经济核心产业增加值",
        "农产品加工业产值",
        "高标准农田",
        "生猪出栏",
        "水产品产量",
        "蔬菜产量",
        "茶叶产量",
        "棉花产量",
    ),
    *(
        "城镇调查失业率",
        "养老机构",
        "托位",
        "保障性住房",
        "老旧小区",
        "高速公路里程",
        "高铁里程",
        "机场旅客吞吐量",
        "5G基站",
    ),
    *(
        "专利授权量",
        "上市公司",
        "金融机构存款余额",
        "贷款余额",
        "保费收入",
        "电影票房",
        "体育产业规模",
        "软件业务收入",
        "渔业产值",
    ),
)
ASKED = ("2024年{region}的{measure}是多少？", "{region}2024年{measure}达到多少？", "{region}去年{measure}有多少？")

# A sentence counts as right where it holds a gold answer, or is a good part of one that runs over several.
PART_OF_ANSWER = 0.3

Row = NDArray[np.float64]
Retrieved = tuple[dict[str, Any], Understanding, Sequence[RankedPassage]]


@dataclass(slots=True)
class Choice:
    """One question's alternatives: a row of features each, and what choosing it is worth."""

    names: list[str]
    rows: Row
    worth: Row
    weight: float


def read(library: Library, understanding: Understanding) -> Sequence[RankedPassage]:
    """The passages that an answer would be read from, as the chain ranks and collapses them."""
    if not library.metadata(understanding.scope):
        return ()
    return collapsed(ranked(library, understanding, DEEPER * PASSAGES), PASSAGES, understanding.scope)


def retrieve(library: Library, questions: str, count: int) -> list[Retrieved]:
    """The first `count` questions of the first half, understood, with the passages found."""
    lines = (SHARED / "qa" / questions).read_text("utf-8").splitlines()
    known = library.metadata()
    found: list[Retrieved] = []
    for line in lines[: min(count, len(lines) // 2)]:
        item = json.loads(line)
        understanding = understand(item["question"], known)
        found.append((item, understanding, read(library, understanding)))
    return found


def measures(library: Library, count: int) -> tuple[list[Retrieved], list[Retrieved]]:
    """Questions about a province's figures of 2024: those that its report answers, and those that it cannot."""
    known = library.metadata()
    pairs: tuple[list[tuple[str, str]], list[tuple[str, str]]] = ([], [])
    for stored in library.reports():
        text = library.get(stored.report_id).text
        for measure in MEASURES:
            if re.search(measure + r"[^。；，]{0,8}\d", text):
                pairs[0].append((stored.metadata.region or "", measure))
            elif measure not in text:
                pairs[1].append((stored.metadata.region or "", measure))
    generator = random.Random(0)
    found: tuple[list[Retrieved], list[Retrieved]] = ([], [])
    for chosen, retrieved in zip(pairs, found, strict=True):
        for region, measure in generator.sample(chosen, min(count, len(chosen))):
            question = generator.choice(ASKED).format(region=region, measure=measure)
            understanding = understand(question, known)
            passages = read(library, understanding)
            retrieved.append(({"question": question, "answers": [], "reports": []}, understanding, passages))
    return found


def sentence_choice(library: Library, retrieved: Retrieved, weight: float) -> Choice | None:
    """The sentences found for a question, and which of them hold its answer."""
    item, understanding, passages = retrieved
    golds = [folded(answer) for answer in item["answers"]]
    weighed = weighed_candidates(library, Topic(understanding, library), understanding, passages)
    worth = []
    for one in weighed:
        text, own = folded(one.candidate.text), one.candidate.report.sources[0].name in item["reports"]
        holds = any(gold and gold in text for gold in golds)
        part = len(text) > 3 and any(text in gold and share_of(text, gold) > PART_OF_ANSWER for gold in golds)
        worth.append(float(own and (holds or part)))
    if not weighed:
        return None
    names = list(weighed[0].features)
    return Choice(names, np.array([[one.features[name] for name in names] for one in weighed]), np.array(worth), weight)


def share_of(part: str, whole: str) -> float:
    """The F1 of a text that stands inside another."""
    return 2 * len(part) / (len(part) + len(whole))


def span_choice(library: Library, retrieved: Retrieved, sentence: LinearScore, weight: float) -> Choice | None:
    """The spans of the best sentences and their F1 with the nearest gold answer."""
    item, understanding, passages = retrieved
    topic = Topic(understanding, library)
    weighed = ordered(weighed_candidates(library, topic, understanding, passages), sentence)
    rows: list[dict[str, float]] = []
    worth: list[float] = []
    for reader in span_readers(weighed, QuestionSlot(understanding.question), topic, sentence):
        text = reader.report.text
        for span in reader.spans():
            features = reader.features(span)
            rows.append(dict(features))
            worth.append(f1(text[span.start : span.end], item["answers"]))
    if not rows:
        return None
    # Every question's rows get a column for every kind of question, so that all questions stand in one table.
    names = [name for name in rows[0] if ":" not in name]
    names += [f"{asks}:{name}" for asks in Asks for name in BY_QUESTION]
    return Choice(names, np.array([[row.get(name, 0.0) for name in names] for row in rows]), np.array(worth), weight)


def fit_choices(choices: Sequence[Choice], penalty: float, objective: str) -> LinearScore:
    """Weights under which a softmax over each question's alternatives is worth most.

    `objective` is `likelihood` (log of the share of right ones) or `expected` (that first, then the expected worth).
    """
    usable = [choice for choice in choices if choice.worth.max() > 0]
    names = usable[0].names
    rows = np.vstack([choice.rows for choice in usable])
    scale = rows.std(0) + 1e-6
    features = torch.tensor(rows / scale, dtype=torch.float32)
    worth = torch.tensor(np.concatenate([choice.worth for choice in usable]), dtype=torch.float32)
    group = torch.tensor(np.concatenate([np.full(len(choice.worth), n) for n, choice in enumerate(usable)]))
    share = torch.tensor([choice.weight for choice in usable], dtype=torch.float32)
    share = share / share.sum()
    weights = torch.zeros(len(names), requires_grad=True)
    steps = [("log", penalty)] + ([("mean", penalty * 0.3)] if objective == "expected" else [])
    for step, strength in steps:
        optimizer = torch.optim.LBFGS([weights], max_iter=150, line_search_fn="strong_wolfe")

        def loss(step: str = step, strength: float = strength, optimizer: Any = optimizer) -> torch.Tensor:
            optimizer.zero_grad()
            scores = features @ weights
            highest = torch.full((len(usable),), -1e9).scatter_reduce(0, group, scores.detach(), "amax")
            powers = torch.exp(scores - highest[group])
            total = torch.zeros(len(usable)).scatter_add(0, group, powers)
            gained = torch.zeros(len(usable)).scatter_add(0, group, powers * worth) / total
            value = -(share * (torch.log(gained + 1e-3) if step == "log" else gained)).sum()
            value = value + strength * (weights**2).sum()
            value.backward()  # type: ignore[no-untyped-call]
            return value

        optimizer.step(loss)  # type: ignore[no-untyped-call]
    return LinearScore(dict(zip(names, (weights.detach().numpy() / scale).tolist(), strict=True)))


def fit_sentence(choices: Sequence[Choice]) -> LinearScore:
    """The order of sentences."""
    return fit_choices(choices, 1e-2, "likelihood")


def fit_span(choices: Sequence[Choice]) -> LinearScore:
    """The order of spans. Penalties from 3e-3 to 3e-2 were tried; the smallest was best on policies."""
    return fit_choices(choices, 3e-3, "expected")


def fit_confidence(rows: Sequence[dict[str, float]], labels: Sequence[bool], weights: Sequence[float]) -> LinearScore:
    """Logistic regression with a small penalty."""
    from sklearn.linear_model import LogisticRegression

    names = list(rows[0])
    values = np.array([[row[name] for name in names] for row in rows])
    mean, scale = values.mean(0), values.std(0) + 1e-9
    model: Any = LogisticRegression
    fitted = model(C=0.3, max_iter=1000).fit((values - mean) / scale, labels, sample_weight=weights)
    coefficients = fitted.coef_[0] / scale
    return LinearScore(
        dict(zip(names, coefficients.tolist(), strict=True)), float(fitted.intercept_[0] - coefficients @ mean)
    )


def confidence_row(library: Library, retrieved: Retrieved, sentence: LinearScore) -> dict[str, float] | None:
    """What the confidence is read from, for one question."""
    _, understanding, passages = retrieved
    topic = Topic(understanding, library)
    weighed = ordered(weighed_candidates(library, topic, understanding, passages), sentence)
    return dict(confidence_features(weighed[0], weighed, topic, understanding)) if weighed else None


def cross_validated(choices: Sequence[Choice | None], fit: Callable[[Sequence[Choice]], LinearScore]) -> list[float]:
    """What the best alternative is worth, each question scored by weights fitted without its fold."""
    worth = [0.0] * len(choices)
    for fold_number in range(FOLDS):
        kept = [choice for n, choice in enumerate(choices) if choice is not None and n % FOLDS != fold_number]
        score = fit(kept)
        for n, choice in enumerate(choices):
            if choice is not None and n % FOLDS == fold_number:
                weights = np.array([score.weights[name] for name in choice.names])
                worth[n] = float(choice.worth[int(np.argmax(choice.rows @ weights))])
    return worth


def table(score: LinearScore) -> dict[str, Any]:
    """A score as the JSON file keeps it, to four digits."""
    return {
        "bias": round(score.bias, 4),
        "weights": {name: float(f"{weight:.4g}") for name, weight in sorted(score.weights.items())},
    }


def fit_all(
    positive: Sequence[tuple[str, Library, list[Retrieved], float]],
    negative: Sequence[tuple[str, Library, list[Retrieved], float]],
) -> dict[str, LinearScore]:
    """The three scores, with what cross-validation gives printed on the way."""
    labelled = [
        (name, library, one, weight / len(found))
        for name, library, found, weight in positive
        if found[0][0]["answers"]
        for one in found
    ]
    sentences = [sentence_choice(library, one, weight) for _, library, one, weight in labelled]
    sentence = fit_sentence([choice for choice in sentences if choice])
    report(
        "right sentence first", labelled, cross_validated(sentences, lambda kept: fit_choices(kept, 1e-2, "likelihood"))
    )
    spans = [span_choice(library, one, sentence, weight) for _, library, one, weight in labelled]
    span = fit_span([choice for choice in spans if choice])
    report("F1 of the span", labelled, cross_validated(spans, fit_span))
    rows, labels, weights, names = [], [], [], []
    for sets, label in ((positive, True), (negative, False)):
        for name, library, found, weight in sets:
            for one in found:
                if row := confidence_row(library, one, sentence):
                    rows.append(row)
                    labels.append(label)
                    weights.append(weight / len(found) * 1000)
                    names.append(name if label else f"not in it: {name}")
    confidence = fit_confidence(rows, labels, weights)
    for name in dict.fromkeys(names):
        values = np.array([confidence.probability(row) for row, own in zip(rows, names, strict=True) if own == name])
        curve = "  ".join(f"{least:.1f}: {(values >= least).mean():.3f}" for least in (0.3, 0.4, 0.5, 0.6, 0.7, 0.8))
        print(f"share answered by least confidence, {name} (n {len(values)}): {curve}")
    return {"sentence": sentence, "span": span, "confidence": confidence}


def report(what: str, labelled: Sequence[tuple[str, Any, Any, float]], worth: Sequence[float]) -> None:
    """The mean of each set."""
    for name in dict.fromkeys(name for name, *_ in labelled):
        values = [value for (own, *_), value in zip(labelled, worth, strict=True) if own == name]
        print(f"{what}, {name}: {sum(values) / len(values):.3f} (cross-validated, n {len(values)})")


def opened(folder: Path, reports: str) -> Library:
    """The library of a set's reports, made where it is missing."""
    library = build_library(load_settings({}, library=folder / reports.strip("./").replace("/", "-")))
    if not library.exists:
        library.add([(SHARED / "qa" / reports).resolve()])
    return library


def main() -> None:
    """Fits, prints and, if asked to, writes the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--libraries", type=Path)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    if not SHARED.is_dir():
        print(f"skipped: no public test data in {SHARED}")
        return
    torch.manual_seed(0)
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.libraries or Path(temporary)
        positive, negative = (
            [
                (f"{questions} on {reports}", library, retrieve(library, questions, count), weight)
                for questions, reports, count, weight in group
                for library in [opened(folder, reports)]
            ]
            for group in (POSITIVE, NEGATIVE)
        )
        provinces = opened(folder, NEGATIVE[0][1])
        stated, not_stated = measures(provinces, 250)
        positive.append(("figures that a province states", provinces, stated, 1.0))
        negative.append(("figures that a province does not state", provinces, not_stated, 2.0))
        scores = fit_all(positive, negative)
    if options.write:
        kept = json.loads(TARGET.read_text("utf-8"))  # the fourth is fitted by passage_weights.py
        kept |= {name: table(score) for name, score in scores.items()}
        TARGET.write_text(json.dumps(kept, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
