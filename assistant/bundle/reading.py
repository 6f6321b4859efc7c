"""A bundle's file, which may come from anyone, into a Bundle: what is none is refused in one line."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NoReturn

from pydantic import ValidationError

from assistant.bundle.schema import Bundle, digest
from assistant.errors import WrongUsage

# 10,000 claims with five quotes each, about 1 kB a quote with its origin, are 60 MB.
MOST_BYTES = 100_000_000
DEPTH = 20  # a bundle's own is 8


def read_bundle(path: Path) -> tuple[Bundle, bool]:
    """The bundle, and whether its content is the one that its hash was made of. Raises WrongUsage."""
    document = _document(path)
    try:
        bundle = Bundle.model_validate(document)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(str(part) for part in first["loc"])[:100]
        raise WrongUsage(f"{path} is not an evidence bundle: {where}: {first['msg'].lower()}") from error
    return bundle, digest(document) == bundle.sha256


def _document(path: Path) -> dict[str, Any]:
    if path.exists() and not path.is_file():  # a pipe would wait for ever
        raise WrongUsage(f"{path} is not a file; name a bundle.json")
    try:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise WrongUsage(f"{path} cannot be read ({error.strerror}); name a bundle.json") from error
    if len(content) > MOST_BYTES:
        raise WrongUsage(f"{path} is larger than {MOST_BYTES // 1_000_000} MB; no bundle is")
    try:
        document = json.loads(content.decode("utf-8-sig"), object_pairs_hook=_pairs, parse_constant=_no_number)
    except RecursionError as error:
        raise WrongUsage(f"{path} is not an evidence bundle: it is nested too deeply") from error
    except ValueError as error:
        raise WrongUsage(f"{path} is not an evidence bundle: {_first_line(error)}") from error
    if not isinstance(document, dict):
        raise WrongUsage(f"{path} is not an evidence bundle: it holds no JSON object")
    if _deeper(document, DEPTH):
        raise WrongUsage(f"{path} is not an evidence bundle: it is nested too deeply")
    return document


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object; of two values under one name, programs would read different ones."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name stands twice in one object")
    return found


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON")


def _first_line(error: ValueError) -> str:
    return (str(error).splitlines() or ["does not read"])[0][:200]


def _deeper(value: Any, depth: int) -> bool:
    inner: Iterable[Any] = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return isinstance(value, dict | list) and (depth == 0 or any(_deeper(each, depth - 1) for each in inner))
