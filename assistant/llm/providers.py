"""PROVIDER:NAME of the settings as a LangChain chat model; its package loads only here.

`openai` is every server that speaks OpenAI's protocol. Where llm.base_url is not set, OPENAI_BASE_URL is it, so that no
question goes elsewhere than people have set; OPENAI_API_KEY goes there, or to OpenAI's own address, and to no other: a
key for one server is not shown to another.
"""

import logging
import os
from importlib.util import find_spec
from typing import Any
from urllib.parse import urlsplit

from langchain_core.language_models import BaseChatModel
from pydantic import SecretStr

from assistant.errors import SettingsError
from assistant.settings import LlmTable

OPENAI_URL = "https://api.openai.com/v1"
NO_KEY = "none-needed"
EXTRAS = {"anthropic": "langchain-anthropic", "ollama": "langchain-ollama", "google_genai": "langchain-google-genai"}


def chat_model(settings: LlmTable) -> BaseChatModel:
    """The chat model that `llm.model` names. Raises SettingsError, with what to set or install."""
    provider, _, name = settings.model.partition(":")
    if not provider or not name or not _is_provider(provider):
        raise SettingsError(
            f"setting 'llm.model': {settings.model!r} is not PROVIDER:NAME; for a server that speaks OpenAI's protocol "
            f"(Ollama, vLLM, llama.cpp) write openai:{settings.model or 'NAME'} and set llm.base_url"
        )
    return _openai(settings, name) if provider == "openai" else _other(settings, provider)


def _is_provider(provider: str) -> bool:
    """Whether there is, or could be installed, a package of LangChain's for it: qwen2.5:7b names none."""
    if provider in ("openai", *EXTRAS):
        return True
    return provider.replace("_", "").isidentifier() and find_spec(f"langchain_{provider}") is not None


def base_url(settings: LlmTable) -> str:
    """The address that is spoken to: ours, else OPENAI_BASE_URL for such a server; empty where neither."""
    if settings.base_url or not settings.model.startswith("openai:"):
        return settings.base_url
    return os.environ.get("OPENAI_BASE_URL", "").strip()


def key_of(settings: LlmTable) -> str:
    """The key for that address; empty where none is set for it."""
    if key := settings.api_key.get_secret_value():
        return key
    its_own = not settings.base_url or address(settings) == urlsplit(OPENAI_URL).netloc
    return os.environ.get("OPENAI_API_KEY", "") if its_own and settings.model.startswith("openai:") else ""


def address(settings: LlmTable) -> str:
    """HOST or HOST:PORT of the server, for messages; empty where the provider's package knows it."""
    url = base_url(settings)
    where = "setting 'llm.base_url'" if settings.base_url else "variable OPENAI_BASE_URL"
    if not url:
        return urlsplit(OPENAI_URL).netloc if settings.model.startswith("openai:") else ""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise SettingsError(f"{where}: is no address; write it as http://127.0.0.1:8000/v1") from error
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise SettingsError(f"{where}: is no address; write it as http://127.0.0.1:8000/v1")
    if parts.username is not None or parts.query or parts.fragment:
        raise SettingsError(f"{where}: holds more than an address; the key belongs in WENJU_LLM_API_KEY")
    return parts.hostname if port is None else f"{parts.hostname}:{port}"


def _openai(settings: LlmTable, name: str) -> BaseChatModel:
    from langchain_openai import ChatOpenAI

    from assistant.llm.transport import OPENAI_HOST, http_client

    own = address(settings) == OPENAI_HOST
    key = key_of(settings) or ("" if own else NO_KEY)
    if not key:
        raise SettingsError(f"setting 'llm.model': {settings.model} needs a key; set WENJU_LLM_API_KEY")
    client = http_client(settings)
    # OpenAI's newer models refuse a temperature and `max_tokens`; other servers know nothing else.
    length: dict[str, Any] = (
        {"max_completion_tokens": settings.answer_tokens}
        if own
        else {"temperature": 0, "extra_body": {"max_tokens": settings.answer_tokens}}
    )
    chat = ChatOpenAI(
        model=name,
        base_url=base_url(settings) or OPENAI_URL,
        api_key=SecretStr(key),
        openai_proxy=None,
        http_client=client,
        timeout=client.timeout,
        max_retries=0,
        use_responses_api=False,
        stream_usage=False,
        cache=False,
        verbose=False,
        **length,
    )
    for logger in (
        "openai",
        "httpx2",
        "httpcore2",
    ):  # at DEBUG they write down what a server sends, a key it echoes too
        logging.getLogger(logger).setLevel(logging.WARNING)
    return chat


def _other(settings: LlmTable, provider: str) -> BaseChatModel:
    from langchain.chat_models import init_chat_model

    options: dict[str, Any] = {"temperature": 0, "max_tokens": settings.answer_tokens}
    if provider == "ollama":
        options = {"temperature": 0, "num_predict": settings.answer_tokens}
        options["client_kwargs"] = {"timeout": settings.total_seconds}
    else:
        options |= {"timeout": settings.total_seconds, "max_retries": 0}
    if settings.base_url:
        options["base_url"] = settings.base_url
    if key := settings.api_key.get_secret_value():
        options["api_key"] = key
    try:
        chat = init_chat_model(settings.model, **options)
    except ImportError:
        package = f"'wenju[{provider}]'" if provider in EXTRAS else f"langchain-{provider.replace('_', '-')}"
        raise SettingsError(
            f"setting 'llm.model': {settings.model} needs a package; install it: pip install {package}"
        ) from None
    except Exception as error:  # noqa: BLE001 - any provider's own checks; their messages may repeat a key
        raise SettingsError(
            f"setting 'llm.model': {settings.model} is not to be had ({type(error).__name__}); check its name and key"
        ) from None
    assert isinstance(chat, BaseChatModel)
    return chat
