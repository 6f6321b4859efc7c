"""Whether two versions of the code write the same documents: for a change that is to change nothing.

    python benchmarks/same_documents.py take DIR [--ncp 100] [--ncp-library DIR] [--only PART...]
    python benchmarks/same_documents.py compare DIR_BEFORE DIR_AFTER

`take` runs the installed `wenju` over the samples, and over N questions of the public test data's ncp-policy where
that lies beside the project, and writes what it prints and keeps to DIR/documents; the library of the samples is made
anew. What differs from run to run (times, the commit, the hash of the code, folders) is put as `<...>`. `compare`
says of each document whether it is the same, and exits with 1 where one is not.

Only the console script's entry point is called, in this process, so that every module may move. The embedding model is
loaded once and computes in float32; take both on one machine. A language model stands in: a server on loopback that
answers by fixed rules, and what it was asked is a document too.
"""

import argparse
import contextlib
import importlib
import importlib.util
import io
import json
import logging
import os
import re
import shutil
import sys
import threading
import time
import tomllib
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib import metadata
from pathlib import Path
from typing import Any

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
# Keys whose values differ from run to run, wherever they stand.
_TIMES = (
    "elapsed_ms",
    "latency_ms",
    "latency_p50_ms",
    "latency_p95_ms",
    "seconds",
    "time",
    "finished",
    "added",
    "made",
)
VOLATILE = frozenset((*_TIMES, "code", "commit", "version", "versions", "machine"))
_VOLATILE_TEXT = (
    (re.compile(r"20\d\d-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|\+00:00| UTC)?"), "<time>"),
    (re.compile(r"===[0-9a-f]{16}==="), "<delimiter>"),
    (re.compile(r"127\.0\.0\.1:\d+"), "<server>"),
    (re.compile(r"\bwenju \d+\.\d+[\w.]*"), "wenju <version>"),
)


# -- running the product


@dataclass(slots=True)
class Product:
    """The command line of the version that is installed. `hidden` are texts that differ from run to run."""

    main: Callable[[Sequence[str]], int]
    folder: Path
    hidden: dict[str, str] = field(default_factory=dict)

    @property
    def library(self) -> Path:
        """The library of the samples."""
        return self.folder / "library"

    def run(self, *arguments: str | Path, library: Path | None = None) -> tuple[int, str, str]:
        """Exit status, stdout and stderr of one command."""
        given = [*map(str, arguments), "--library", str(library or self.library)]
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            try:
                status = self.main(given)
            except SystemExit as ended:
                status = ended.code if isinstance(ended.code, int) else 1
        return status, out.getvalue(), err.getvalue()

    def document(self, *arguments: str | Path, library: Path | None = None) -> dict[str, Any]:
        """What one command prints, each line that is JSON parsed."""
        status, out, err = self.run(*arguments, library=library)
        printed: dict[str, Any] = self.clean(
            {
                "command": [str(argument) for argument in arguments],
                "status": status,
                "stdout": [_parsed(line) for line in out.splitlines()],
                "stderr": err.splitlines(),
            }
        )
        return printed

    def kept(self, folder: Path) -> dict[str, Any]:
        """The evidence in a folder, file by file, text by lines; a Word document is its parts."""
        found: dict[str, Any] = {}
        bundle = folder / "bundle.json"
        if bundle.is_file():
            self.hidden[json.loads(bundle.read_text("utf-8"))["sha256"]] = "<hash of the bundle>"
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            name = path.relative_to(folder).as_posix()
            if path.suffix == ".docx":
                with zipfile.ZipFile(path) as parts:
                    found[name] = {part: _lines(parts.read(part)) for part in sorted(parts.namelist())}
            elif path.suffix in (".json", ".jsonld"):
                found[name] = json.loads(path.read_text("utf-8"))
            elif path.suffix == ".jsonl":
                found[name] = [_parsed(line) for line in path.read_text("utf-8").splitlines()]
            else:
                found[name] = _lines(path.read_bytes())
        cleaned: dict[str, Any] = self.clean(found)
        return cleaned

    def clean(self, value: Any) -> Any:
        """The value without what differs from run to run."""
        if isinstance(value, dict):
            return {
                self.clean(name): "<volatile>" if name in VOLATILE else self.clean(held) for name, held in value.items()
            }
        if isinstance(value, list):
            return [self.clean(held) for held in value]
        if not isinstance(value, str):
            return value
        for text, put in self.hidden.items():
            value = value.replace(text, put)
        for pattern, put in _VOLATILE_TEXT:
            value = pattern.sub(put, value)
        return value


