"""What the Reports tab is answered, in plain values and over its addresses."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from markup import HOSTILE, Markup
from scripted import REPORT_NAME, REVIEW, ScriptedAssistant
from starlette.testclient import TestClient

from assistant.errors import WrongUsage
from assistant.messages import LANGUAGES, Language
from assistant.ui.ask.handlers import Handlers
from assistant.ui.reports.handlers import ReportsHandlers
from assistant.ui.reports.incoming import Incoming
from assistant.ui.reports.routes import reports_app
from assistant.ui.reports.taken import Taken
from index.errors import UnknownReport
from index.report import Report

Upload = Callable[[str, bytes], Path]
NEW = "# 2024年松溪县政府工作报告\n\n粮食总产量8.1万吨。\n".encode()


@pytest.fixture
def tab(assistant: ScriptedAssistant, uploads: Path) -> ReportsHandlers:
    return ReportsHandlers(Handlers(lambda: assistant, uploads))


@pytest.fixture
def client(tab: ReportsHandlers) -> TestClient:
    return TestClient(reports_app(tab), base_url="http://127.0.0.1:7860")


def test_a_file_is_added_and_its_upload_deleted(tab: ReportsHandlers, upload: Upload) -> None:
    path = upload("2024年松溪县政府工作报告.md", NEW)
    added = tab.add(str(path), "1", None, "zh")
    assert added["status"] == "added"
    assert "2024年松溪县政府工作报告 · 松溪县人民政府 · 松溪县 · 2024年" in Markup(added["html"]).text
    assert not path.exists()
    assert tab.library.count() == 2


def test_a_file_that_was_stopped_is_not_kept(tab: ReportsHandlers, upload: Upload) -> None:
    tab.stop("1")
    assert tab.add(str(upload("某.md", NEW)), "1", None, "zh")["status"] == "stopped"
    assert tab.library.count() == 1
    assert tab.add(str(upload("某.md", NEW)), "2", None, "zh")["status"] == "added"


def test_a_new_file_takes_the_place_of_a_report(tab: ReportsHandlers, upload: Upload, report: Report) -> None:
    added = tab.add(str(upload("新.md", NEW)), "1", report.report_id, "zh")
    assert [each.report_id for each in tab.library.reports()] == [added["report"]]


@pytest.mark.parametrize("named", [None, 7, "", "/etc/passwd", ["x"], {"path": "/etc/passwd"}])
def test_only_what_was_uploaded_is_read(tab: ReportsHandlers, named: object) -> None:
    with pytest.raises(WrongUsage):
        tab.add(named, "1", None, "zh")
    assert tab.library.count() == 1


def test_what_does_not_fit_is_said_before_it_is_sent(tab: ReportsHandlers) -> None:
    assert tab.fit("报告.pdf", 1_000, "zh") == ""
    assert "（.exe）读不了" in tab.fit("安装.exe", 10, "zh")
    assert "is a .exe file" in tab.fit("setup.exe", 10, "en")
    assert "超过 200 MB" in tab.fit("报告.pdf", 300_000_000, "zh")


def test_reports_are_removed_and_put_back_as_they_were(
    tab: ReportsHandlers, assistant: ScriptedAssistant, report: Report
) -> None:
    assistant.library.finish()
    before = assistant.library.reports()[0]
    count, token = tab.remove([report.report_id])
    assert (count, assistant.library.count()) == (1, 0)
    assert assistant.library.search("茶园") == []
    assert tab.undo(token, "zh") == 1
    after = assistant.library.reports()[0]
    assert (after.sources, after.metadata, after.embedded) == (before.sources, before.metadata, before.embedded)
    assert assistant.library.get(report.report_id) == report
    assert assistant.library.original(report.report_id).is_file()
    assert assistant.library.findings() == []
    with pytest.raises(WrongUsage, match="无法撤销"):
        tab.undo(token, "zh")


def test_what_is_too_large_to_hold_cannot_be_undone(assistant: ScriptedAssistant, report: Report) -> None:
    taken = assistant.library.take_out([report.report_id, report.report_id, "f" * 64])
    assert [each.report_id for each in taken] == [report.report_id]
    held = Taken(most=len(taken[0].content))
    first, second = held.hold(taken), held.hold(taken)
    assert (held.give(first), len(held.give(second)), held.give("x")) == ((), 1, ())
    assert Taken(most=1).hold(taken) == Taken().hold([]) == ""


def test_metadata_is_corrected_and_may_be_taken_back(tab: ReportsHandlers, report: Report) -> None:
    said = {"title": " 新 题目 ", "year": "2021", "region": "广东省", "issuer": ""}
    tab.describe(report.report_id, said, "zh")
    known = tab.library.get(report.report_id).metadata
    assert (known.title, known.year, known.region, known.issuer) == ("新 题目", 2021, "广东", None)
    tab.describe(report.report_id, {"year": ""}, "zh")
    assert tab.library.get(report.report_id).metadata.year is None
    for wrong in ({"year": "21"}, {"year": "二〇二一"}, {"title": " "}):
        with pytest.raises(WrongUsage):
            tab.describe(report.report_id, wrong, "zh")
    with pytest.raises(UnknownReport):
        tab.describe("f" * 64, {"year": "2021"}, "zh")


def test_earlier_versions_are_named(tab: ReportsHandlers, upload: Upload, report: Report) -> None:
    assert tab.versions("zh") == ""
    later = report.text.replace("5.8%", "5.9%") + "\n（修订版）\n"
    tab.add(str(upload("2025年松溪县政府工作报告（修订版）.txt", later.encode())), "1", None, "zh")
    said = Markup(tab.versions("zh"))
    assert f"《2025年松溪县政府工作报告》（{REPORT_NAME}）早于 2025年松溪县政府工作报告（修订版）.txt" in said.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_part_of_a_report_s_page(tab: ReportsHandlers, report: Report, language: Language) -> None:
    page = Markup(tab.page(report.report_id, language))
    assert report.text in page.text
    tab.library.finish()
    for name, words in (
        ("whole", REVIEW),
        ("facts", "茶园面积"),
        ("tables", "茶园面积"),
        ("blanked", ""),
        ("removals", ""),
    ):
        assert words in Markup(tab.part(report.report_id, name, language)).text
    with pytest.raises(WrongUsage):
        tab.part(report.report_id, "nothing", language)


def test_collections_are_changed_and_can_be_chosen(tab: ReportsHandlers, report: Report) -> None:
    put = {"verb": "put", "name": "甲", "reports": [report.report_id]}
    assert (tab.change_set(put), tab.change_set(put)) == (1, 1)
    assert tab.choices("zh")["collections"] == [{"value": "甲", "words": "甲", "count": 1}]
    assert tab.choices("en")["kinds"] == [{"value": "government_work_report", "words": "Government work report"}]
    assert tab.change_set({"verb": "drop", "name": "甲", "reports": [report.report_id]}) == 0
    tab.change_set({"verb": "rename", "name": "甲", "new": "乙"})
    tab.change_set({"verb": "delete", "name": "乙"})
    assert tab.choices("zh")["collections"] == []
    for wrong in ({"verb": "put", "name": "丙", "reports": ["f" * 64]}, {"verb": "nothing"}):
        with pytest.raises((WrongUsage, UnknownReport)):
            tab.change_set(wrong)


def test_hostile_words_stay_words(tab: ReportsHandlers, assistant: ScriptedAssistant, tmp_path: Path) -> None:
    source = tmp_path / "hostile.txt"
    source.write_text("2025年报告\n\n" + "\n\n".join(HOSTILE), "utf-8")
    [added] = assistant.library.add([source], stated={"title": HOSTILE[1], "region": HOSTILE[3], "issuer": HOSTILE[15]})
    assert added.report_id is not None
    tab.change_set({"verb": "put", "name": HOSTILE[1][:60], "reports": [added.report_id]})
    html = tab.listing("zh") + tab.page(added.report_id, "zh")
    html += "".join(tab.part(added.report_id, name, "zh") for name in ("tables", "removals", "blanked"))
    markup = Markup(html)
    assert not {"script", "img", "svg", "iframe", "style", "link", "meta", "base", "form", "object"} & set(markup.tags)
    assert not [name for _, name, _ in markup.attributes if name.startswith("on") or name in ("src", "style")]
    assert all(href.startswith("#") for href in markup.values("href"))


def test_addresses_answer_in_json_and_say_what_is_wrong(client: TestClient, report: Report) -> None:
    assert "wj-desk-table" in client.get("/wenju/reports?language=zh").json()["html"]
    assert "报告库" in client.get("/wenju/reports?language=zh").json()["html"]
    assert client.get(f"/wenju/reports/{report.report_id}?language=en").status_code == 200
    gone = client.get(f"/wenju/reports/{'f' * 64}?language=zh")
    assert (gone.status_code, gone.json()["error"]) == (400, "这份报告已经不在库里。")
    for body in (b"no json", b"[]", b"[" * 100_000):
        assert client.post("/wenju/reports/describe", content=body).status_code == 400
    assert client.get(f"/wenju/reports/{report.report_id}/leaves/1.png").status_code == 404
    answers: list[Any] = [
        client.post("/wenju/reports/remove?language=en", json={"reports": value}).json() for value in (None, 7, "x")
    ]
    assert answers == [{"count": 0, "undo": ""}] * 3
    assert client.get("/wenju/reports/choices").json()["choices"]["regions"] == [{"value": "松溪县", "words": "松溪县"}]


def test_a_judgement_names_places_of_reports_alone(client: TestClient, report: Report) -> None:
    start = report.text.index(REVIEW)
    said: dict[str, Any] = {
        "question": "问",
        "verdict": "up",
        "quotes": [[report.report_id, start, start + len(REVIEW)]],
    }
    assert client.post("/wenju/reports/judge?language=en", json=said).json()["done"].startswith("Kept")
    for quotes in ([["f" * 64, 0, 1]], [[report.report_id, 5, 5]], [[report.report_id, 0, 10**9]], [["x"]], ["x"]):
        assert client.post("/wenju/reports/judge", json=said | {"quotes": quotes}).status_code == 400
    assert client.post("/wenju/reports/judge", json={"verdict": "up"}).status_code == 400


def test_jobs_that_were_stopped_and_never_begun_do_not_pile_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.ui.reports.incoming.MOST_JOBS", 3)
    incoming = Incoming()
    for number in range(10):
        incoming.stop(str(number))
    with incoming.reading("9") as event:
        assert event.is_set()
    with incoming.reading("0") as event:
        assert not event.is_set()


@pytest.mark.parametrize(
    ("asked", "drawn"),
    [("", None), ("?across=1200", None), ("?across=1201", 1_800), ("?across=99999", 4_100), ("?across=x", None)],
)
def test_a_page_is_drawn_in_few_widths(
    client: TestClient, assistant: ScriptedAssistant, report: Report, monkeypatch: pytest.MonkeyPatch, asked: str,
    drawn: int | None,
) -> None:  # fmt: skip
    widths: list[int | None] = []

    def image(report_id: str, page: int, quote: object, across: int | None) -> bytes:
        widths.append(across)
        return b"png"

    monkeypatch.setattr(assistant.library, "page_image", image)
    assert client.get(f"/wenju/reports/{report.report_id}/leaves/1.png{asked}").content == b"png"
    assert widths == [drawn]
