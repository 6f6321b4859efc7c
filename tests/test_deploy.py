"""The examples in deploy/: whether what they run, set and ask for is what this version has, and whether they are valid.

`make stress` makes the environment that holds them against the schemas of Compose and Kubernetes.
"""

import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.cli.program import build_parser
from assistant.settings import load_settings
from assistant.ui.doors.health import HEALTHY, READY
from index.store.opening import is_shared, opened

DEPLOY = Path(__file__).resolve().parents[1] / "deploy"
SCHEMAS = os.environ.get("WENJU_DEPLOY_SCHEMAS", "")


def _compose() -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))
    return read


def _kubernetes() -> list[dict[str, Any]]:
    return list(yaml.safe_load_all((DEPLOY / "kubernetes.yaml").read_text("utf-8")))


def _containers() -> Iterator[tuple[str, list[str], dict[str, str]]]:
    """(name, arguments behind the image's `wenju`, environment) of each container of our own image."""
    for name, service in _compose()["services"].items():
        if service["image"] == "wenju":
            yield name, [*service.get("entrypoint", []), *service["command"]], service["environment"]
    for document in _kubernetes():
        if document["kind"] == "Deployment":
            for each in document["spec"]["template"]["spec"]["containers"]:
                environment = {one["name"]: one.get("value", "of a secret") for one in each["env"]}
                yield document["metadata"]["name"], [*each.get("command", []), *each.get("args", [])], environment


CONTAINERS = list(_containers())


def test_there_are_pages_and_a_ray_in_both() -> None:
    assert sorted(name for name, *_ in CONTAINERS) == [
        "page-1", "page-2", "ray", "ray-worker", "wenju", "wenju-ray", "wenju-ray-worker"
    ]  # fmt: skip


@pytest.mark.parametrize(("name", "arguments", "environment"), CONTAINERS)
def test_a_container_runs_what_there_is(name: str, arguments: list[str], environment: dict[str, str]) -> None:
    if arguments[0] == "ray":
        assert arguments[1] == "start"
        assert (environment["RAY_AUTH_MODE"], environment["RAY_USAGE_STATS_ENABLED"]) == ("token", "0"), name
        return
    options = build_parser().parse_args(arguments)
    assert (options.host, options.port) == ("0.0.0.0", 7860)
    assert options.password_file is not None, "beyond one computer a page needs names"


@pytest.mark.parametrize(("name", "arguments", "environment"), CONTAINERS)
def test_its_settings_are_settings(
    name: str, arguments: list[str], environment: dict[str, str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    settings = load_settings({key: value for key, value in environment.items() if key.startswith("WENJU_")})
    if "WENJU_LIBRARY" in environment:
        assert is_shared(settings.library)
        assert str(opened(settings.library)) == "milvus://milvus:19530/wenju?objects=s3://wenju/library"
    if arguments[0] == "ui":
        assert settings.conversations.url, f"{name}: pages share a database"


def test_whoever_watches_a_page_asks_what_it_answers() -> None:
    (page,) = (one for one in _kubernetes() if one["kind"] == "Deployment" and one["metadata"]["name"] == "wenju")
    (container,) = page["spec"]["template"]["spec"]["containers"]
    probes = [container[kind]["httpGet"]["path"] for kind in ("livenessProbe", "readinessProbe")]
    assert probes == [HEALTHY, READY]
    assert f"127.0.0.1:7860{READY}" in _compose()["services"]["page-1"]["healthcheck"]["test"][-1]


def test_a_visitor_stays_at_one_page() -> None:
    proxy = (DEPLOY / "proxy.conf").read_text("utf-8")
    pages = [f"{name}:7860" for name in _compose()["services"] if name.startswith("page-")]
    assert re.findall(r"server (page-\S+);", proxy) == pages
    assert "ip_hash;" in proxy
    (service,) = (one for one in _kubernetes() if one["kind"] == "Service" and one["metadata"]["name"] == "wenju")
    assert service["spec"]["sessionAffinity"] == "ClientIP"


@pytest.mark.stress
@pytest.mark.skipif(not SCHEMAS, reason="WENJU_DEPLOY_SCHEMAS names no folder of programs; make stress does")
@pytest.mark.parametrize(
    ("program", "arguments", "file"),
    [
        ("check-jsonschema", ("--builtin-schema", "vendor.compose-spec"), "compose.yaml"),
        ("kubernetes-validate", ("--strict",), "kubernetes.yaml"),
    ],
)
def test_they_are_valid_by_their_schemas(program: str, arguments: tuple[str, ...], file: str) -> None:
    command = [str(Path(SCHEMAS) / program), *arguments, str(DEPLOY / file)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
