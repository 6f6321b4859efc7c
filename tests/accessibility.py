"""axe-core beside the browser tests: what readers and keyboards can't use of a page."""

from typing import Any

import pytest


def axe_findings(page: Any) -> list[str]:
    """What axe-core finds on the page as it is, each by its rule and the first element that breaks it."""
    axe = pytest.importorskip(
        "axe_playwright_python.sync_playwright", reason="axe is not installed: pip install .[dev]"
    )
    page.wait_for_timeout(400)  # what fades in has its colours only then
    violations = axe.Axe().run(page).response["violations"]
    return [f"{each['id']}: {each['nodes'][0]['html'][:160]}" for each in violations]
