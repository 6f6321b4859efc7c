"""What the tests of the cluster share: they are skipped, saying so, where its extra is not installed."""

from importlib.util import find_spec
from pathlib import Path

import pytest

from index.store.cluster.objects import Objects


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skips what needs Milvus's stand-in."""
    if find_spec("milvus_lite") is None:
        for item in items:
            if Path(__file__).parent in item.path.parents:
                item.add_marker(pytest.mark.skip(reason="the extra cluster is not installed"))


@pytest.fixture
def objects(tmp_path: Path) -> Objects:
    """Objects in a folder."""
    return Objects(str(tmp_path / "objects"))
