"""Several libraries in one page: what each is called, where its page stands, and that each keeps to itself."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from accessibility import axe_findings
from fakes import FIRST, library_in
from scripted import ScriptedAssistant, libraries_of

from assistant.errors import WrongUsage
from assistant.settings import Settings, UiTable, load_settings
from assistant.ui.libraries import OpenLibraries, OpenLibrary, Shelf, libraries_html, names_of, open_library
from assistant.ui.library_paths import LIBRARY, LibraryPaths, OwnRoutes

ASKED = "地区生产总值？"


@pytest.fixture
def other(tmp_path: Path) -> ScriptedAssistant:
    """A second library, of one report."""
    file = tmp_path / "2024年青禾县政府工作报告.txt"
    file.write_text(FIRST, "utf-8")
    library = library_in(tmp_path / "qinghe")
    library.add([file])
    return ScriptedAssistant(library)


def test_the_first_has_no_name_and_no_two_have_the_same() -> None:
    found = names_of(["/a/mine", "/b/mine", "/c/mine", "/d/县级报告", "milvus://host:19530/big?objects=s3://x/y"])
    titles, names = zip(*found, strict=True)
    assert titles == ("mine", "mine", "mine", "县级报告", "big")
    assert names[0] == "" and names[1] == "mine" and names[4] == "big"
    assert len(set(names)) == 5 and all(name.isascii() for name in names)


def test_one_library_needs_no_choice(assistant: ScriptedAssistant, other: ScriptedAssistant) -> None:
    alone = libraries_of(assistant)
    assert libraries_html(alone, alone.first, "zh") == ""
    both = libraries_of(assistant, other)
    html = libraries_html(both, both.of("qinghe"), "en")
    assert 'href="/"' in html and 'href="/library/qinghe/" aria-current="page"' in html
    assert both.of("unknown") is both.first


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    """A folder with a library, and beside it what is none: a hidden one, a link to one outside, a folder, a file."""
    folder = tmp_path / "shelf"
    for place in (folder / "baishui", folder / ".kept", tmp_path / "outside"):
        place.mkdir(parents=True)
        library_in(place).add([_report(tmp_path / "2023年白水县政府工作报告.txt")])
    (folder / "link").symlink_to(tmp_path / "outside")
    (folder / "reports").mkdir()
    (folder / "catalogue.sqlite").touch()
    return folder


def _report(path: Path) -> Path:
    path.write_text(FIRST, "utf-8")
    return path


def _on(shelf: Path, first: ScriptedAssistant) -> OpenLibraries:
    def take(address: str, title: str, name: str) -> OpenLibrary:
        return open_library(address, title, name, lambda: ScriptedAssistant(library_in(Path(address))), shelf, None)

    return OpenLibraries(libraries_of(first).offered(), Shelf(shelf, take))


def test_a_shelf_offers_the_libraries_inside_it_as_they_are_now(assistant: ScriptedAssistant, shelf: Path) -> None:
    libraries = _on(shelf, assistant)
    assert [each.name for each in libraries.offered()] == ["", "baishui"]
    html = libraries_html(libraries, libraries.first, "zh")
    assert 'href="/library/baishui/">baishui</a>' in html and str(shelf) not in html
    for name in ("link", "reports", ".kept", "..", "outside", str(shelf / "baishui")):
        assert not libraries.knows(name) and libraries.of(name) is libraries.first
    baishui = libraries.of("baishui")
    assert libraries.of("baishui") is baishui, "it is opened once"
    library_in(shelf / "县级").add([_report(shelf / "a.txt")])
    (new,) = set(libraries.offered()) - {libraries.first, baishui}
    assert new.title == "县级" and new.name.isascii() and libraries.of(new.name) is new
    (shelf / "baishui").rename(shelf / ".gone")
    assert libraries.offered() == (libraries.first, new)


def test_a_library_that_is_open_already_is_offered_once(tmp_path: Path, assistant: ScriptedAssistant) -> None:
    libraries = _on(tmp_path, assistant)  # it is in there
    assert [each.address for each in libraries.offered()] == [assistant.library.address]


def test_a_shelf_that_is_no_folder_is_refused(laid_out: Callable[..., Any], assistant: ScriptedAssistant) -> None:
    ui = UiTable(library_folder="/nowhere/at/all")
    settings = assistant.settings.model_copy(update={"ui": ui})
    with pytest.raises(WrongUsage, match=r"ui\.library_folder is no folder: /nowhere/at/all"):
        laid_out(assistant, settings)


def test_a_variable_names_further_libraries_by_commas() -> None:
    assert load_settings({"WENJU_UI_LIBRARIES": "a, milvus-lite:b ,"}).ui.libraries == ("a", "milvus-lite:b")
    assert Settings().ui.libraries == ()


@pytest.fixture
def passed(in_a_loop: Callable[..., Any]) -> Callable[..., tuple[Any, list[Any]]]:
    """Asks for a path: the scope that comes out in the middle, and what was sent where none does."""
    return lambda path, query=b"": _passed(in_a_loop, path, query)


def _passed(in_a_loop: Callable[..., Any], path: str, query: bytes) -> tuple[Any, list[Any]]:
    seen: list[Any] = []
    sent: list[Any] = []

    async def inner(scope: Any, receive: Any, send: Any) -> None:
        seen.append(scope)

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {"type": "http", "method": "GET", "path": path, "query_string": query, "headers": []}
    in_a_loop(lambda: LibraryPaths(inner, {"qinghe"}.__contains__)(scope, None, send))  # type: ignore[arg-type]
    return (seen[0] if seen else None), sent


def test_a_prefix_is_taken_off_where_it_names_a_library(passed: Callable[..., Any]) -> None:
    scope, _ = passed("/library/qinghe/wenju/reports")
    assert (scope["path"], scope[LIBRARY]) == ("/wenju/reports", "qinghe")
    scope, _ = passed("/library/nobody/wenju/reports")
    assert scope["path"] == "/library/nobody/wenju/reports" and LIBRARY not in scope
    assert passed("/wenju/reports")[0]["path"] == "/wenju/reports"
    _, sent = passed("/library/qinghe", b"chat=x")
    assert sent[0]["status"] == 307
    assert dict(sent[0]["headers"])[b"location"] == b"/library/qinghe/?chat=x"
    _, sent = passed("/library/qinghe/gradio_api/call/ask")
    assert sent[0]["status"] == 404, "the first library must not answer for another"


def test_behind_the_gate_gradio_gets_the_path_as_it_came(in_a_loop: Callable[..., Any]) -> None:
    seen: list[Any] = []

    def application(name: str) -> Callable[..., Any]:
        async def inner(scope: Any, receive: Any, send: Any) -> None:
            seen.append((name, scope["path"], scope.get("root_path", "")))

        return inner

    own = {"": application("own"), "qinghe": application("own of qinghe")}
    routes = OwnRoutes(application("gradio"), own.__getitem__)
    for scope in (
        {"type": "http", "path": "/config"},
        {"type": "http", "path": "/config", LIBRARY: "qinghe"},
        {"type": "http", "path": "/wenju/reports"},
        {"type": "http", "path": "/wenju/reports", LIBRARY: "qinghe"},
    ):
        in_a_loop(lambda scope=scope: routes(scope, None, None))  # type: ignore[arg-type]
    assert seen == [
        ("gradio", "/config", ""),
        ("gradio", "/library/qinghe/config", "/library/qinghe"),
        ("own", "/wenju/reports", ""),
        ("own of qinghe", "/wenju/reports", ""),
    ]


@pytest.mark.browser
@pytest.mark.parametrize(
    ("locale", "size"), [("zh-CN", {"width": 1280, "height": 800}), ("en-GB", {"width": 390, "height": 844})]
)
def test_two_libraries_are_opened_in_one_page(
    served: Callable[..., str],
    visit: Callable[..., Any],
    assistant: ScriptedAssistant,
    other: ScriptedAssistant,
    locale: str,
    size: dict[str, int],
) -> None:
    url = served(assistant, also=[other])
    visitor = visit(locale=locale, viewport=size)
    page = visitor.open(url)
    visitor.ask(ASKED)
    page.wait_for_function("location.search.startsWith('?chat=')")
    if size["width"] < 700:
        page.click("button[data-library]")
    page.click(".wj-libraries summary")
    assert axe_findings(page) == []
    page.click(".wj-libraries a:has-text('qinghe')")
    page.wait_for_selector("[data-library-name='qinghe']", state="attached")
    page.wait_for_selector(".wj-welcome")
    assert page.url == f"{url}library/qinghe/"
    assert page.locator("#wj-library .wj-reports .wj-title").all_text_contents() == ["2024年青禾县政府工作报告"]
    assert page.locator(".wj-kept-open").count() == 0, "what was asked of another library is not listed here"
    page.wait_for_function("document.title.endsWith('· qinghe')")
    visitor.ask("粮食？")
    assert [question for question, _, _ in other.asked] == ["粮食？"]
    assert [question for question, _, _ in assistant.asked] == [ASKED]
    page.click(".wj-tabs a[href='#tab-reports']")
    page.wait_for_selector(".wj-desk-table")
    assert page.locator(".wj-desk-table tbody th a").all_inner_texts() == ["2024年青禾县政府工作报告"]
    page.click(".wj-desk-table tbody th a")
    page.wait_for_selector("[data-own]")
    page.reload()
    page.wait_for_selector("[data-own] h2:has-text('青禾县')")
    page.goto(url)
    page.wait_for_selector(".wj-kept-open", state="attached")
    assert page.locator(".wj-kept-open .wj-title").all_text_contents() == [ASKED]
    assert visitor.errors == []
    assert visitor.outside(url) == []


@pytest.mark.browser
def test_a_library_of_the_shelf_is_opened_from_the_page(
    served: Callable[..., str], visit: Callable[..., Any], assistant: ScriptedAssistant, shelf: Path
) -> None:
    url = served(assistant, library_folder=str(shelf))
    visitor = visit()
    page = visitor.open(url)
    page.click(".wj-libraries summary")
    page.click(".wj-libraries a:has-text('baishui')")
    page.wait_for_selector("[data-library-name='baishui']", state="attached")
    page.wait_for_selector("#wj-library .wj-reports .wj-title")
    assert page.url == f"{url}library/baishui/"
    assert page.locator("#wj-library .wj-reports .wj-title").all_text_contents() == ["2024年青禾县政府工作报告"]
    page.goto(f"{url}library/..%2Foutside/")
    assert page.locator("#wj-library .wj-reports").count() == 0
    assert visitor.outside(url) == []
