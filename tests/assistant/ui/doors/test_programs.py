"""The doors for programs, over a real server: which endpoints there are, their documents, streams and errors."""

import importlib.util
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest
from scripted import REPORT_NAME, ScriptedAssistant

from assistant.endpoints.endpoints import ENDPOINTS
from assistant.endpoints.failures import one_line
from assistant.ui.doors.programs import is_door

SEVEN = ["ask", "search", "check", "figures", "facts", "reports", "compare"]
QUESTION = "地区生产总值？"
Serve = Callable[..., str]
PATIENCE = 60  # seconds: a busy machine took more than the five that are the default


def get(url: str, **options: Any) -> httpx.Response:
    return httpx.get(url, timeout=PATIENCE, **options)


def post(url: str, **options: Any) -> httpx.Response:
    return httpx.post(url, timeout=PATIENCE, **options)


@pytest.fixture
def url(served: Serve, assistant: ScriptedAssistant) -> str:
    return served(assistant)


def test_the_seven_are_public_and_nothing_else_is(url: str) -> None:
    assert list(ENDPOINTS) == SEVEN
    for query in ("", "?all_endpoints=true"):
        told = get(f"{url}gradio_api/info{query}").json()
        assert (list(told["named_endpoints"]), told["unnamed_endpoints"]) == ([f"/{name}" for name in SEVEN], {})
    dependencies = get(f"{url}config").json()["dependencies"]
    assert [each["api_name"] for each in dependencies if each["api_visibility"] != "private"] == SEVEN
    assert [each["name"] for each in get(f"{url}api").json()["endpoints"]] == SEVEN


def test_each_is_named_typed_and_described(url: str) -> None:
    told = get(f"{url}gradio_api/info").json()["named_endpoints"]
    figures = {each["parameter_name"]: each for each in told["/figures"]["parameters"]}
    assert list(figures) == ["measure", "years", "regions", "issuers", "reports", "kinds", "units", "planned"]
    assert figures["measure"]["type"] == {"type": "string"}
    assert not figures["measure"]["parameter_has_default"]
    assert figures["years"]["python_type"]["type"] == "None | list[int]"
    assert told["/figures"]["description"].startswith("Gives every figure of a measure over all reports")
    for endpoint in get(f"{url}api").json()["endpoints"]:
        assert all(field["description"] for field in endpoint["request"].get("properties", {}).values())


def test_one_request_gives_the_document_of_the_command(url: str, assistant: ScriptedAssistant) -> None:
    whole = assistant.script[QUESTION]
    assert not isinstance(whole, Exception)
    told = post(f"{url}api/ask", json={"question": QUESTION, "years": [2025], "reports": None})
    assert (told.status_code, told.headers["content-type"]) == (200, "application/json")
    assert told.json() == whole.to_json()
    scope = assistant.asked[-1][2]
    assert scope is not None and (scope.years, scope.origin) == ((2025,), "option")


OTHERS: tuple[tuple[str, dict[str, Any], str], ...] = (
    ("search", {"query": "茶园", "k": 1}, "query scope elapsed_ms passages"),
    ("check", {"claim": "2024年地区生产总值增长5.8%。"}, "id claim verdict reason citations"),
    ("figures", {"measure": "地区生产总值", "units": ["亿元"], "planned": False}, "measure taken_for facts"),
    ("facts", {"report": REPORT_NAME}, "report_id facts"),
    ("reports", {}, "reports"),
)


def test_the_others_do_too(url: str) -> None:
    for name, asked, fields in OTHERS:
        told = post(f"{url}api/{name}", json=asked)
        assert (name, told.status_code, told.json()["schema_version"]) == (name, 200, 1)
        assert set(fields.split()) <= set(told.json())
    assert post(f"{url}api/reports").status_code == 200  # nothing asked, nothing sent


def test_an_answer_streams_a_line_a_statement(url: str) -> None:
    with httpx.stream(
        "POST",
        f"{url}api/ask",
        json={"question": QUESTION},
        headers={"accept": "application/x-ndjson"},
        timeout=PATIENCE,
    ) as told:
        lines = [json.loads(line) for line in told.iter_lines()]
    assert told.headers["content-type"] == "application/x-ndjson"
    assert [len(line["statements"]) for line in lines] == [1, 2]


