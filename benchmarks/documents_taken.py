"""What is taken of the product, part by part: each command over the samples, and the evidence that it keeps."""

import json
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from product_in_process import Product, fresh
from scripted_server import ScriptedModel

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = ROOT / "samples"
NCP = Path(os.environ.get("WENJU_SHARED_DATA", ROOT.parent / "shared" / "data")) / "qa" / "ncp-policy"
QUERIES = (
    "旅游综合收入",
    "2024年云岭县地区生产总值",
    "青湖总磷年均浓度",
    "高速公路建成通车",
    "民生实事有哪些",
    "农村居民人均可支配收入",
    "境外收入",
    "澜石光电的研发投入是多少？",
    "茶叶",
    "total revenue",
    "Scope 1 emissions in 2024",
    "electric vans",
    "Which depots run on renewable electricity?",
    "新能源汽车 charging",
)
# What samples/README.md says of the rows of claims.csv; row 7 is empty.
LABELS = {"2": "refuted", "3": "refuted", "5": "not_enough_info", "6": "not_enough_info", "10": "not_enough_info"}
# Questions that the scripted language model writes answers to, and the place that each takes of the material.
WRITTEN = (
    "2024年云岭县旅游综合收入完成目标了吗？",
    "2022年云岭县的地区生产总值增长了多少？",
    "云岭至澜江高速公路云岭段是哪一天建成通车的？",
    "What were Harrow & Finch's Scope 1 emissions in 2024?",
    "What was Harrow & Finch's revenue in 2024?",
    "青湖2024年总磷年均浓度是多少？",
)
# Claims that the rules leave open and a model may decide: other words for what the samples say.
REWORDED = (
    "2024年云岭县旅游综合收入没有达到45亿元的目标。",
    "云岭县第二水厂已经开始供水。",
    "云岭至澜江的高速公路已经可以通行。",
    "Harrow & Finch made less pollution in 2024.",
)


def reading(product: Product) -> Iterator[tuple[str, Any]]:
    """What the library holds of the samples, as JSON and for people."""
    shutil.rmtree(product.library, ignore_errors=True)
    yield "add", product.document("add", SAMPLES / "reports", "--json")
    yield "add again", product.document("add", SAMPLES / "reports")
    yield "list", product.document("list", "--json")
    yield "list for people", product.document("list")
    yield "doctor", _without(product.document("doctor", "--json"), "packages", "embedding model")
    for path in sorted((SAMPLES / "reports").iterdir()):
        yield f"show/{path.name}", product.document("show", path.name, "--json")
        yield f"show/{path.name} for people", product.document("show", path.name)
        yield f"show/{path.name} removed", product.document("show", path.name, "--removed")
        (document,) = product.document("show", path.name, "--json")["stdout"]
        sections = [product.document("show", path.name, "--section", str(one["number"]), "--json")["stdout"]
                    for one in document["sections"]]  # fmt: skip
        yield f"show/{path.name} sections", sections


def _without(document: dict[str, Any], *names: str) -> dict[str, Any]:
    for printed in document["stdout"]:
        printed["checks"] = [check for check in printed["checks"] if check["name"] not in names]
    return document


def searching(product: Product) -> Iterator[tuple[str, Any]]:
    """A dozen queries, and each of the options that narrow them."""
    for query in QUERIES:
        yield f"search/{query}", product.document("search", query, "--json")
    yield "search/for people", product.document("search", QUERIES[0])
    yield "search/year", product.document("search", QUERIES[0], "--year", "2024", "--json")
    yield "search/region", product.document("search", QUERIES[0], "--region", "云岭县", "--json")
    yield "search/report", product.document("search", "收入", "--report", "澜石光电2024年年度报告.pdf", "--json")
    yield "search/nothing", product.document("search", "？", "--json")


