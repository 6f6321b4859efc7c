"""Who may ask for what, and what the page may load."""

import asyncio
import json
import re
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from assistant.ui.guard import BODY_BYTES, Guard, policy, refusal, with_scripts, wrong_in

HOST = {"host": "127.0.0.1:7860"}
PAGE = "<!doctype html><html><head><title>x</title></head><body><script>1</script><script src=y></script></body></html>"


async def page(_: Request) -> HTMLResponse:
    return HTMLResponse(PAGE)


async def joined(request: Request) -> PlainTextResponse:
    return PlainTextResponse(str(len(await request.body())))


@pytest.fixture
def client() -> TestClient:
    routes = [
        Route("/", page),
        Route("/gradio_api/queue/join", joined, methods=["POST"]),
        Route("/gradio_api/upload", joined, methods=["POST"]),
        Route("/gradio_api/file=secret", page),
        Route("/assets/index-1a2b.js", lambda _: PlainTextResponse("1")),
    ]
    return TestClient(Guard(Starlette(routes=routes)), base_url="http://127.0.0.1:7860")


@pytest.mark.parametrize("host", ["127.0.0.1:7860", "localhost:7860", "[::1]:7860", "LOCALHOST"])
def test_our_own_names_pass(host: str) -> None:
    assert refusal("GET", "/", {"host": host}) is None


@pytest.mark.parametrize(
    "host",
    ["", "evil.example", "127.0.0.1.evil.example", "localhost.evil.example:7860", "a@127.0.0.1", "0.0.0.0", "[::"],
)
def test_other_names_do_not(host: str) -> None:
    refused = refusal("GET", "/", {"host": host})
    assert refused is not None and refused[0] == 421


@pytest.mark.parametrize(
    "origin",
    ["null", "http://evil.example", "https://127.0.0.1:7860", "http://127.0.0.1:9999", "http://localhost:7860", ""],
)
def test_other_origins_are_refused(origin: str) -> None:
    refused = refusal("POST", "/gradio_api/queue/join", HOST | {"origin": origin})
    assert refused is not None and refused[0] == 403


def test_behind_a_gate_any_name_of_the_machine_passes_and_only_its_own_origin() -> None:
    elsewhere = {"host": "wenju.example:7860"}
    assert refusal("GET", "/wenju/login", elsewhere, anywhere=True) is None
    for origin, passes in (("https://wenju.example:7860", True), ("https://evil.example", False), ("null", False)):
        refused = refusal("POST", "/wenju/login", elsewhere | {"origin": origin}, anywhere=True)
        assert (refused is None) is passes
    for host in ("", "a@wenju.example", "[::"):
        assert refusal("GET", "/", {"host": host}, anywhere=True) is not None


def test_our_own_origin_passes() -> None:
    assert refusal("POST", "/gradio_api/queue/join", HOST | {"origin": "http://127.0.0.1:7860"}) is None


def test_a_page_of_another_site_may_link_but_not_fetch() -> None:
    foreign = HOST | {"sec-fetch-site": "cross-site"}
    assert refusal("GET", "/", foreign | {"sec-fetch-mode": "navigate"}) is None
    refused = refusal("GET", "/config", foreign | {"sec-fetch-mode": "no-cors"})
    assert refused is not None and refused[0] == 403


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/gradio_api/file=/etc/passwd"),
        ("GET", "/gradio_api/file/../../etc/passwd"),
        ("GET", "/assets/../../../etc/passwd"),
        ("GET", "/static/../secret"),
        ("GET", "/gradio_api/proxy=http://169.254.169.254/latest"),
        ("GET", "/proxy=http://127.0.0.1:22"),
        ("GET", "/monitoring"),
        ("GET", "/monitoring/summary"),
        ("GET", "/gradio_api/runs"),
        ("GET", "/gradio_api/vibe-code"),
        ("GET", "/docs"),
        ("GET", "/openapi.json"),
        ("GET", "/gradio_api/openapi.json"),
        ("POST", "/gradio_api/run/predict"),
        ("POST", "/gradio_api/call/label"),
        ("POST", "/gradio_api/call/ask/0a1b"),
        ("GET", "/gradio_api/call/ask"),
        ("GET", "/gradio_api/call/ask/../x"),
        ("GET", "/gradio_api/mcp"),
        ("GET", "/api/ask"),
        ("POST", "/api/label"),
        ("GET", "/wenju/login"),
        ("POST", "/wenju/logout"),
        ("POST", "/gradio_api/vibe-edit"),
        ("POST", "/login"),
        ("POST", "/"),
        ("PUT", "/"),
        ("DELETE", "/gradio_api/upload"),
        ("OPTIONS", "/gradio_api/queue/join"),
        ("TRACE", "/"),
    ],
)
def test_routes_that_the_page_does_not_need_are_not_there(method: str, path: str) -> None:
    refused = refusal(method, path, HOST)
    assert refused is not None and refused[0] == 404