def installed(folder: Path) -> Product:
    """The entry point of the console script `wenju`, with one embedding model for all its commands."""
    for name in [name for name in os.environ if name.startswith("WENJU_") and name != "WENJU_CACHE"]:
        del os.environ[name]
    os.environ["WENJU_EMBEDDING_PRECISION"] = "float32"
    os.environ["OMP_NUM_THREADS"] = "1"  # sums in one order, however many cores are free
    logging.disable(logging.CRITICAL)
    point = console_script()
    main = point.load()
    print(f"{point.value} of {Path(sys.modules[point.module].__file__ or '').parent}", file=sys.stderr)
    _load_models_once()
    hidden = {str(folder): "<folder>", str(ROOT): "<project>", str(NCP): "<ncp-policy>"}
    return Product(main, folder, hidden)


def console_script() -> metadata.EntryPoint:
    """The script `wenju` of the code that is imported; a checkout may name another function than when installed."""
    (point,) = metadata.entry_points(group="console_scripts", name="wenju")
    found = importlib.util.find_spec(point.module.partition(".")[0])
    project = Path(found.origin).parents[1] / "pyproject.toml" if found and found.origin else None
    if project is None or not project.is_file():
        return point
    scripts = tomllib.loads(project.read_text("utf-8"))["project"]["scripts"]
    return metadata.EntryPoint(point.name, scripts[point.name], point.group)


def _load_models_once() -> None:
    """Every command builds its embedder anew; loading the same weights a hundred times would take an hour."""
    library: Any = importlib.import_module("sentence_transformers")
    real = library.SentenceTransformer
    loaded: dict[str, Any] = {}

    def once(*arguments: Any, **options: Any) -> Any:
        key = repr((arguments, sorted(options.items(), key=lambda item: item[0])))
        if key not in loaded:
            loaded[key] = real(*arguments, **options)
        return loaded[key]

    library.SentenceTransformer = once


def _parsed(line: str) -> Any:
    try:
        return json.loads(line)
    except ValueError:
        return line


def _lines(content: bytes) -> list[str]:
    """Lines of text; markup without breaks is parted at its tags, so that a difference is found where it is."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return [f"{len(content)} bytes"]
    return [piece for line in text.splitlines() for piece in re.split(r"(?=<(?:w:p|p|td|tr|li|svg|text|h\d)\b)", line)]


# -- what is taken


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


def fresh(folder: Path) -> Path:
    """The folder, empty."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def take(folder: Path, parts: Sequence[str], ncp: int, ncp_library: Path | None) -> None:
    """Writes the documents of each part to `folder`/documents."""
    folder, library = folder.absolute(), (ncp_library or folder / "ncp-library").absolute()
    folder.mkdir(parents=True, exist_ok=True)
    os.chdir(folder)  # no wenju.toml of the folder that we stand in
    product = installed(folder)
    made: dict[str, Callable[[Product], Iterator[tuple[str, Any]]]] = dict(PARTS)
    if ncp:
        made["ncp"] = lambda product: asking_of_policies(product, ncp, library)
    if "read" not in parts and {*parts} - {"ncp"} and not product.library.exists():
        raise SystemExit("the library is made by the part `read`; take that too")
    for part, take_part in made.items():
        if parts and part not in parts:
            continue
        count, started = 0, time.monotonic()
        for name, document in take_part(product):
            path = folder / "documents" / f"{name.replace('?', '？')}.json"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(json.dumps(document, ensure_ascii=False, indent=1) + "\n", "utf-8")
            count += 1
        print(f"{part}: {count} documents, {time.monotonic() - started:.0f} s", file=sys.stderr, flush=True)


# -- a language model that answers by fixed rules


class ScriptedModel:
    """A server on loopback with OpenAI's chat completions, as a stream. It answers from the prompt alone."""

    def __init__(self) -> None:
        asked: list[Any] = []

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                asked.append(body)
                pieces = [*re.findall(r"(?s).{1,7}", scripted_reply(str(body["messages"][-1]["content"]))), None]
                self.send_response(200)
                self.send_header("Content-Type", "text/event-stream")
                self.send_header("Connection", "close")
                self.end_headers()
                for piece in pieces:
                    delta = {} if piece is None else {"content": piece}
                    choice = {"index": 0, "delta": delta, "finish_reason": "stop" if piece is None else None}
                    chunk = {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "scripted"}
                    document = json.dumps(chunk | {"choices": [choice]}, ensure_ascii=False)
                    self.wfile.write(f"data: {document}\n\n".encode())
                self.wfile.write(b"data: [DONE]\n\n")

            def log_message(self, *_: Any) -> None:
                return

        self._asked = asked
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)

    @property
    def address(self) -> str:
        """The base address for `llm.base_url`."""
        return f"http://127.0.0.1:{self._server.server_address[1]}/v1"

    def taken(self) -> list[Any]:
        """The requests since the last call."""
        asked = list(self._asked)
        self._asked.clear()
        return asked

    def __enter__(self) -> "ScriptedModel":
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()


