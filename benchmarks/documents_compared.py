"""Two folders of documents beside each other: what differs, value by value."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any


def compare(before: Path, after: Path, most: int = 5) -> int:
    """Prints what differs, document by document; returns the exit status."""
    documents = [{path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*.json"))}
                 for folder in (before / "documents", after / "documents")]  # fmt: skip
    names = sorted({*documents[0], *documents[1]})
    differing = 0
    for name in names:
        if name not in documents[0] or name not in documents[1]:
            print(f"{name}: only {'after' if name in documents[1] else 'before'}")
            differing += 1
            continue
        one, other = (json.loads(known[name].read_text("utf-8")) for known in documents)
        found = list(differences(one, other))
        if not found:
            print(f"{name}: same")
            continue
        differing += 1
        print(f"{name}: {len(found)} differences")
        for place, old, new in found[:most]:
            print(f"  {place}\n    before {_short(old)}\n    after  {_short(new)}")
    print(f"{len(names) - differing} of {len(names)} documents are the same")
    return 1 if differing or not names else 0


class _Absent:
    def __repr__(self) -> str:
        return "(nothing)"


ABSENT = _Absent()


def differences(one: Any, other: Any, place: str = "$") -> Iterator[tuple[str, Any, Any]]:
    """(path, before, after) of every value that differs; the order of keys counts too."""
    if isinstance(one, dict) and isinstance(other, dict):
        if list(one) != list(other) and set(one) == set(other):
            yield f"{place} (order of keys)", list(one), list(other)
        for name in dict.fromkeys([*one, *other]):
            yield from differences(one.get(name, ABSENT), other.get(name, ABSENT), f"{place}.{name}")
    elif isinstance(one, list) and isinstance(other, list):
        for number in range(max(len(one), len(other))):
            old, new = (values[number] if number < len(values) else ABSENT for values in (one, other))
            yield from differences(old, new, f"{place}[{number}]")
    elif type(one) is not type(other) or one != other:
        yield place, one, other


def _short(value: Any) -> str:
    text = repr(value) if value is ABSENT else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 300 else f"{text[:299]}…"