@pytest.mark.parametrize("length", ["1000001", "-1", "x", "１"])
def test_a_long_or_odd_length_is_refused(length: str) -> None:
    refused = refusal("POST", "/gradio_api/queue/join", HOST | {"content-length": length})
    assert refused is not None and refused[0] == 413


def test_a_refused_file_route_is_not_reached(client: TestClient) -> None:
    response = client.get("/gradio_api/file=secret")
    assert (response.status_code, response.text) == (404, "There is nothing here.")


def test_the_page_gets_a_nonce_on_every_script_and_our_files(client: TestClient) -> None:
    first, second = client.get("/"), client.get("/")
    header = first.headers["content-security-policy"]
    nonce = re.search(r"'nonce-([\w-]+)'", header)
    assert nonce is not None
    assert header == policy(nonce[1])
    sheet, script = re.findall(r"/wenju/page\.(?:css|js)\?v=[0-9a-f]{16}", first.text)
    assert re.findall(r"<script[^>]*>", first.text) == [
        f'<script src="{script}">',
        f'<script nonce="{nonce[1]}">',
        f'<script nonce="{nonce[1]}" src=y>',
    ]
    assert f'<link rel="stylesheet" href="{sheet}">' in first.text
    assert first.headers["content-length"] == str(len(first.content))
    assert second.headers["content-security-policy"] != header


def test_only_scripts_get_the_nonce() -> None:
    assert with_scripts(b"<scripted>\\u003cscript></head>", "n", b"!") == b"<scripted>\\u003cscript>!</head>"


def test_every_answer_has_the_headers(client: TestClient) -> None:
    for response in (client.get("/"), client.get("/nothing"), client.get("/wenju/page.css")):
        assert response.headers["x-content-type-options"] == "nosniff"
        assert response.headers["x-frame-options"] == "DENY"
        assert response.headers["referrer-policy"] == "same-origin"
        assert response.headers["cross-origin-resource-policy"] == "same-origin"
        assert "default-src 'none'" in response.headers["content-security-policy"]


def test_the_policy_allows_no_other_origin_and_no_inline_script() -> None:
    sources = {part.split(" ", 1)[0]: part.split(" ")[1:] for part in policy("n").split("; ")}
    assert sources["script-src"] == ["'self'", "'nonce-n'", "'unsafe-eval'"]
    allowed = {source for values in sources.values() for source in values}
    assert allowed == {"'none'", "'self'", "'nonce-n'", "'unsafe-eval'", "'unsafe-inline'", "data:", "blob:"}


def test_our_files_are_served(client: TestClient) -> None:
    script, style = client.get("/wenju/page.js"), client.get("/wenju/page.css")
    assert script.headers["content-type"] == "text/javascript; charset=utf-8"
    assert style.headers["content-type"] == "text/css; charset=utf-8"
    assert '"use strict"' in script.text
    alive = client.get("/wenju/alive")
    assert alive.text and alive.text == client.get("/wenju/alive").text
    assert alive.headers["cache-control"] == "no-cache"
    assert "http" not in style.text


def test_a_browser_keeps_what_its_address_names_and_nothing_else(client: TestClient) -> None:
    named = re.findall(r"/wenju/page\.(?:css|js)\?v=[0-9a-f]{16}", client.get("/").text)
    for path in (*named, "/assets/index-1a2b.js"):
        assert client.get(path).headers["cache-control"] == "public, max-age=31536000, immutable"
    for path in ("/wenju/page.js", "/wenju/page.css?v=0123456789abcdef", "/assets/none.js", "/"):
        assert "immutable" not in client.get(path).headers.get("cache-control", "")