def test_an_error_in_the_middle_of_a_stream_is_its_last_line(
    url: str, assistant: ScriptedAssistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    stream = assistant.stream

    def breaking(*given: Any) -> Iterator[Any]:
        yield next(stream(*given))
        raise RuntimeError("secret detail")

    monkeypatch.setattr(assistant, "stream", breaking)
    asked = {"question": QUESTION}
    told = post(f"{url}api/ask", json=asked, headers={"accept": "application/x-ndjson"})
    first, last = [json.loads(line) for line in told.text.splitlines()]
    assert len(first["statements"]) == 1
    assert last == {"schema_version": 1, "error": "this failed inside Wenju; the server's own log says why"}
    told = post(f"{url}api/ask", json=asked)
    assert (told.status_code, told.json()) == (500, last)


WRONG = (
    ("ask", "{}", 400, "'question' is missing; docs/api.md lists the fields"),
    ("ask", '{"question": "？！", "quest": 1}', 400, "'quest' is no field of this endpoint"),
    ("ask", '{"question": 7}', 400, "'question' input should be a valid string"),
    ("ask", "{torn", 400, "the body is no JSON; send an object"),
    ("ask", "[1]", 400, "the body is no JSON object"),
    ("ask", '{"question": "x", "reports": ["none"]}', 404, "no report 'none'"),
    ("search", '{"query": "？！"}', 400, "the query has no word in it"),
    ("search", '{"query": "x", "k": 0}', 400, "'k' input should be greater than or equal to 1"),
    ("check", '{"claim": "' + "x" * 2_001 + '"}', 400, "'claim' string should have at most 2000 characters"),
    ("figures", '{"measure": " "}', 400, "the measure is empty"),
    ("figures", '{"measure": "GDP", "kinds": ["sort"]}', 400, "'kinds.0' input should be 'level',"),
    ("facts", '{"report": "none"}', 404, "no report 'none'"),
    ("facts", '{"report": "' + REPORT_NAME + '", "section": 99}', 400, "has no section 99"),
    ("compare", '{"before": "a"}', 400, "'after' is missing"),
    ("compare", json.dumps({"before": REPORT_NAME, "after": REPORT_NAME}), 400, "compared with itself"),
)


def test_what_is_wrong_is_one_line_with_its_status(url: str) -> None:
    for name, body, status, said in WRONG:
        told = post(f"{url}api/{name}", content=body)
        assert (name, body, told.status_code) == (name, body, status)
        assert said in told.json()["error"]
        assert "\n" not in told.json()["error"]


def test_too_much_and_from_another_site_are_refused(url: str) -> None:
    assert post(f"{url}api/ask", content=b"x" * 1_000_001).status_code == 413
    foreign = post(f"{url}api/ask", json={"question": "x"}, headers={"origin": "http://evil.example"})
    assert foreign.status_code == 403
    assert get(f"{url}api/ask").status_code == 404


def called(url: str, path: str, body: Any) -> tuple[int, Any, list[str]]:
    """Gradio's two requests: the status and what the first says, and the lines of the second."""
    asked = post(f"{url}gradio_api/call/{path}", json=body)
    if asked.status_code != 200:
        return asked.status_code, asked.json()["error"], []
    event = asked.json()["event_id"]
    told = get(f"{url}gradio_api/call/{path.removeprefix('v2/')}/{event}")
    return 200, None, told.text.splitlines()


def test_gradios_own_calls_stream_and_say_what_is_wrong(url: str) -> None:
    for path, body in (("v2/ask", {"question": QUESTION}), ("ask", {"data": [QUESTION, None, None, None, None, None]})):
        _, _, lines = called(url, path, body)
        events = [line.removeprefix("event: ") for line in lines if line.startswith("event: ")]
        assert events == ["generating", "generating", "complete"]
        (document,) = json.loads([line for line in lines if line.startswith("data: ")][-1].removeprefix("data: "))
        assert len(document["statements"]) == 2
    _, _, lines = called(url, "v2/facts", {"report": "none"})
    assert lines[0] == "event: error"
    assert json.loads(lines[1].removeprefix("data: "))["error"].startswith("no report 'none'")
    assert called(url, "v2/ask", {"quest": 1})[:2] == (400, "'question' is missing; docs/api.md lists the fields")
    assert called(url, "facts", {"data": ["none"]})[0] == 400


def test_a_private_event_cannot_be_called(url: str) -> None:
    names = {each["api_name"] for each in get(f"{url}config").json()["dependencies"]} - set(SEVEN)
    for name in names:
        for path in (f"gradio_api/call/{name}", f"gradio_api/call/v2/{name}", f"gradio_api/run/{name}"):
            assert post(url + path, json={"data": []}).status_code == 404


CLIENT = """
import json, sys
from gradio_client import Client
from gradio_client.exceptions import AppError

client = Client(sys.argv[1], verbose=False, analytics_enabled=False, download_files=False)
job = client.submit(question="地区生产总值？", api_name="/ask")
job.result(60)
said = [[len(each["statements"]) for each in job.outputs()]]
said.append(client.predict(api_name="/reports")["reports"][0]["source"])
for asked in ({"report": "none", "api_name": "/facts"}, {"measure": "GDP", "years": "x", "api_name": "/figures"}):
    try:
        client.predict(**asked)
    except AppError as error:
        said.append(str(error))
print(json.dumps(said))
"""


def test_gradios_python_client(url: str) -> None:
    # In a process of its own: it leaves sockets open, and warnings are errors here.
    done = subprocess.run([sys.executable, "-c", CLIENT, url], capture_output=True, text=True, check=True, timeout=300)
    grown, source, unknown, wrong = json.loads(done.stdout)
    assert (grown, source) == ([1, 2], REPORT_NAME)
    assert unknown.startswith("no report 'none'")
    assert wrong == "'years' input should be a valid list; docs/api.md lists the fields"


@pytest.mark.skipif(importlib.util.find_spec("mcp") is None, reason="mcp is not installed: pip install '.[mcp]'")
@pytest.mark.parametrize("mode", ["auto", "legacy"])
def test_the_reference_client_of_mcp(
    served: Serve, assistant: ScriptedAssistant, mode: Any, in_a_loop: Callable[[Any], Any]
) -> None:
    from mcp import Client

    url = served(assistant, mcp=True)

    async def calls() -> None:
        async with Client(f"{url}mcp", mode=mode) as client:
            tools = (await client.list_tools()).tools
            assert [tool.name for tool in tools] == SEVEN
            assert tools[0].input_schema["required"] == ["question"]
            told = await client.call_tool("ask", {"question": QUESTION})
            assert not told.is_error and told.structured_content is not None
            assert len(told.structured_content["statements"]) == 2
            for arguments, said in (({"report": "none"}, "no report 'none'"), ({}, "'report' is missing")):
                told = await client.call_tool("facts", arguments)
                assert told.is_error and said in told.content[0].model_dump()["text"]
            told = await client.call_tool("label", {})
            assert told.is_error

    in_a_loop(calls)


def test_mcp_is_off_until_it_is_asked_for(url: str) -> None:
    told = post(f"{url}mcp", json={})
    assert (told.status_code, "turn it on with ui.mcp" in told.json()["error"]) == (404, True)


def test_mcp_without_its_extra_names_it(
    served: Serve, assistant: ScriptedAssistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    from assistant.errors import WrongUsage
    from assistant.ui.serving import middleware

    monkeypatch.setitem(sys.modules, "assistant.ui.doors.mcp_server", None)
    settings = assistant.settings.model_copy(update={"ui": assistant.settings.ui.model_copy(update={"mcp": True})})
    with pytest.raises(WrongUsage, match=r"ui\.mcp needs the extra mcp; install it: pip install '\.\[mcp\]'"):
        middleware(settings, lambda: assistant)


@pytest.mark.parametrize(
    ("method", "path", "is_one"),
    [
        ("POST", "/api/ask", True),
        ("GET", "/api", True),
        ("POST", "/gradio_api/call/v2/figures", True),
        ("GET", "/gradio_api/call/figures/0a1b", True),
        ("DELETE", "/mcp", True),
        ("GET", "/api/ask", False),
        ("POST", "/api/ask/", False),
        ("POST", "/api/fill", False),
        ("GET", "/gradio_api/call/figures/", False),
        ("GET", "/gradio_api/call/figures/a/b", False),
        ("POST", "/mcp/x", False),
    ],
)
def test_only_these_are_doors(method: str, path: str, is_one: bool) -> None:
    assert is_door(method, path) is is_one


def test_no_folder_of_this_computer_is_told() -> None:
    assert one_line("no report 'x' among the 6 in /srv/wenju/library; see wenju list") == (
        "no report 'x' among the 6 in library; see wenju list"
    )
    assert one_line("POST to /api/ask") == "POST to /api/ask"
