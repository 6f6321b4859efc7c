"""What Compare and Evaluate are answered, in plain values and over their addresses: only what may be asked for."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from assistant.kept.records import owner_of
from assistant.messages import LANGUAGES, Language, message
from assistant.ui.ask.conversation import Conversation, Target, read_target
from assistant.ui.ask.handlers import Handlers
from assistant.ui.compare import between_view, each_view
from assistant.ui.compare.each_handlers import EachHandlers
from assistant.ui.compare.handlers import CompareHandlers
from assistant.ui.compare.routes import compare_routes
from assistant.ui.compare.wanted import read_wanted
from assistant.ui.evaluate.handlers import EvaluateHandlers
from assistant.ui.evaluate.routes import evaluate_routes
from assistant.ui.kept.handlers import KeptHandlers

VISITOR, OTHER = "a" * 32, "b" * 32
AIM = "地区生产总值目标是多少？"
ID = "0" * 64


class Tabs:
    """The tabs' handlers, and a client of their addresses."""

    def __init__(self, assistant: Any, uploads: Path) -> None:
        self.handlers = Handlers(lambda: assistant, uploads)
        kept = KeptHandlers(self.handlers)
        self.each = EachHandlers(self.handlers, kept)
        self.evaluate = EvaluateHandlers(self.handlers, kept)
        routes = compare_routes(CompareHandlers(self.handlers), self.each)
        self.client = TestClient(Starlette(routes=[*routes, *evaluate_routes(self.evaluate)]))

    def post(self, address: str, /, **said: Any) -> Any:
        """What a page is answered."""
        return self.client.post(f"/wenju/{address}?language=zh", json={"visitor": VISITOR} | said)


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_empty_library_shows_in_every_view_where_files_go(language: Language) -> None:
    each = each_view.form_html((), (), (), language)
    between = between_view.view_html((), ("", ""), None, language)
    assert all("data-drop-zone" in html for html in (each, between))
    assert message(language, "compared.no_reports") in each


@pytest.fixture
def tabs(counties: Any, uploads: Path) -> Tabs:
    return Tabs(counties, uploads)


@pytest.mark.parametrize(
    ("fragment", "target"),
    [
        (f"span-{ID}-3-9", Target("span", 3, 9, ID)),
        (f"span-{ID}-3-9-4-6", Target("span", 3, 9, ID, counts=(4, 6))),
        (f"plate-{ID}-3-9", Target("plate", 3, 9, ID)),
        (f"both-{ID}-3-9-{ID}-1-2", Target("both", 3, 9, ID, other=Target("span", 1, 2, ID))),
    ],
)
def test_a_stretch_is_named_by_its_offsets(fragment: str, target: Target) -> None:
    assert read_target(fragment) == target
    assert target.fragment == fragment


@pytest.mark.parametrize("words", [f"span-{ID}-3", f"span-{ID}--3-9", f"span-{ID[:9]}-3-9", f"both-{ID}-3-9", "span"])
def test_what_is_no_stretch_is_none(words: str) -> None:
    assert read_target(words) is None


def test_the_panel_opens_only_what_is_inside_a_report(tabs: Tabs, report_ids: dict[str, str]) -> None:
    report_id = report_ids["2025年青禾县"]
    text = tabs.handlers.assistant.library.get(report_id).text
    start = text.index("地区生产总值增长5.5%以上")

    def panel(fragment: str) -> str:
        return tabs.handlers.evidence(tabs.handlers.open(fragment, Conversation()), "zh")

    figure = start + len("地区生产总值增长")
    opened = panel(f"span-{report_id}-{start}-{figure + 6}-{figure}-{figure + 4}")
    assert "<mark>地区生产总值增长<strong>5.5%</strong>以上</mark>" in opened
    stale = message("zh", "page.stale")
    for wrong in (
        f"span-{report_id}-9-9",
        f"span-{report_id}-9-3",
        f"span-{report_id}-3-{len(text) + 1}",
        f"span-{report_id}-3-9-2-4",
        f"both-{report_id}-3-9-{report_id}-9-3",
    ):
        assert stale in panel(wrong)
    assert message("zh", "page.report_gone") in panel(f"span-{ID}-3-9")


def test_what_can_be_no_measure_name_or_year_is_left_out_and_the_rest_escaped(tabs: Tabs) -> None:
    wanted = read_wanted(["GDP", " GDP ", "", "<b>x</b>"], ["青禾县", ""], ["2025", "25", "２０２４", "x"])
    assert (wanted.measures, wanted.who, wanted.years) == (("GDP", "<b>x</b>"), ("青禾县",), (2025,))
    html = tabs.client.get(f"/wenju/compare/figures?{wanted.query}&language=en").json()["html"]
    assert "&lt;b&gt;x&lt;/b&gt;" in html and "<b>x</b>" not in html
    assert 'name="year" value="2025" checked' in html
    none = tabs.client.get("/wenju/compare/figures.csv?m=nothing&language=en")
    assert (none.status_code, none.json()) == (400, {"error": "What was chosen holds no figure of it."})
    assert tabs.client.get("/wenju/compare/plot.svg?m=GDP&table=9-9").status_code == 400
    assert tabs.client.get(f"/wenju/compare/between?before={ID}&after=../../x&language=en").status_code == 400