def asking(product: Product) -> Iterator[tuple[str, Any]]:
    """Every question of the samples, answered without a language model, and the evidence kept."""
    out = fresh(product.folder / "asked")
    yield "ask/questions", product.document("ask", "--file", SAMPLES / "questions.jsonl", "--json", "--out", out)
    yield "ask/questions kept", product.kept(out)
    questions = questions_to_try()
    for question in questions:
        yield f"ask/{question}", product.document("ask", question, "--json")
    yield "ask/for people", [product.document("ask", question) for question in questions[-4:]]
    yield (
        "ask/scopes",
        [
            product.document("ask", "旅游综合收入是多少？", "--year", "2024", "--json"),
            product.document("ask", "营业收入是多少？", "--region", "广东", "--json"),
            product.document("ask", "有哪些目标？", "--report", "2025年云岭县政府工作报告.docx", "--json"),
            product.document("ask", "", "--json"),
        ],
    )


def questions_to_try() -> list[str]:
    """The questions of the table in samples/README.md."""
    text = (SAMPLES / "README.md").read_text("utf-8")
    table = text.partition("## Questions to try")[2].partition("`questions.jsonl`")[0]
    rows = [line.split("|")[1].strip() for line in table.splitlines() if line.startswith("|")]
    return [row for row in rows if row not in ("ask", "---")]


def checking(product: Product) -> Iterator[tuple[str, Any]]:
    """The claims of the samples one by one, as a file and as an article, the evidence kept and verified."""
    for number, claim in claims_of_samples():
        yield f"check/claim {number}", product.document("check", claim, "--json")
    yield "check/for people", [product.document("check", claim) for _, claim in claims_of_samples()[-3:]]
    for name in ("claims.csv", "article.zh.md"):
        out = fresh(product.folder / "checked")
        options = ("--json", "--out", out, "--originals")
        yield f"check/{name}", product.document("check", "--file", SAMPLES / name, *options)
        yield f"check/{name} kept", product.kept(out)
        yield f"check/{name} verified", product.document("verify", out / "bundle.json", "--json")
        yield f"check/{name} for people", product.document("check", "--file", SAMPLES / name)
    yield "check/questions.jsonl", product.document("check", "--file", SAMPLES / "questions.jsonl", "--json")


def claims_of_samples() -> list[tuple[str, str]]:
    """(number, claim) of claims.csv, the empty row left out."""
    rows = [line.split(",") for line in (SAMPLES / "claims.csv").read_text("utf-8").splitlines()[1:]]
    return [(row[0], row[1]) for row in rows if row[1]]


def evaluating(product: Product) -> Iterator[tuple[str, Any]]:
    """Both kinds of evaluation over the samples; claims against the library, then against one report's sentences."""
    out = fresh(product.folder / "evaluated")
    yield (
        "evaluate/questions",
        product.document(
            "evaluate", "questions", SAMPLES / "questions.jsonl", "--out", out, "--json", "--quiet", "--trec"
        ),
    )
    yield "evaluate/questions kept", _scored(product, out)
    out = fresh(product.folder / "evaluated")
    file = fresh(product.folder / "claims") / "claims.jsonl"
    entries = [
        {"id": number, "claim": claim, "label": LABELS.get(number, "supported"), "evidence": list(_quotes())}
        for number, claim in claims_of_samples()
    ]
    file.write_text("".join(json.dumps(entry, ensure_ascii=False) + "\n" for entry in entries), "utf-8")
    yield "evaluate/claims", product.document("evaluate", "claims", file, "--out", out, "--json", "--quiet")
    yield "evaluate/claims kept", _scored(product, out)
    out = fresh(product.folder / "evaluated")
    yield (
        "evaluate/given",
        product.document("evaluate", "claims", file, "--out", out, "--json", "--quiet", "--evidence", "given"),
    )
    yield "evaluate/given kept", _scored(product, out)


def _quotes() -> Iterator[str]:
    """A sentence for and sentences against the claims of the samples."""
    for line in (SAMPLES / "questions.jsonl").read_text("utf-8").splitlines():
        yield from json.loads(line).get("quotes", [])[:1]


