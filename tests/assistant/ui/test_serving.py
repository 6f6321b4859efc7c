"""Starting: this computer only, nothing loaded that is not needed, one line for a port that is taken."""

import os
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import httpx
import pytest
from fakes import HashingEmbedder
from scripted import ScriptedAssistant

from assistant.errors import AssistantError, WrongUsage
from assistant.settings import Settings, UiTable
from assistant.ui.serving import checked_host, free_port, launch

ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.7", "::", "example.org", "", "127.0.0.1.example.org"])
def test_any_host_but_this_computer_is_refused(host: str) -> None:
    with pytest.raises(WrongUsage, match=r"this computer only.*ui\.host.*--password-file F"):
        launch(Settings(ui=UiTable(host=host)))


def test_names_of_this_computer_are_taken() -> None:
    hosts = [checked_host(Settings(ui=UiTable(host=host))) for host in ("127.0.0.1", "LOCALHOST", "[::1]")]
    assert hosts == ["127.0.0.1", "localhost", "::1"]


def test_a_port_that_is_taken_is_one_clear_line() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(AssistantError, match=rf"port {port} on 127\.0\.0\.1 is not free.*--port {port + 1}"):
            free_port("127.0.0.1", port)


@pytest.mark.parametrize("module", ["app", "assistant.ui"])
def test_importing_loads_no_model(module: str, tmp_path: Path) -> None:
    code = (
        f"import sys, os, {module}\n"
        "loaded = {'torch', 'sentence_transformers', 'transformers'} & set(sys.modules)\n"
        "print(sorted(loaded), os.environ['GRADIO_ANALYTICS_ENABLED'])\n"
    )
    environment = os.environ | {"PYTHONPATH": str(ROOT), "HOME": str(tmp_path)}
    environment.pop("GRADIO_ANALYTICS_ENABLED", None)
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=environment, cwd=tmp_path, check=True
    )
    assert done.stdout.strip() == "[] False"


def test_the_served_page_is_guarded(served: Callable[[Any], str], assistant: ScriptedAssistant) -> None:
    url = served(assistant)
    assert httpx.get(url).status_code == 200
    assert "Wenju" in httpx.get(f"{url}config").json()["title"]
    assert httpx.get(url, headers={"host": "evil.example"}).status_code == 421
    for path in ("gradio_api/file=/etc/passwd", "gradio_api/proxy=http://127.0.0.1:22/", "monitoring", "docs"):
        assert httpx.get(url + path).status_code == 404
    join = httpx.post(f"{url}gradio_api/queue/join", json={}, headers={"origin": "http://evil.example"})
    assert join.status_code == 403


UPLOADS = [("reports", []), ("wj-claims-upload", [None, None])]


def added(url: str, path: str) -> dict[str, Any]:
    """What the Reports tab is answered for a file that it says it uploaded."""
    said = httpx.post(f"{url}wenju/reports/add?language=zh", json={"path": path, "job": "1"}, timeout=60)
    found: dict[str, Any] = said.json()
    return found


def completed(url: str, elem: str, kind: str, data: list[Any], session: str = "probe") -> str:
    """What the server says at the end of the event `kind` of a component, asked for as a page would."""
    config = httpx.get(f"{url}config").json()
    [component] = [each["id"] for each in config["components"] if each["props"].get("elem_id") == elem]
    [event] = [each["id"] for each in config["dependencies"] if [component, kind] in each["targets"]]
    body = {"data": data, "fn_index": event, "session_hash": session}
    joined = httpx.post(f"{url}gradio_api/queue/join", json=body)
    if joined.status_code != 200:
        return joined.text
    with httpx.stream("GET", f"{url}gradio_api/queue/data?session_hash={session}", timeout=60) as events:
        return next(line for line in events.iter_lines() if "process_completed" in line)


@pytest.mark.parametrize(("upload", "further"), UPLOADS)
@pytest.mark.parametrize("streamed", [False, True])
@pytest.mark.parametrize(
    "named", ["{folder}/victim/notes.md", "http://../victim/notes.md", "https:/../victim/notes.md"]
)
def test_a_path_of_the_client_reaches_no_file(
    served: Callable[[Any], str],
    assistant: ScriptedAssistant,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    upload: str,
    further: list[None],
    streamed: bool,
    named: str,
) -> None:
    """An upload handler takes only what was uploaded here, whatever path a request names, and deletes nothing else.

    Gradio takes a path that begins like an address for one, and does not look at a streamed one at all; the folder
    we stand in may hold a folder `http:`.
    """
    for folder in ("http:", "https:", "victim"):
        (tmp_path / folder).mkdir()
    secret = tmp_path / "victim" / "notes.md"
    secret.write_text("# 机密\n\n2024年松溪县的机密内容达到一句。\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    url = served(assistant)
    value = {"path": named.format(folder=tmp_path), "is_stream": streamed, "meta": {"_type": "gradio.FileData"}}
    if upload == "reports":
        said = str(added(url, str(value["path"])))
    else:
        said = completed(url, upload, "upload", [value, *further])
    assert "机密" not in said.encode().decode("unicode_escape", "ignore")
    assert "机密" not in said
    assert secret.exists()
    assert [entry.metadata.title for entry in assistant.library.reports()] == ["2025年松溪县政府工作报告"]


def uploaded(url: str, name: str, words: str) -> dict[str, Any]:
    """A file's value after its upload, as a page sends it back."""
    said = httpx.post(f"{url}gradio_api/upload", files={"files": (name, words.encode())})
    return {"path": said.json()[0], "meta": {"_type": "gradio.FileData"}}


def test_an_upload_holds_up_no_other(
    served: Callable[[Any], str], assistant: ScriptedAssistant, monkeypatch: pytest.MonkeyPatch, uploads: Path
) -> None:
    """A long one is still being embedded when it and a later one are in the library."""
    monkeypatch.setenv("GRADIO_TEMP_DIR", str(uploads))
    reached, go_on = threading.Event(), threading.Event()
    embed = HashingEmbedder.embed_passages

    def embedding(self: HashingEmbedder, texts: Sequence[str], progress: Any = None) -> Any:
        if any("很慢" in text for text in texts):
            reached.set()
            assert go_on.wait(60)
        return embed(self, texts, progress)

    monkeypatch.setattr(HashingEmbedder, "embed_passages", embedding)
    url = served(assistant)
    slow = uploaded(url, "2023年松溪县政府工作报告.md", "# 2023年松溪县政府工作报告\n\n这份报告很慢。\n")
    quick = uploaded(url, "2024年松溪县政府工作报告.md", "# 2024年松溪县政府工作报告\n\n这份报告不一样。\n")
    added(url, slow["path"])
    try:
        assert reached.wait(60)
        added(url, quick["path"])
        titles = [(entry.metadata.title, entry.embedded > 0) for entry in assistant.library.reports()]
    finally:
        go_on.set()
    assert titles == [
        ("2025年松溪县政府工作报告", True),
        ("2023年松溪县政府工作报告", False),
        ("2024年松溪县政府工作报告", False),
    ]
