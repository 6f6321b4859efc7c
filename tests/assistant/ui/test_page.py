"""The page as it is put together: built without a model, nothing public, every part there once."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from markup import Markup
from scripted import ScriptedAssistant

import assistant.ui as assistant_ui
from assistant.settings import Settings
from assistant.ui.page import SWEEP, TABS, _warm_up
from assistant.ui.panels import adding_html
from index.errors import LibraryMissing
from index.parsing import SUFFIXES


def test_every_part_has_a_name_of_its_own_and_the_styles_name_none_that_is_not_there(
    assistant: ScriptedAssistant, laid_out: Callable[..., Any]
) -> None:
    demo = laid_out(assistant, assistant.settings)
    names = [block.elem_id for block in demo.blocks.values() if block.elem_id]
    assert len(set(names)) == len(names)
    styles = Path(assistant_ui.__file__).parent / "styles"
    styled = {name for path in styles.glob("*.css") for name in re.findall(r"#(wj-[a-z-]+)", path.read_text("utf-8"))}
    # What the script makes, and what stands inside a part.
    inside = set(re.findall(r'id="(wj-[a-z-]+)"', TABS))
    made = inside | {"wj-tray", "wj-notice", "wj-drop", "wj-upload", "wj-gone", "wj-divider"}
    assert styled <= set(names) | made


def test_no_event_but_the_endpoints_is_open_to_other_programs(
    assistant: ScriptedAssistant, laid_out: Callable[..., Any]
) -> None:
    demo = laid_out(assistant, assistant.settings)
    opened = {wired.api_name for wired in demo.fns.values() if wired.api_visibility != "private"}
    assert opened == {"ask", "search", "check", "figures", "facts", "reports", "compare"}
    assert demo.analytics_enabled is False
    assert demo.delete_cache == SWEEP


def test_nothing_is_built_before_it_is_asked_for(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, laid_out: Callable[..., Any]
) -> None:
    monkeypatch.setattr("assistant.build.build_assistant", lambda settings: pytest.fail("it was built"))
    demo = laid_out(settings=Settings(library=str(tmp_path / "library")))
    assert "问据" in demo.title


def test_a_library_that_is_not_there_yet_breaks_no_warming_up() -> None:
    class Missing:
        def warm_up(self) -> None:
            raise LibraryMissing("there is none")

    _warm_up(Missing())  # type: ignore[arg-type]


def test_what_can_be_added_by_a_command_can_be_uploaded() -> None:
    [accepted] = Markup(adding_html("zh")).values("accept")
    assert set(accepted.split(",")) == set(SUFFIXES)
