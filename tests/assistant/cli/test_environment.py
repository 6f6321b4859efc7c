"""`wenju ui`: which options change the settings, and which leave them."""

import pytest
from commands import run

from assistant import ui
from assistant.settings import Settings


@pytest.mark.parametrize(
    ("arguments", "host", "port"),
    [((), "127.0.0.1", 7860), (("--port", "0"), "127.0.0.1", 0), (("--host", "::1"), "::1", 7860)],
)
def test_host_and_port_go_above_the_settings(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    arguments: tuple[str, ...],
    host: str,
    port: int,
) -> None:
    served: list[Settings] = []
    monkeypatch.setattr(ui, "launch", lambda settings: served.append(settings))
    monkeypatch.setenv("WENJU_UI_LANGUAGE", "en")
    assert run(capsys, "ui", *arguments)[0] == 0
    assert (served[0].ui.host, served[0].ui.port, served[0].ui.language) == (host, port, "en")


def test_a_port_that_is_no_number_is_wrong_usage(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ui, "launch", lambda settings: pytest.fail("it was served"))
    status, _, err = run(capsys, "ui", "--port", "many")
    assert (status, err.count("\n")) == (2, 1)
