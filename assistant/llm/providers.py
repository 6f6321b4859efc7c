"""PROVIDER:NAME of the settings as a LangChain chat model; its package loads only here.

`openai` is every server that speaks OpenAI's protocol. Nothing is taken from OPENAI_* variables but the key, and that
only for OpenAI's own address: a key for one server is not shown to another.
"""

import logging
import os
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
    if not provider or not name:
        raise SettingsError(f"setting 'llm.model': {settings.model!r} is not PROVIDER:NAME, such as openai:qwen2.5-7b")
    return _openai(settings, name) if provider == "openai" else _other(settings, provider)


def address(settings: LlmTable) -> str:
    """HOST or HOST:PORT of the server, for messages; empty where the provider's package knows it."""
    if not settings.base_url:
        return urlsplit(OPENAI_URL).netloc if settings.model.startswith("openai:") else ""
    try:
        parts = urlsplit(settings.base_url)
        port = parts.port
    except ValueError as error:
        raise SettingsError("setting 'llm.base_url': is no address; write it as http://127.0.0.1:8000/v1") from error
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise SettingsError("setting 'llm.base_url': is no address; write it as http://127.0.0.1:8000/v1")
    if parts.username is not None or parts.query or parts.fragment:
        raise SettingsError("setting 'llm.base_url': holds more than an address; the key belongs in WENJU_LLM_API_KEY")
    return parts.hostname if port is None else f"{parts.hostname}:{port}"


def _openai(settings: LlmTable, name: str) -> BaseChatModel:
    from langchain_openai import ChatOpenAI

    from assistant.llm.transport import OPENAI_HOST, http_client

    own = address(settings) == OPENAI_HOST
    key = settings.api_key.get_secret_value() or (os.environ.get("OPENAI_API_KEY", "") if own else NO_KEY)
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
        base_url=settings.base_url or OPENAI_URL,
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
