"""Settings from a file and the environment; the docs name every one."""

from pathlib import Path

import pytest

from assistant.errors import SettingsError
from assistant.settings import Settings, _variables, load_settings


def test_the_environment_goes_above_the_file_and_arguments_above_both(tmp_path: Path) -> None:
    file = tmp_path / "wenju.toml"
    file.write_text('library = "a"\n[ui]\nport = 8000\nlanguage = "en"\n', "utf-8")
    settings = load_settings({"WENJU_SETTINGS": str(file), "WENJU_UI_PORT": "9000", "WENJU_LIBRARY": "b"})
    assert (settings.ui.port, settings.ui.language, settings.library) == (9000, "en", "b")
    assert load_settings({"WENJU_LIBRARY": "b"}, library=Path("c")).library == "c"


@pytest.mark.parametrize(
    ("toml", "message"),
    [
        ("libary = 'x'", r"^setting 'libary': extra inputs are not permitted; docs/settings.md lists the settings$"),
        ("[ui]\nport = 'x'", r"^setting 'ui\.port': .*; docs/settings.md lists the settings$"),
        ("[ui", r"^the settings file .* does not read: "),
    ],
)
def test_what_is_wrong_is_one_line(tmp_path: Path, toml: str, message: str) -> None:
    file = tmp_path / "wenju.toml"
    file.write_text(toml, "utf-8")
    with pytest.raises(SettingsError, match=message):
        load_settings({}, file)


def test_a_settings_file_that_is_not_there_is_said() -> None:
    with pytest.raises(SettingsError, match="WENJU_SETTINGS names nowhere"):
        load_settings({"WENJU_SETTINGS": "nowhere"})


def test_a_variable_that_names_no_setting_is_refused() -> None:
    message = r"^variable WENJU_UI_PROT: names no setting; docs/settings\.md lists the settings$"
    with pytest.raises(SettingsError, match=message):
        load_settings({"WENJU_UI_PROT": "9000"})
    assert load_settings({"WENJU_SCREENSHOTS": "x"}) == Settings()


def test_settings_are_frozen() -> None:
    with pytest.raises(ValueError, match="frozen"):
        Settings().library = "x"


def test_the_docs_name_every_setting_and_variable() -> None:
    text = (Path(__file__).parents[2] / "docs" / "settings.md").read_text("utf-8")
    for table, key, variable in _variables():
        assert f"`{f'{table}.' if table else ''}{key}`" in text
        assert f"`{variable}`" in text
