"""docs/api.md: each example runs on the samples and prints what stands below it."""

import importlib.util
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.build import Assistant
from assistant.endpoints.endpoints import ENDPOINTS

ROOT = Path(__file__).resolve().parents[4]
TEXT = (ROOT / "docs" / "api.md").read_text("utf-8")
ADDRESS = "http://127.0.0.1:7860"
EXAMPLES = [
    pytest.param(kind, code, printed, id=code.split("\n")[0][:40])
    for kind, code, printed in re.findall(r"```(sh|python)\n(.*?)```\n```text\n(.*?)```", TEXT, re.DOTALL)
]


def test_there_are_examples_and_every_endpoint_is_told() -> None:
    assert len(EXAMPLES) == 7
    for name, endpoint in ENDPOINTS.items():
        row = next(line for line in TEXT.splitlines() if line.startswith(f"| `{name}`"))
        own = [
            field for field in endpoint.request.model_fields if field not in ("years", "regions", "issuers", "reports")
        ]
        assert all(f"`{field}`" in row for field in own)


@pytest.mark.parametrize(("kind", "code", "printed"), EXAMPLES)
def test_an_example_prints_what_it_says(
    served: Callable[..., str], sample_assistant: Assistant, tmp_path: Path, kind: str, code: str, printed: str
) -> None:
    if kind == "sh" and shutil.which("curl") is None:
        pytest.skip("curl is not installed")
    has_mcp = importlib.util.find_spec("mcp") is not None
    if "mcp" in code and not has_mcp:
        pytest.skip("mcp is not installed: pip install '.[mcp]'")
    (tmp_path / "library").symlink_to(sample_assistant.library.root)
    if ADDRESS in code:
        code = code.replace(ADDRESS, served(sample_assistant, mcp=has_mcp).removesuffix("/"))
    command = ["bash", "-c", code] if kind == "sh" else [sys.executable, "-c", code]
    done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, timeout=300)
    assert done.returncode == 0, done.stderr
    wanted = ".*".join(re.escape(part) for part in printed.strip().replace("\n…", "…").replace("…\n", "…").split("…"))
    assert re.fullmatch(wanted, done.stdout.strip(), re.DOTALL), done.stdout[:2_000]
