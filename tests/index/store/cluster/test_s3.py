"""A library whose objects lie in S3: against moto's server, which has an environment of its own.

moto brings boto3, which wants an older python-dateutil than ours; `make stress` installs it apart and says where.
"""

import os
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from fakes import FIRST, SECOND, HashingEmbedder, ReaderHere, found

from index.errors import LibraryUnreachable
from index.library import Library
from index.store.cluster.cluster import ClusterStore
from index.store.cluster.collections import Collections
from index.store.cluster.objects import Objects

SERVER = os.environ.get("WENJU_MOTO_SERVER", "")
pytestmark = [
    pytest.mark.stress,
    pytest.mark.skipif(not SERVER, reason="WENJU_MOTO_SERVER names no moto_server; make stress does"),
]


@pytest.fixture
def bucket(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[str]:
    """The URL of a bucket, its server running."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    url = f"http://127.0.0.1:{port}"
    for name, value in {
        "AWS_ENDPOINT_URL": url,
        "AWS_ALLOW_HTTP": "true",
        "AWS_ACCESS_KEY_ID": "any",
        "AWS_SECRET_ACCESS_KEY": "any",
        "AWS_REGION": "us-east-1",
    }.items():
        monkeypatch.setenv(name, value)
    with (tmp_path / "moto.log").open("wb") as log:
        server = subprocess.Popen([SERVER, "-H", "127.0.0.1", "-p", str(port)], stdout=log, stderr=subprocess.STDOUT)
        try:
            for _ in range(300):
                assert server.poll() is None
                with socket.socket() as probe:
                    if probe.connect_ex(("127.0.0.1", port)) == 0:
                        break
                time.sleep(0.1)
            urllib.request.urlopen(urllib.request.Request(f"{url}/bucket", method="PUT"))
            yield "s3://bucket/prefix"
        finally:
            server.terminate()
            server.wait(20)


def test_objects_in_s3_are_written_listed_and_deleted(bucket: str) -> None:
    objects = Objects(bucket)
    assert (objects.names("log"), objects.folders("log"), objects.read("log/1/a")) == ([], [], None)
    objects.write("log/1/a", b"one")
    objects.write("log/2/b", b"two")
    assert objects.names("log") == ["log/1/a", "log/2/b"]
    assert objects.names("log/1") == ["log/1/a"]
    assert objects.folders("log") == ["1", "2"]
    assert objects.read("log/2/b") == b"two"
    objects.delete_folder("log/1")
    objects.delete_folder("log/1")
    assert Objects(bucket).names("log") == ["log/2/b"]
    with pytest.raises(LibraryUnreachable):
        Objects("s3://no-such-bucket/x").write("a", b"1")


def test_a_library_with_its_objects_in_s3(bucket: str, tmp_path: Path) -> None:
    def library() -> Library:
        collections = Collections(str(tmp_path / "milvus.db"), "wenju")
        store = ClusterStore("s3", Objects(bucket), collections, tmp_path)
        return Library(store, HashingEmbedder(), reader=ReaderHere)

    (tmp_path / "first.txt").write_text(FIRST, "utf-8")
    (tmp_path / "second.txt").write_text(SECOND, "utf-8")
    library().add([tmp_path / "first.txt", tmp_path / "second.txt"])
    other = library()
    assert found(other, "新建公路")[0] == "first.txt"
    assert other.original(other.resolve("second.txt")).read_text("utf-8") == SECOND
    other.remove([other.resolve("second.txt")])
    assert [entry.sources[0].name for entry in library().reports()] == ["first.txt"]
    assert library().findings() == []