def scripted_reply(prompt: str) -> str:
    """Two copied sentences, one with a figure changed and one that no sentence supports; of a claim, SUPPORTED."""
    shown = re.findall(r"^(.+)\[(S\d+|T\d+\.r\d+[a-z]?)\]$", prompt.rpartition("\n===")[0].rpartition("\n===")[2], re.M)
    if "SUPPORTED" in prompt:
        return f"SUPPORTED [{shown[0][1]}]" if shown and len(prompt) % 3 else "UNKNOWN"
    if not shown:
        return "报告里没有说。"
    (first, one), (last, other) = shown[0], shown[-1]
    changed = re.sub(r"\d", lambda digit: str((int(digit[0]) + 1) % 10), last)
    return f"{first}[{one}]\n{last}[{other}]\n{changed}[{other}]\n这句话没有依据。\n{first}[S999]"


# -- comparing


def compare(before: Path, after: Path, most: int = 5) -> int:
    """Prints what differs, document by document; returns the exit status."""
    documents = [{path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*.json"))}
                 for folder in (before / "documents", after / "documents")]  # fmt: skip
    names = sorted({*documents[0], *documents[1]})
    differing = 0
    for name in names:
        if name not in documents[0] or name not in documents[1]:
            print(f"{name}: only {'after' if name in documents[1] else 'before'}")
            differing += 1
            continue
        one, other = (json.loads(known[name].read_text("utf-8")) for known in documents)
        found = list(differences(one, other))
        if not found:
            print(f"{name}: same")
            continue
        differing += 1
        print(f"{name}: {len(found)} differences")
        for place, old, new in found[:most]:
            print(f"  {place}\n    before {_short(old)}\n    after  {_short(new)}")
    print(f"{len(names) - differing} of {len(names)} documents are the same")
    return 1 if differing or not names else 0


class _Absent:
    def __repr__(self) -> str:
        return "(nothing)"


ABSENT = _Absent()


def differences(one: Any, other: Any, place: str = "$") -> Iterator[tuple[str, Any, Any]]:
    """(path, before, after) of every value that differs; the order of keys counts too."""
    if isinstance(one, dict) and isinstance(other, dict):
        if list(one) != list(other) and set(one) == set(other):
            yield f"{place} (order of keys)", list(one), list(other)
        for name in dict.fromkeys([*one, *other]):
            yield from differences(one.get(name, ABSENT), other.get(name, ABSENT), f"{place}.{name}")
    elif isinstance(one, list) and isinstance(other, list):
        for number in range(max(len(one), len(other))):
            old, new = (values[number] if number < len(values) else ABSENT for values in (one, other))
            yield from differences(old, new, f"{place}[{number}]")
    elif type(one) is not type(other) or one != other:
        yield place, one, other


def _short(value: Any) -> str:
    text = repr(value) if value is ABSENT else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 300 else f"{text[:299]}…"


def main() -> int:
    """Takes or compares, and returns the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    verbs = parser.add_subparsers(dest="verb")
    taking = verbs.add_parser("take", help="run the installed product and write its documents")
    taking.add_argument("folder", type=Path, metavar="DIR")
    taking.add_argument("--ncp", type=int, default=100, metavar="N", help="questions of ncp-policy; 0 for none")
    taking.add_argument("--ncp-library", type=Path, metavar="DIR", help="a library of its reports that is made already")
    taking.add_argument("--only", nargs="+", default=[], choices=(*PARTS, "ncp"), metavar="PART", help=", ".join(PARTS))
    comparing = verbs.add_parser("compare", help="say of each document whether it is the same")
    comparing.add_argument("before", type=Path, metavar="DIR_BEFORE")
    comparing.add_argument("after", type=Path, metavar="DIR_AFTER")
    comparing.add_argument("--most", type=int, default=5, metavar="N", help="differences shown of a document")
    options = parser.parse_args()
    if options.verb == "compare":
        return compare(options.before, options.after, options.most)
    if options.verb == "take":
        take(options.folder, options.only, options.ncp, options.ncp_library)
    else:
        parser.print_help()  # `make bench` runs every script as it stands
    return 0


if __name__ == "__main__":
    sys.exit(main())
