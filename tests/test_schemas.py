"""docs/schemas says what the commands print: real output is valid, and holds no field that the schemas leave out."""

import copy
import hashlib
import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from fakes import HashingEmbedder
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

import assistant.build
from assistant.cli.program import main

ROOT = Path(__file__).resolve().parents[1]
SCHEMAS: dict[str, Any] = {
    path.name: json.loads(path.read_text("utf-8")) for path in sorted((ROOT / "docs" / "schemas").glob("*.json"))
}
COUNTY = "2024年云岭县政府工作报告.docx"

# Names that other programs read: they stay, with what they mean.
FIXED = {
    "list.json": "report_id title issuer region year kind language source pages characters passages added problems",
    "scope.json": "years regions issuers reports from report_count",
    "passage.json": "rank score report_id title source section page start end text",
    "search.json": "query scope elapsed_ms passages",
    "citation.json": "n report_id title source section page start end quote locator text_sha256 parser_version",
    "ask.json": "question status answer statements citations nearest scope mode dropped elapsed_ms text reason",
    "compare.json": "before after counts changes kind report_id source",
    "ask-each-report.json": "report_id title source cells question status answer citations",
    "check.json": "id claim verdict reason mismatches kind claimed found citations stance scope mode elapsed_ms",
    "fact.json": (
        "report_id start end sentence where measure canonical kind low high unit hedge base period from to stage "
        "denied roles locator quote spans"
    ),
    "facts.json": "report_id facts",
    "figures.json": "measure taken_for facts reports_without",
    "evaluate-summary.json": "metrics value n low high settings versions library fingerprint commit seed time",
    "evaluate-questions.json": "id metrics",
    "evaluate-claims.json": "id metrics",
    "evaluate-facts.json": "id metrics facts outcome parts labelled read",
}
OPTIONAL = {
    "citation.json": "blanked",
    "ask.json": "related ask_back label table computed expression operands result",
    "check.json": "part claimed_span found_span",
    "evaluate-summary.json": (
        "report_recall@1 passage_recall@5 page_recall@20 mrr ndcg@10 context_recall@1000 context_recall@3000 "
        "exact_match f1 quote_hit quote_hit_shown wrong_shown citation_precision quote_validity abstention_precision "
        "abstention_recall abstention_f1 latency_p50_ms latency_p95_ms accuracy macro_f1 precision_supported "
        "recall_supported f1_supported f1_refuted f1_not_enough_info"
    ),
}


