"""A store broken on purpose: a pytest plugin that breaks what WENJU_BREAK names; the test that guards it must fail.

Run as `pytest -p broken_stores` by tests/index/store/test_broken_stores.py; forks.py breaks its runs in the same way.
"""

import contextlib
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

VARIABLE = "WENJU_BREAK"
STORE = "tests/index/store"
CLUSTER = f"{STORE}/cluster"


def put(owner: Any, name: str, broken: Any) -> None:
    """Puts `broken` in the place of what `owner` has under that name."""
    setattr(owner, name, broken)


def _everywhere(original: Any, broken: Any) -> None:
    """Puts `broken` in the place of a function in every module of ours that has it."""
    for module in [each for name, each in sys.modules.items() if name.startswith("index.")]:
        for name, value in list(vars(module).items()):
            if value is original:
                put(module, name, broken)


def _hashes_ignored() -> None:
    from index.store import durable

    _everywhere(durable.read_intact, lambda root, file: (root / file.name).read_bytes())
    put(durable.Verified, "intact", lambda self, root, file: True)


def _seals_ignored() -> None:
    from index.store import rows

    _everywhere(rows.row_checksum, lambda row, sources: "sealed")


def _ledger_unsealed() -> None:
    from index.store.ledger import Ledger

    put(Ledger, "_checksum", lambda self, number: "sealed")


def _no_transaction() -> None:
    """Rows are written one by one, each at once."""
    from index.store import transactions

    @contextlib.contextmanager
    def writing_by(root: Path, busy_ms: int = 0) -> Iterator[Any]:
        with transactions._connected(root) as connection:
            yield connection

    put(transactions, "writing_by", writing_by)


def _old_files_go_first() -> None:
    """The words' files of the generation before are gone before the transaction that lists the new ones."""
    from index.store import commit
    from index.store.lexical_writing import write_generation as written

    def write_generation(root: Path, folder: Path, kind: str, previous: Any, removed: Any, added: Any) -> Any:
        files = written(root, folder, kind, previous, removed, added)
        for file in previous:
            (root / file.name).unlink(missing_ok=True)
        return files

    put(commit, "write_generation", write_generation)


def _never_synced() -> None:
    """New files are not made durable, so that a disk that fails then isn't noticed."""
    from index.store import durable, lexical_writing, shards  # noqa: F401 all that syncs is loaded

    class Os:
        def __getattr__(self, name: str) -> Any:
            return (lambda descriptor: None) if name == "fsync" else getattr(os, name)

    for module in (durable, lexical_writing):
        put(module, "os", Os())


def _not_read_back() -> None:
    from index.store import durable

    class Same:
        def digest(self) -> bytes:
            return b""

    class Hashlib:
        @staticmethod
        def sha256(_: bytes) -> Same:
            return Same()

    put(durable, "hashlib", Hashlib)


def _generation_stays() -> None:
    from index.store.catalogue import Catalogue

    kept = Catalogue.set_setting

    def set_setting(self: Catalogue, name: str, value: str) -> None:
        if name != "generation" or self.generation() == 0:
            kept(self, name, value)

    put(Catalogue, "set_setting", set_setting)


def _any_space_will_do() -> None:
    from index.store import durable

    _everywhere(durable.require_space, lambda folder, needed: None)


def _no_lock() -> None:
    from index.store import durable

    @contextlib.contextmanager
    def writer_lock(root: Path, timeout: float) -> Iterator[durable.WriterLock]:
        yield durable.WriterLock(unfinished=False)

    _everywhere(durable.writer_lock, writer_lock)


def _errors_swallowed() -> None:
    """A file that can't be written is passed over."""
    from index.errors import LibraryNotWritable
    from index.store import durable

    real = durable.write_file

    def write_file(path: Path, content: bytes) -> None:
        with contextlib.suppress(LibraryNotWritable):
            real(path, content)

    _everywhere(real, write_file)