def test_a_body_that_grows_past_the_limit_is_cut_off(client: TestClient) -> None:
    def chunks() -> object:
        for _ in range(12):
            yield b"x" * 100_000

    whole = b'{"data": "' + b"x" * (BODY_BYTES - 12) + b'"}'
    assert client.post("/gradio_api/queue/join", content=whole).text == str(BODY_BYTES)
    cut = client.post("/gradio_api/queue/join", content=chunks())  # type: ignore[arg-type]
    assert (cut.status_code, cut.text) == (413, "A request may have 1,000,000 bytes.")
    assert client.post("/gradio_api/upload", content=b"x" * (BODY_BYTES + 1)).text == str(BODY_BYTES + 1)


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ({"data": {"path": "http://10.0.0.1/x", "meta": {}}}, True),
        ({"data": [[{"path": " HTTPS:/../x"}]]}, True),
        ({"data": [{"path": "/uploads/a.md", "url": "http://127.0.0.1:7860/gradio_api/file=/uploads/a.md"}]}, False),
        ({"data": ["见 http://example.org"], "session_hash": "a"}, False),
        ({"data": [{"path": "/uploads/ab/笔记: 一.md"}]}, False),
    ],
)
def test_a_file_of_a_request_is_no_address(client: TestClient, value: Any, names: bool) -> None:
    body = json.dumps(value).encode()
    assert wrong_in(body) == ("A file is uploaded here, never fetched." if names else "")
    assert client.post("/gradio_api/queue/join", content=body).status_code == (400 if names else 200)


@pytest.mark.parametrize("path", ["/gradio_api/queue/join", "/gradio_api/reset", "/gradio_api/cancel"])
@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[]", b"5", b"[" * 100_000, b'{"data": "\\ud800"}', b'{"data": "\xff"}']
    + [b'{"data": [NaN]}', b'{"data": -Infinity}', b'{"data": {"a": 1e999}}']
    + [b'{"data": ' + b"[" * depth + b"]" * depth + b"}" for depth in (32, 900)],
)
def test_a_body_that_gradio_would_fail_at_is_refused(client: TestClient, path: str, body: bytes) -> None:
    assert client.post(path, content=body).status_code == 400
    assert wrong_in(b'{"data": ' + b"[" * 31 + b"]" * 31 + b"}") == ""


def test_what_fails_behind_the_guard_is_an_answer_and_few_words_of_the_log(capsys: pytest.CaptureFixture[str]) -> None:
    async def fails(request: Request) -> PlainTextResponse:
        raise ValueError(f"Received inputs: {'x' * 500_000}")

    async def behind(scope: Any, receive: Any, send: Any) -> None:
        await fails(Request(scope))

    said = TestClient(Guard(behind), base_url="http://127.0.0.1:7860").get("/")
    assert (said.status_code, said.text) == (500, "This went wrong here; the log of the server tells more.")
    assert said.headers["x-frame-options"] == "DENY"
    told = capsys.readouterr().err
    assert len(told) < 2_100 and told.startswith("Traceback")


def test_who_goes_away_while_asking_leaves_no_trace(capsys: pytest.CaptureFixture[str]) -> None:
    async def behind(scope: Any, receive: Any, send: Any) -> None:
        raise ClientDisconnect

    async def nobody(*_: Any) -> dict[str, str]:
        return {"type": "http.disconnect"}

    asked = {"type": "http", "method": "GET", "path": "/", "headers": [(b"host", b"127.0.0.1")]}
    asyncio.run(Guard(behind)(asked, nobody, nobody))  # type: ignore[arg-type]
    assert capsys.readouterr() == ("", "")


def test_a_websocket_is_closed_before_it_is_accepted(client: TestClient) -> None:
    with pytest.raises(WebSocketDisconnect) as refused, client.websocket_connect("/"):
        pass
    assert refused.value.code == 1008


def test_the_icon_of_the_page_may_be_asked_for() -> None:
    assert refusal("GET", "/pwa_icon", HOST) is None