@pytest.mark.parametrize("name", SCHEMAS)
def test_each_is_a_schema_of_draft_2020_12(name: str) -> None:
    assert SCHEMAS[name]["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    Draft202012Validator.check_schema(SCHEMAS[name])


@pytest.mark.parametrize("name", FIXED)
def test_the_fixed_names_are_there(name: str) -> None:
    required, known = _names(SCHEMAS[name])
    assert set(FIXED[name].split()) <= required
    assert set(OPTIONAL.get(name, "").split()) <= known


def _names(schema: Any) -> tuple[set[str], set[str]]:
    """The names that some object requires, and all that one has."""
    required: set[str] = set()
    known: set[str] = set()
    for part in _parts(schema):
        required |= set(part.get("required", ()))
        known |= set(part.get("properties", ()))
    return required, known


def _parts(schema: Any) -> list[dict[str, Any]]:
    if isinstance(schema, list):
        return [part for entry in schema for part in _parts(entry)]
    if not isinstance(schema, dict):
        return []
    return [schema, *(part for entry in schema.values() for part in _parts(entry))]


# Parts that `allOf` puts together with others, whose fields are not theirs to refuse: the whole refuses instead.
COMPOSED = (
    ("ask.json", "answer"),
    ("check.json", "verdict"),
    ("evaluate-questions.json", "scored"),
    ("evaluate-claims.json", "scored"),
)


def strict(name: str) -> Any:
    """The schema, and with it all others, refusing every field that is not named."""
    closed = copy.deepcopy(SCHEMAS)
    still_open = [id(inner) for part in _parts(list(closed.values())) for inner in part.get("allOf", ())]
    if name.startswith("evaluate-"):
        still_open += [id(closed[file]["$defs"][part]) for file, part in COMPOSED]
    if name != "citation.json":  # a citation of a verdict is one with a stance, and is held against its own schema
        still_open.append(id(closed["citation.json"]))
    for part in _parts(list(closed.values())):
        has_fields = isinstance(part.get("properties"), dict) and isinstance(part["properties"].get("type", {}), dict)
        if (has_fields or isinstance(part.get("allOf"), list)) and id(part) not in still_open:
            part["unevaluatedProperties"] = False
    registry = Registry().with_resources([(file, Resource.from_contents(each)) for file, each in closed.items()])
    return Draft202012Validator(closed[name], registry=registry)


def valid(name: str, document: Any) -> None:
    registry = Registry().with_resources([(file, Resource.from_contents(each)) for file, each in SCHEMAS.items()])
    for validator in (Draft202012Validator(SCHEMAS[name], registry=registry), strict(name)):
        found = [f"{error.json_path}: {error.message[:300]}" for error in validator.iter_errors(document)]
        assert found == []
    if name != "bundle.json":
        for citation in document.get("citations", ()):
            valid("citation.json", citation)


Command = Callable[..., list[Any]]


@pytest.fixture
def wenju(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Command:
    """Runs a command over a library of the samples and gives the JSON lines that it printed."""
    for name in [name for name in os.environ if name.startswith("WENJU_")]:
        monkeypatch.delenv(name)
    monkeypatch.setattr(assistant.build, "embedder_of", lambda settings: HashingEmbedder())
    folder = tmp_path_factory.mktemp("schemas")
    monkeypatch.chdir(folder)
    shutil.copytree(ROOT / "samples", folder / "samples")
    assert main(["add", "samples/reports", "--quiet"]) == 0
    capsys.readouterr()

    def run(*arguments: str) -> list[Any]:
        assert main([*arguments, "--json", "--quiet"]) in (0, 3)
        return [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    return run


def test_what_the_commands_print_of_the_samples_is_valid(wenju: Command) -> None:
    for name, arguments in (
        ("list.json", ("list",)),
        ("show.json", ("show", COUNTY)),
        ("show.json", ("show", "2023年云岭县政府工作报告.txt")),
        ("show.json", ("show", COUNTY, "--section", "1")),
        ("search.json", ("search", "粮食产量")),
        ("search.json", ("search", "粮食产量", "--year", "1999")),
        ("facts.json", ("facts", COUNTY)),
        ("facts.json", ("facts", COUNTY, "--section", "1")),
        ("figures.json", ("figures", "粮食产量", "--year", "2023", "--happened")),
        ("figures.json", ("figures", "火箭发射场")),
        ("ask.json", ("ask", "2023年云岭县粮食产量是多少？", "--out", "kept")),
        ("ask.json", ("ask", "云岭县2022年到2024年旅游综合收入是怎么变化的？", "--out", "table")),
        ("ask.json", ("ask", "2024年青湖全湖总磷年均浓度是多少？", "--out", "related")),
        ("ask.json", ("ask", "云岭县有几座火箭发射场？")),
        ("ask.json", ("ask", "粮食产量是多少？", "--year", "1999")),
        ("compare.json", ("compare", COUNTY, "2025年云岭县政府工作报告.docx")),
        ("check.json", ("check", "2023年云岭县粮食产量12.72万吨。")),
        ("check.json", ("check", "2023年云岭县粮食产量19.72万吨。")),
        ("check.json", ("check", "你怎么看？")),
    ):
        (document,) = wenju(*arguments)
        valid(name, document)
    for folder in ("kept", "table", "related"):
        valid("bundle.json", json.loads(Path(folder, "bundle.json").read_text("utf-8")))


def test_files_line_by_line_are_valid(wenju: Command) -> None:
    Path("q.txt").write_text('{"id": "1", "question": "2023年云岭县粮食产量？"}\n{torn\n。\n', "utf-8")
    for document in wenju("ask", "--file", "q.txt"):
        valid("ask.json", document)
    for document in wenju("ask", "--each-report", "2023年云岭县粮食产量是多少？"):
        valid("ask-each-report.json", document)
    Path("c.csv").write_text("id,claim,来源\na,2023年云岭县粮食产量12.72万吨。,晚报\nb,,\n", "utf-8")
    for document in wenju("check", "--file", "c.csv", "--out", "kept"):
        valid("check.json", document)
    for document in wenju("check", "--file", "samples/article.zh.md"):
        valid("check.json", document)
    valid("bundle.json", json.loads(Path("kept/bundle.json").read_text("utf-8")))


def test_evaluations_are_valid(wenju: Command) -> None:
    lines = Path("samples/questions.jsonl").read_text("utf-8").splitlines()[:6]
    Path("q.jsonl").write_text("\n".join([*lines, "{torn", '{"id": "e", "question": "", "answers": ["1"]}']), "utf-8")
    here = ("--library", "library")
    for out, more in (("a", ()), ("b", ("--retrieval-only",)), ("c", ("--baseline", "a"))):
        (document,) = wenju("evaluate", "questions", "q.jsonl", "--out", out, *here, *more)
        valid("evaluate-summary.json", document)
        valid_lines("evaluate-questions.json", Path(out))
    Path("c.jsonl").write_text(
        '{"id": "a", "claim": "粮食产量12.72万吨。", "label": "supported", "evidence": ["粮食产量12.72万吨。"]}\n'
        '{"id": "b", "claim": "青禾县。", "label": "refuted", "reports": ["none.txt"]}\n{torn\n',
        "utf-8",
    )
    for out, evidence in (("d", "library"), ("e", "given")):
        (document,) = wenju("evaluate", "claims", "c.jsonl", "--out", out, "--evidence", evidence, *here)
        valid("evaluate-summary.json", document)
        valid_lines("evaluate-claims.json", Path(out))


def test_an_evaluation_of_facts_is_valid(wenju: Command) -> None:
    name = "2023年云岭县政府工作报告.txt"
    text = Path("samples/reports", name).read_text("utf-8")
    passage = {"id": "a", "report": name, "start": 0, "end": 0, "sha256": hashlib.sha256(b"").hexdigest(), "facts": []}
    (shown,) = wenju("facts", name)
    first = shown["facts"][0]
    at, end = first["spans"]["figure"]
    fact = {"figure": "1", "at": at, "low": 1, "high": 1, "unit": "%", "measure": "m", "kind": "level"}
    fact |= {"period": {"from": "2022", "to": None}, "stage": "done", "where": "云岭县"}
    whole = passage | {"id": "b", "start": at, "end": end, "facts": [fact]}
    whole["sha256"] = hashlib.sha256(first["figure"].encode()).hexdigest()
    gone = passage | {"id": "c", "end": len(text), "sha256": "0"}
    lines = [json.dumps(each, ensure_ascii=False) for each in (passage, whole, gone)]
    Path("f.jsonl").write_text("\n".join([*lines, "{torn"]), "utf-8")
    (document,) = wenju("evaluate", "facts", "f.jsonl", "--out", "f", "--library", "library")
    valid("evaluate-summary.json", document)
    valid_lines("evaluate-facts.json", Path("f"))
    assert document["refused"] == 2


def valid_lines(name: str, folder: Path) -> None:
    for line in (folder / "results.jsonl").read_text("utf-8").splitlines():
        valid(name, json.loads(line))


def test_a_document_with_another_field_is_noticed() -> None:
    scope = {"years": [], "regions": [], "issuers": [], "reports": [], "from": "option", "report_count": 0}
    valid("scope.json", scope)
    with pytest.raises(AssertionError, match="extra"):
        valid("scope.json", scope | {"extra": 1})
    with pytest.raises(AssertionError, match="report_count"):
        valid("scope.json", {name: value for name, value in scope.items() if name != "report_count"})