def _opening_writes() -> None:
    from index.store.snapshot import Snapshot

    opened = Snapshot.__init__

    def init(self: Snapshot, root: Path, *rest: Any) -> None:
        (root / "opened").write_text("now")
        opened(self, root, *rest)

    put(Snapshot, "__init__", init)


def _never_looked_at_again() -> None:
    """Files that are mapped are not looked at after they were opened."""
    from index.store.snapshot import Snapshot

    put(Snapshot, "is_changed", lambda self, root: False)


def _left_over_stays() -> None:
    """What a killed writer left is not swept."""
    from index.store import commit

    _everywhere(commit.sweep, lambda root: None)


def _rolled_back_twice() -> None:
    """A rollback after SQLite's own on a full disk: what happened until this was mended."""
    from index.store import transactions

    @contextlib.contextmanager
    def writing_by(root: Path, busy_ms: int = transactions.BUSY_MS) -> Iterator[Any]:
        with transactions._connected(root) as connection:
            connection.execute("PRAGMA cache_spill = OFF")
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
            except BaseException:
                connection.execute("ROLLBACK")
                raise
            connection.execute("COMMIT")

    put(transactions, "writing_by", writing_by)


def _connections_stay() -> None:
    """A connection is used again whatever became of its file."""
    from index.store.connections import KeptConnections, _State

    put(KeptConnections, "_state", lambda self: _State(os.getpid(), 0, 0, 0, 0))


def _a_variable_each() -> None:
    """What is asked for by many values binds one variable a value, as it once was."""
    from index.store import scoping

    def among(column: str, values: Any) -> tuple[str, list[Any]]:
        return f"{column} IN ({', '.join('?' * len(values))})", list(values)

    put(scoping, "among", among)


def _catalogue_goes_first() -> None:
    """A backup's catalogue is there before the files that it lists."""
    from index.store import backup, transactions

    real = backup.back_up

    def back_up(root: Path, folder: Path) -> Any:
        with transactions.reading(root) as catalogue:
            backup._copy_catalogue(catalogue, folder)
        return real(root, folder)

    _everywhere(real, back_up)


def _nobody_goes_on() -> None:
    """What a killed writer left to be embedded is not looked for."""
    from index.store.kept_vectors import KeptVectors

    put(KeptVectors, "pending_reports", lambda self: [])


def _settings_unsealed() -> None:
    """The seals of what a library notes of itself are not looked at."""
    from index.store.kept_settings import KeptSettings

    put(KeptSettings, "damaged", lambda self: [])


def _milvus_is_trusted() -> None:
    """What Milvus finds by its fields is not held against the rows."""
    from index.store.cluster.inside import Inside

    put(Inside, "of", lambda self, contents: {content for content in contents if content in self._shown})


def _cluster_leftovers_stay() -> None:
    """What a killed writer left in a cluster is not swept."""
    from index.store.cluster.cluster import ClusterStore

    put(ClusterStore, "_leftovers", lambda self, there: set())


def _objects_get_lost() -> None:
    """An object store takes what is written and does not keep it."""
    from index.store.cluster.objects import Objects

    kept = Objects.write

    def write(self: Objects, name: str, content: bytes) -> None:
        if self._is_folder or name.startswith("log"):
            kept(self, name, content)

    put(Objects, "write", write)


