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

    assert key_of(table("", api_key=nobody)) == "sk-of-openai"
    assert key_of(table("http://127.0.0.1:8000/v1", api_key=nobody)) == "none-needed"
    assert key_of(table("http://127.0.0.1:8000/v1")) == KEY


def test_each_server_is_asked_in_the_words_that_it_knows() -> None:
    own: Any = chat_model(table("", answer_tokens=99))
    assert (own.max_tokens, own.temperature, own.extra_body) == (99, None, None)
    other: Any = chat_model(table("http://127.0.0.1:8000/v1", answer_tokens=99))
    assert (other.max_tokens, other.temperature, other.extra_body) == (None, 0.0, {"max_tokens": 99})
    assert (own.max_retries, other.openai_proxy) == (0, None)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"model": "qwen"}, "is not PROVIDER:NAME, such as openai:qwen2.5-7b"),
        ({"model": "anthropic:some"}, r"needs a package; install it: pip install 'wenju\[anthropic\]'"),
        ({"model": "ollama:some"}, r"needs a package; install it: pip install 'wenju\[ollama\]'"),
        ({"model": "nobody:some"}, "is not to be had"),
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
