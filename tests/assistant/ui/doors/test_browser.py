"""Signing in and out in a browser: what a name keeps is found again by that name, and by nobody else."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from scripted import ScriptedAssistant

from assistant.access.passwords import password_line

pytestmark = pytest.mark.browser

ASKED = "地区生产总值？"
PASSWORDS = {"ada": "first password", "bea": "second password"}


@pytest.fixture
def url(served: Callable[..., str], assistant: ScriptedAssistant, tmp_path: Path) -> str:
    file = tmp_path / "people"
    file.write_text("\n".join(password_line(*each) for each in PASSWORDS.items()), "utf-8")
    return served(assistant, host="0.0.0.0", password_file=str(file)).replace("0.0.0.0", "127.0.0.1")


def sign_in(page: Any, name: str) -> None:
    page.fill("[name='name']", name)
    page.fill("[name='password']", PASSWORDS[name])
    page.press("[name='password']", "Enter")
    page.wait_for_selector("[data-sign-out]")


def test_conversations_are_those_of_the_name_in_every_browser(url: str, visit: Callable[..., Any]) -> None:
    first, second = visit(), visit()
    first.page.goto(url)
    sign_in(first.page, "ada")
    first.ask(ASKED)
    first.page.wait_for_selector("#wj-kept .wj-kept-open")
    first.page.fill("#wj-question textarea", "还没问完")
    first.page.click("[data-sign-out]")
    sign_in(first.page, "bea")
    first.page.wait_for_selector("#wj-past [data-here]", state="attached")
    assert first.page.locator("#wj-kept .wj-kept-open").count() == 0
    assert first.page.input_value("#wj-question textarea") == ""
    second.page.goto(url)
    sign_in(second.page, "ada")
    second.page.wait_for_selector("#wj-kept .wj-kept-open")
    assert second.page.locator("#wj-kept .wj-title").all_inner_texts() == [ASKED]
    assert first.errors == second.errors == []
