"""PROVIDER:NAME as a chat model: whose key goes where, what each server is asked, and which addresses are none."""

from typing import Any

import pytest
from pydantic import SecretStr

from assistant.errors import SettingsError
from assistant.llm.model import build_model
from assistant.llm.providers import address, chat_model
from assistant.settings import LlmTable

KEY = "sk-planted-5f1c"


def table(base_url: str, **changes: Any) -> LlmTable:
    values: dict[str, Any] = {"model": "openai:mock", "base_url": base_url, "api_key": SecretStr(KEY)}
    return LlmTable(**(values | changes))


@pytest.mark.parametrize(
    ("base_url", "model", "shown"),
    [
        ("http://127.0.0.1:8000/v1", "openai:m", "127.0.0.1:8000"),
        ("https://Llm.Example/v1", "openai:m", "llm.example"),
        ("", "openai:m", "api.openai.com"),
        ("", "anthropic:m", ""),
    ],
)
def test_an_address_is_shown_as_host_and_port(base_url: str, model: str, shown: str) -> None:
    assert address(LlmTable(model=model, base_url=base_url)) == shown


def test_a_key_in_the_environment_is_for_openai_s_own_address_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-of-openai")
    nobody = SecretStr("")

    def key_of(settings: LlmTable) -> str:
        chat: Any = chat_model(settings)
        return str(chat.openai_api_key.get_secret_value())

    monkeypatch.delenv("OPENAI_BASE_URL", raising=False)
    assert key_of(table("", api_key=nobody)) == "sk-of-openai"
    assert key_of(table("http://127.0.0.1:8000/v1", api_key=nobody)) == "none-needed"
    assert key_of(table("http://127.0.0.1:8000/v1")) == KEY


def test_an_address_that_people_already_have_is_taken_and_ours_goes_above(monkeypatch: pytest.MonkeyPatch) -> None:
    """A question is never sent to OpenAI where another server is set."""
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:11434/v1")
    monkeypatch.setenv("OPENAI_API_KEY", "sk-of-that-server")
    nobody = SecretStr("")
    theirs: Any = chat_model(table("", api_key=nobody))
    assert (theirs.openai_api_base, theirs.openai_api_key.get_secret_value()) == (
        "http://127.0.0.1:11434/v1",
        "sk-of-that-server",
    )
    assert address(table("")) == "127.0.0.1:11434"
    ours: Any = chat_model(table("http://127.0.0.1:8000/v1", api_key=nobody))
    assert (ours.openai_api_base, ours.openai_api_key.get_secret_value()) == ("http://127.0.0.1:8000/v1", "none-needed")
    assert address(LlmTable(model="anthropic:m")) == ""
    monkeypatch.setenv("OPENAI_BASE_URL", "ftp://elsewhere")
    with pytest.raises(SettingsError, match="variable OPENAI_BASE_URL: is no address"):
        chat_model(table(""))


def test_a_model_without_its_provider_is_told_what_is_missing() -> None:
    for name in ("qwen2.5:7b", "llama3:latest", "qwen"):
        with pytest.raises(SettingsError, match=f"write openai:{name} and set llm.base_url"):
            chat_model(LlmTable(model=name))


def test_each_server_is_asked_in_the_words_that_it_knows() -> None:
    own: Any = chat_model(table("", answer_tokens=99))
    assert (own.max_tokens, own.temperature, own.extra_body) == (99, None, None)
    other: Any = chat_model(table("http://127.0.0.1:8000/v1", answer_tokens=99))
    assert (other.max_tokens, other.temperature, other.extra_body) == (None, 0.0, {"max_tokens": 99})
    assert (own.max_retries, other.openai_proxy) == (0, None)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"model": "qwen"}, "is not PROVIDER:NAME; for a server that speaks"),
        ({"model": "anthropic:some"}, r"needs a package; install it: pip install 'wenju\[anthropic\]'"),
        ({"model": "ollama:some"}, r"needs a package; install it: pip install 'wenju\[ollama\]'"),
        ({"model": "nobody:some"}, "write openai:nobody:some"),
        ({"base_url": f"http://me:{KEY}@host/v1"}, "holds more than an address"),
        ({"base_url": f"http://host/v1?key={KEY}"}, "holds more than an address"),
        ({"base_url": "host:8000/v1"}, "is no address; write it as"),
        ({"base_url": "http://host:port/v1"}, "is no address; write it as"),
        ({"base_url": "", "api_key": SecretStr("")}, "needs a key; set WENJU_LLM_API_KEY"),
    ],
)
def test_wrong_settings_are_said(changes: dict[str, Any], message: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    with pytest.raises(SettingsError, match=message) as caught:
        build_model(table(**({"base_url": "http://127.0.0.1:1/v1"} | changes)))
    assert KEY not in str(caught.value)
