"""A bundle's file from anyone: one that was changed is known, and what is no bundle is refused in one line."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from assistant.bundle.escaping import json_text
from assistant.bundle.reading import read_bundle
from assistant.bundle.schema import Bundle, digest
from assistant.errors import WrongUsage


def refusal(path: Path) -> str:
    with pytest.raises(WrongUsage) as refused:
        read_bundle(path)
    said = str(refused.value)
    assert "\n" not in said and len(said) < 400
    return said


def test_a_bundle_reads_back_whole_with_a_byte_order_mark_too(bundle: Bundle, tmp_path: Path) -> None:
    for mark in (b"", b"\xef\xbb\xbf"):
        (tmp_path / "bundle.json").write_bytes(mark + json_text(bundle.to_json()).encode())
        again, intact = read_bundle(tmp_path / "bundle.json")
        assert (again, intact) == (bundle, True)


def test_a_bundle_that_was_changed_reads_and_is_not_intact(bundle: Bundle, tmp_path: Path) -> None:
    document = bundle.to_json() | {"made": "2027-01-01T00:00:00Z"}
    (tmp_path / "bundle.json").write_text(json.dumps(document), "utf-8")
    assert read_bundle(tmp_path / "bundle.json")[1] is False


BAD = {
    "empty": b"",
    "not json": b"{",
    "a list": b"[]",
    "another object": b"{}",
    "other kind": b'{"schema_version": 1, "kind": "other"}',
    "not utf-8": b"\xff\xfe{",
    "too deep": b"[" * 200_000,
    "deep but closed": b'{"a":' * 60 + b"1" + b"}" * 60,
    "deep settings": b'{"settings":' + b"[" * 500 + b"]" * 500 + b"}",
    "twice": b'{"kind": "wenju.evidence", "kind": "wenju.evidence"}',
    "not a number": b'{"a": NaN}',
    "endless number": b'{"a": ' + b"9" * 10_000 + b"}",
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_no_bundle_is_refused_in_one_line(name: str, tmp_path: Path) -> None:
    path = tmp_path / "bad.json"
    path.write_bytes(BAD[name])
    assert refusal(path).startswith(f"{path} is not an evidence bundle: ")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("start", "209"),
        ("start", -1),
        ("start", True),
        ("end", 10**30),
        ("end", 231.5),
        ("report_id", "../../etc/passwd"),
        ("quote", ["x"]),
        ("quote", "x" * 1_000_001),
        ("image", "originals/../../secret.png"),
        ("image", "https://evil.example/x.png"),
        ("stance", "proves"),
    ],
)
def test_a_field_of_the_wrong_kind_is_refused(field: str, value: Any, bundle: Bundle, tmp_path: Path) -> None:
    document = json.loads(json_text(bundle.to_json()))
    document["claims"][0]["citations"][0][field] = value
    document["sha256"] = digest(document)
    (tmp_path / "bundle.json").write_text(json.dumps(document), "utf-8")
    assert f"claims.0.citations.0.{field}: " in refusal(tmp_path / "bundle.json")


def test_no_file_a_folder_and_a_pipe_are_wrong_usage(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for name, words in (("absent.json", "cannot be read"), (".", "is not a file"), ("pipe", "is not a file")):
        assert words in refusal(tmp_path / name)
