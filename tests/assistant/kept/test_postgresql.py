"""Conversations in PostgreSQL, which several servers share: Debian's own server, run for these tests alone."""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path

import pytest
from scripted import answered

from assistant.errors import KeepingFailed
from assistant.kept.database import Kept
from assistant.kept.opening import open_database
from assistant.kept.records import KeptTurn, new_id, now, owner_of

OWNER = owner_of("ada")


def _program(name: str) -> str | None:
    """A program of Debian's PostgreSQL, which keeps them off the path."""
    places = [str(path) for path in sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)]
    return shutil.which(name, path=os.pathsep.join([*places, os.environ.get("PATH", "")]))


pytestmark = [
    pytest.mark.skipif(_program("initdb") is None, reason="no PostgreSQL server here: apt-get install postgresql"),
    pytest.mark.skipif(find_spec("psycopg") is None, reason="the extra postgresql is not installed"),
]


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """The address of a server's database, without a name for it."""
    # Not in pytest's folder: each run that begins, also beside this one, takes it away from all users but its own.
    folder = Path(tempfile.mkdtemp(prefix="wenju-postgresql-"))
    user = "postgres" if os.geteuid() == 0 else None  # the server refuses to run as root
    if user is not None:
        shutil.chown(folder, user)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    data = folder / "data"
    made = [str(_program("initdb")), "-D", str(data), "-U", "wenju", "--auth=trust", "--no-sync", "-E", "UTF8"]
    subprocess.run(made, user=user, cwd=folder, check=True, capture_output=True)
    command = [str(_program("postgres")), "-D", str(data), "-h", "127.0.0.1", "-p", str(port), "-k", str(folder), "-F"]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(command, user=user, cwd=folder, stdout=log, stderr=subprocess.STDOUT)
        try:
            for _ in range(600):
                assert process.poll() is None
                with socket.socket() as probe:
                    if probe.connect_ex(("127.0.0.1", port)) == 0:
                        break
                time.sleep(0.1)
            yield f"postgresql+psycopg://wenju@127.0.0.1:{port}"
        finally:
            process.send_signal(signal.SIGINT)  # SIGTERM waits for whoever is connected
            process.wait(30)
            shutil.rmtree(folder)


@pytest.fixture
def address(server: str, request: pytest.FixtureRequest) -> str:
    """An empty database's address."""
    import psycopg

    name = f"kept_{abs(hash(request.node.name))}"
    plain = server.replace("+psycopg", "")
    with psycopg.connect(f"{plain}/postgres", autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"'.encode())
    return f"{server}/{name}"


@pytest.fixture
def opened(address: str) -> Iterator[Callable[[], Kept]]:
    """Opens the database as one more server does."""
    servers: list[Kept] = []

    def open_it() -> Kept:
        servers.append(Kept(open_database(address), "milvus://milvus:19530/wenju"))
        return servers[-1]

    yield open_it
    for each in servers:
        each.close()


def asked(question: str) -> KeptTurn:
    return KeptTurn(new_id(), question, now(), "1-abc", ("2025", ""))


def test_what_one_server_writes_another_reads(opened: Callable[[], Kept]) -> None:
    one, other = opened(), opened()
    head = one.begin(OWNER, "青禾县2024年的粮食产量？")
    turn = asked("青禾县2024年的粮食产量？")
    one.add(head, turn)
    answer = answered(turn.question, ())
    one.end(replace(turn, answer=answer))
    found = other.conversation(head)
    assert found is not None and found.turns == (replace(turn, answer=answer),)
    assert [each.id for each in other.heads(OWNER, "粮食")] == [head]
    assert other.rename(OWNER, head, "Grain HARVEST")
    assert [each.title for each in one.heads(OWNER, "harvest")] == ["Grain HARVEST"]
    assert other.remove(OWNER, head)
    assert (one.conversation(head), one.heads(OWNER)) == (None, [])


def test_servers_that_begin_at_once_make_one_set_of_tables(opened: Callable[[], Kept]) -> None:
    together, failed = threading.Barrier(4), list[BaseException]()

    def begin() -> None:
        together.wait()
        try:
            opened().begin(OWNER, "问")
        except BaseException as error:
            failed.append(error)

    servers = [threading.Thread(target=begin) for _ in range(4)]
    for server in servers:
        server.start()
    for server in servers:
        server.join()
    assert failed == []
    assert len(opened().heads(OWNER)) == 4


def test_turns_of_two_servers_have_each_a_place(opened: Callable[[], Kept]) -> None:
    servers = [opened() for _ in range(4)]
    head = servers[0].begin(OWNER, "问")
    together = threading.Barrier(len(servers))

    def ask(kept: Kept, name: int) -> None:
        together.wait()
        for number in range(5):
            kept.add(head, replace(asked(f"{name} {number}"), failure="x"))

    threads = [threading.Thread(target=ask, args=(kept, name)) for name, kept in enumerate(servers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    found = servers[0].conversation(head)
    assert found is not None and len(found.turns) == 20
    assert {turn.question for turn in found.turns} == {f"{name} {number}" for name in range(4) for number in range(5)}
    for name in range(4):
        mine = [turn.question for turn in found.turns if turn.question.startswith(str(name))]
        assert mine == [f"{name} {number}" for number in range(5)]
    with servers[0]._engine.connect() as connection:
        places = connection.exec_driver_sql("SELECT place FROM turns ORDER BY place").scalars().all()
    assert places == list(range(1, 21))


def test_a_set_of_questions_is_written_by_one_and_seen_by_another(opened: Callable[[], Kept]) -> None:
    one, other = opened(), opened()
    head = one.each.begin(OWNER, ["问"], [{"report_id": "a"}], "1-abc")
    assert one.each.write(head, 0, 0, {"status": "answered", "text": "答"})
    found = other.each.asked(head)
    assert found is not None and [(cell.report, cell.question) for cell in found.cells] == [(0, 0)]


def test_a_server_that_is_away_is_told_in_one_line_without_the_password() -> None:
    away = "postgresql+psycopg://wenju:secret@127.0.0.1:1/kept"
    with pytest.raises(KeepingFailed) as told:
        open_database(away)
    assert "secret" not in str(told.value) and "\n" not in str(told.value)
    assert "127.0.0.1:1/kept does not open" in str(told.value)