# What is broken, how, and the test that must notice.
BREAKS: dict[str, tuple[Callable[[], None], str]] = {
    "hashes of derived files are ignored": (
        _hashes_ignored,
        f"{STORE}/test_durability.py::test_a_damaged_derived_file_is_made_again_without_embedding[flip-lexical]",
    ),
    "checksums of reports are ignored": (
        _seals_ignored,
        f"{STORE}/test_durability.py::test_damaged_metadata_is_named_and_can_be_removed[year = 2034]",
    ),
    "checksums of ledgers are ignored": (
        _ledger_unsealed,
        f"{STORE}/test_ledger.py::test_damage_is_named_and_repaired",
    ),
    "a commit is no transaction": (
        _no_transaction,
        f"{STORE}/test_durability.py::test_a_kill_before_any_io_call_leaves_one_whole_generation[8]",
    ),
    "old files go before the new ones are listed": (
        _old_files_go_first,
        f"{STORE}/test_durability.py::test_a_kill_before_any_io_call_leaves_one_whole_generation[8]",
    ),
    "new files are not synced": (
        _never_synced,
        f"{STORE}/test_durability.py::test_a_full_or_failing_disk_loses_nothing[fsync-5]",
    ),
    "what was written is not read back": (
        _not_read_back,
        f"{STORE}/test_durable.py::test_a_disk_that_keeps_something_else_is_noticed",
    ),
    "the generation is not raised": (
        _generation_stays,
        f"{STORE}/test_remembered.py::test_metadata_of_what_is_added_described_and_removed",
    ),
    "space is not looked at": (
        _any_space_will_do,
        f"{STORE}/test_durability.py::test_too_little_space_is_refused_before_anything_is_written",
    ),
    "writers take no lock": (
        _no_lock,
        "tests/index/test_library.py::test_a_second_writer_waits_and_then_says_so",
    ),
    "errors of writing are swallowed": (
        _errors_swallowed,
        f"{STORE}/test_durability.py::test_a_full_or_failing_disk_loses_nothing[write-28]",
    ),
    "opening writes": (_opening_writes, f"{STORE}/test_durability.py::test_opening_and_searching_write_nothing"),
    "files changed in place are not noticed": (
        _never_looked_at_again,
        f"{STORE}/test_remembered.py::test_files_changed_in_place_under_an_open_library_change_no_answer[overwritten-lexical]",
    ),
    "what a killed writer left is not swept": (
        _left_over_stays,
        f"{STORE}/test_commit.py::test_after_a_commit_just_the_listed_files_lie_there",
    ),
    "connections are used again whatever became of the file": (
        _connections_stay,
        f"{STORE}/test_connections.py::test_what_is_changed_in_place_is_read_anew",
    ),
    "a scope binds one variable a report": (
        _a_variable_each,
        f"{STORE}/test_growing.py::test_a_scope_of_many_reports_is_no_damage",
    ),
    "flipped bits are not noticed": (
        _seals_ignored,
        f"{STORE}/test_flipped_bits.py::test_a_bit_of_any_value_that_is_served_is_named_and_put_right[12]",
    ),
    "nobody goes on where a writer was killed": (
        _nobody_goes_on,
        "tests/index/ingestion/test_finishing.py::test_a_kill_at_any_moment_loses_nothing_and_it_goes_on[6]",
    ),
    "seals of settings are ignored": (
        _settings_unsealed,
        f"{STORE}/test_kept_settings.py::test_a_setting_that_is_not_what_was_set_is_named_and_mended[dimension-65]",
    ),
    "a backup's catalogue goes first": (
        _catalogue_goes_first,
        f"{STORE}/test_backup.py::test_a_kill_leaves_the_backup_before_or_the_new_one[6]",
    ),
    "what Milvus finds is trusted": (
        _milvus_is_trusted,
        f"{CLUSTER}/test_inside.py::test_a_field_that_is_wrong_in_milvus_lets_nothing_in[report_year-2025]",
    ),
    "what a killed writer left in a cluster is not swept": (
        _cluster_leftovers_stay,
        f"{CLUSTER}/test_kills.py::test_a_kill_leaves_the_old_or_the_new[add]",
    ),
    "an object store loses what it took": (
        _objects_get_lost,
        f"{CLUSTER}/test_s3.py::test_a_library_with_its_objects_in_s3",
    ),
    "a full disk is rolled back twice": (
        _rolled_back_twice,
        f"{STORE}/test_small_disks.py::test_a_disk_that_is_full_loses_nothing_and_is_told_as_such[few]",
    ),
}


def break_what_is_named() -> None:
    """Breaks the store as WENJU_BREAK says, if it does."""
    if name := os.environ.get(VARIABLE):
        import index.library  # noqa: F401 all that is broken is loaded

        BREAKS[name][0]()


break_what_is_named()