def _scored(product: Product, out: Path) -> dict[str, Any]:
    """A run's files but the page, which draws the times."""
    kept = product.kept(out)
    kept.pop("report.html", None)
    return {name: content for name, content in kept.items() if not name.startswith(("library/", "reports/"))}


def writing(product: Product) -> Iterator[tuple[str, Any]]:
    """Answers and verdicts with the scripted language model, and what it was asked."""
    with ScriptedModel() as model:
        os.environ["WENJU_LLM_BASE_URL"] = model.address
        os.environ["WENJU_LLM_MODEL"] = "openai:scripted"
        os.environ["WENJU_LLM_TOTAL_SECONDS"] = "600"  # others may share the machine
        os.environ["WENJU_LLM_FIRST_TOKEN_SECONDS"] = "600"
        try:
            for question in WRITTEN:
                yield f"written/{question}", product.document("ask", question, "--json")
                yield f"written/{question} asked", product.clean(model.taken())
            yield "written/claims", product.document("check", "--file", SAMPLES / "claims.csv", "--json")
            for claim in REWORDED:
                yield f"written/{claim}", product.document("check", claim, "--json")
            yield "written/claims asked", product.clean(model.taken())
        finally:
            for name in ("BASE_URL", "MODEL", "TOTAL_SECONDS", "FIRST_TOKEN_SECONDS"):
                os.environ.pop(f"WENJU_LLM_{name}", None)


def using_wrongly(product: Product) -> Iterator[tuple[str, Any]]:
    """What is said of wrong usage, and each command's help."""
    os.environ["COLUMNS"] = "120"
    verbs = ("add", "list", "show", "remove", "search", "ask", "check", "verify", "evaluate", "ui", "doctor")
    for verb in ((), *((verb,) for verb in verbs), ("evaluate", "questions"), ("evaluate", "claims")):
        yield f"help/{' '.join(verb) or 'wenju'}", product.document(*verb, "--help")
    missing = product.folder / "no library"
    shutil.rmtree(missing, ignore_errors=True)
    yield (
        "wrong",
        [
            product.document("ask"),
            product.document("check", "a", "--format", "md"),
            product.document("show", "no such report"),
            product.document("show", "harrow-finch-sustainability-2024.html", "--section", "999"),
            product.document("verify", SAMPLES / "article.zh.md"),
            product.document("list", library=missing),
            product.document("ask", "什么？", library=missing),
            product.document("add", SAMPLES / "claims.csv", "--json", library=missing),
            product.document("evaluate", "questions", SAMPLES / "article.zh.md", "--out", fresh(missing)),
            product.document("search", "茶", "--year", "24"),
        ],
    )


def asking_of_policies(product: Product, count: int, library: Path) -> Iterator[tuple[str, Any]]:
    """The first `count` questions of ncp-policy, scored."""
    file = NCP / "questions.jsonl"
    if not file.is_file():
        print(f"skipped: no {file}", file=sys.stderr)
        return
    first = fresh(product.folder / "ncp") / "questions.jsonl"
    first.write_text("".join(f"{line}\n" for line in file.read_text("utf-8").splitlines()[:count]), "utf-8")
    status, _, err = product.run("add", NCP / "reports", "--json", library=library)
    if status not in (0, 3):  # the given one is left as it is
        print(f"{library} is refused ({err.strip()}); another is made", file=sys.stderr)
        library = fresh(product.folder / "ncp-library")
        product.run("add", NCP / "reports", "--json", library=library)
    product.hidden = {str(library): "<library>", **product.hidden}
    out = fresh(product.folder / "evaluated")
    yield "ncp/list", product.document("list", "--json", library=library)
    yield (
        "ncp/evaluate",
        product.document("evaluate", "questions", first, "--out", out, "--json", "--quiet", library=library),
    )
    yield "ncp/evaluate kept", _scored(product, out)


PARTS: dict[str, Callable[[Product], Iterator[tuple[str, Any]]]] = {
    "read": reading,
    "search": searching,
    "ask": asking,
    "check": checking,
    "evaluate": evaluating,
    "write": writing,
    "wrong": using_wrongly,
}
