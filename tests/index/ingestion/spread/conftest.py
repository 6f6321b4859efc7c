"""What the tests of spread adding share: they are skipped, saying so, where the extra cluster is not installed."""

from importlib.util import find_spec
from pathlib import Path

import pytest


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skips what needs Ray or Milvus's stand-in."""
    if find_spec("ray") is None or find_spec("milvus_lite") is None:
        for item in items:
            if Path(__file__).parent in item.path.parents:
                item.add_marker(pytest.mark.skip(reason="the extra cluster is not installed"))