def test_only_who_asked_stops_goes_on_and_asks_again(tabs: Tabs) -> None:
    run = tabs.post("compare/each/start", questions=f"{AIM}\n\n{AIM}", which="all").json()["done"]
    tabs.each.runs.wait(30)
    shown = tabs.post("compare/each", run=run).json()
    assert (shown["done"], shown["total"], shown["running"]) == (3, 3, False)
    assert "data-each-again" in shown["html"]
    looked = tabs.post("compare/each/look", run=run, since=shown["serial"] - 1).json()
    assert [cell["state"] for cell in looked["cells"]] == ["told"]
    other = tabs.post("compare/each", run=run, visitor=OTHER).json()
    assert "data-each-again" not in other["html"] and 'data-own="0"' in other["html"]
    for visitor in (OTHER, "", None, "short"):
        refused = tabs.post("compare/each/act", run=run, verb="stop", visitor=visitor)
        assert (refused.status_code, refused.json()["error"]) == (400, message("zh", "compared.each_not_yours"))
    assert tabs.post("compare/each/act", run=run, verb="again", at="9-9").status_code == 200
    assert not tabs.each.runs.is_asked(run)
    for wrong in ("nothing", "../../etc", 7, None):
        assert tabs.post("compare/each/look", run=wrong).status_code == 400


def test_questions_and_reports_are_bounded(tabs: Tabs, report_ids: dict[str, str]) -> None:
    for said, key in (
        ({"questions": " \n "}, "compared.each_no_question"),
        ({"questions": AIM, "which": "picked", "reports": [ID, "x", 3]}, "compared.each_no_reports"),
        ({"questions": AIM, "which": "set:没有"}, "compared.each_no_reports"),
    ):
        refused = tabs.post("compare/each/start", **said)
        assert (refused.status_code, refused.json()["error"]) == (400, message("zh", key))
    assert tabs.post("compare/each/start", questions="\n".join(f"问{n}" for n in range(31))).status_code == 400
    picked = [report_ids["2025年青禾县"], ID]
    run = tabs.post("compare/each/start", questions=AIM, which="picked", reports=picked).json()["done"]
    tabs.each.runs.wait(30)
    assert tabs.post("compare/each", run=run).json()["total"] == 1


def test_a_run_is_over_an_upload_alone_and_its_owner_s(
    tabs: Tabs, upload: Callable[[str, bytes], Path], tmp_path: Path
) -> None:
    line = '{"id": "1", "question": "门票？", "answers": [], "answerable": false}\n'.encode()
    own = tmp_path / "own.jsonl"
    own.write_bytes(line)
    for path in (str(own), "/etc/passwd", None, ["x"]):
        assert tabs.post("evaluate/start", kind="questions", path=path).status_code == 400
    assert tabs.post("evaluate/start", kind="facts", path=str(upload("a.jsonl", line))).status_code == 400
    assert tabs.post("evaluate/start", kind="questions", path=str(upload("b.jsonl", line)), limit=0).status_code == 400
    uploaded = upload("c.jsonl", line)
    run = tabs.post("evaluate/start", kind="questions", path=str(uploaded), retrieval_only=True).json()["done"]
    assert not uploaded.exists()
    tabs.evaluate.runs.wait(120)
    found = tabs.evaluate.runs.run(run)
    assert found is not None and (found.state, found.owner) == ("done", owner_of(VISITOR))
    page = tabs.client.get(f"/wenju/evaluate/{run}/report.html")
    assert page.headers["content-type"].startswith("text/html") and "content-disposition" not in page.headers
    assert run in tabs.post("evaluate/runs").json()["html"]
    assert run not in tabs.post("evaluate/runs", visitor=OTHER).json()["html"]
    assert tabs.post("evaluate/act", id=run, verb="remove", visitor=OTHER).status_code == 400
    assert tabs.post("evaluate/pair", a=run, b=run).json() == {"error": message("zh", "evaluate.pair_kinds")}
    for wrong in ("..", "../..", "nothing"):
        assert tabs.post("evaluate/run", id=wrong).status_code == 400
    assert tabs.post("evaluate/act", id=run, verb="remove").status_code == 200
    assert tabs.evaluate.runs.run(run) is None
