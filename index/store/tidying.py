"""What commits leave in small parts, made one behind them: segments of the words' indexes, shards of vectors.

Parts are files that nobody changes, so they are merged without a lock: readers and writers go on meanwhile. Only to put
the merged part in the place of the others takes the writer's lock, as a commit that copies nothing; where one of them
went meanwhile, the merge is thrown away. A merge is bounded (`LARGEST_SEGMENT`, `LARGEST_SHARD`), and by size classes
each entry is in few of them, so that adding costs the same at any size.
"""

import uuid
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from index.errors import LibraryNotWritable
from index.store import transactions
from index.store.commit import MERGED_SHARD, MERGING, writing_to
from index.store.durable import StoredFile, alone, has_size, require_space, stored_file, write_file
from index.store.kept_vectors import Covered, ids_of
from index.store.lexical_writing import LexicalDamaged, Merge, merging, write_merged
from index.store.shards import shard_bytes
from index.store.snapshot import LEXICAL, LEXICAL_KINDS, VECTORS, WHOLE
from index.store.vectors import ShardSize, shards_to_merge

# Reports whose vectors are read in one transaction: a writer waits for its readers, so they are to be short.
READ_AT_ONCE = 64
# From so many files on a commit is not left to who finishes what is behind: some 60 segments.
MANY_FILES = 800


def tidy(root: Path, stopped: Callable[[], bool] = lambda: False) -> int:
    """Merges what is to be merged, one after the other, until nothing is or `stopped` says so; returns how many.

    Where another process is at it, nothing is done. What is damaged is left: it is named and repaired elsewhere.
    Raises LibraryBusy, LibraryNotWritable.
    """
    done = 0
    with alone(root, MERGING) as ours:
        acts: tuple[Callable[[], bool], ...] = (
            (lambda: _words(root, LEXICAL), lambda: _words(root, WHOLE), lambda: _vectors(root)) if ours else ()
        )
        for act in acts:
            while not stopped() and act():
                done += 1
    return done


def _words(root: Path, folder: str) -> bool:
    """Merges eight segments of one of the words' indexes; whether there were eight, and they are one now."""
    kind = LEXICAL_KINDS[folder]
    with transactions.reading(root) as catalogue:
        listed = [file for file in catalogue.files() if file.kind == kind]
    if not listed:
        return False
    try:
        require_space(root, 2 * sum(file.size for file in listed) // 8)
        with merging(root, listed) as merge:
            if merge is None:
                return False
            return _put_words_in_place(root, folder, kind, merge)
    except (LexicalDamaged, OSError, LibraryNotWritable):
        return False  # what is damaged is made anew by the next commit, named by doctor; a full disk merges later


def _put_words_in_place(root: Path, folder: str, kind: str, merge: Merge) -> bool:
    """Lists what was merged instead of what it was merged of, where all of that is listed still."""
    with writing_to(root) as discard:
        with transactions.writing(root) as catalogue:
            files = catalogue.files()
            own = [file for file in files if file.kind == kind]
            generation = catalogue.generation() + 1
            written = write_merged(root, root / folder / f"{generation:08d}", kind, own, merge)
            if written is None:
                return False
            kept = [*(file for file in files if file.kind != kind), *written]
            catalogue.set_files(kept)
            catalogue.set_setting("generation", str(generation))
        discard(files, kept)
    return True


def _vectors(root: Path) -> bool:
    """Makes one of some shards; whether there were some, and they are one now."""
    with transactions.reading(root) as catalogue:
        used = catalogue.vectors.shards()
        stored = {file.name: file for file in catalogue.files() if file.kind == VECTORS}
        sizes = [ShardSize(name, used[name][1], stored[name].stored) for name in used if name in stored]
        chosen = shards_to_merge(sizes)
        wanted = sorted((one for name in chosen for one in catalogue.vectors.covered(name)), key=lambda one: one.first)
        dimension = catalogue.dimension
    if not wanted:
        return False
    try:
        require_space(root, sum(one.passages for one in wanted) * dimension * 4)
        made = _merged_shard(root, wanted, f"{VECTORS}/{MERGED_SHARD}{uuid.uuid4().hex[:8]}.faiss", dimension)
        return made is not None and _put_in_place(root, set(chosen), *made)
    except LibraryNotWritable:
        return False


def _merged_shard(
    root: Path, wanted: Sequence[Covered], name: str, dimension: int
) -> tuple[StoredFile, list[Covered]] | None:
    """A shard of these reports, of the vectors that the catalogue keeps of them, and which of them are in it."""
    rows, sound = [], []
    for first in range(0, len(wanted), READ_AT_ONCE):
        with transactions.reading(root) as catalogue:
            for one in wanted[first : first + READ_AT_ONCE]:
                vectors = catalogue.vectors.of(one.number, dimension)
                if vectors is not None and len(vectors) == one.passages:
                    rows.append(vectors)
                    sound.append(one)
    if not sound:
        return None
    ids = ids_of(sound)
    write_file(root / name, shard_bytes(ids, np.concatenate(rows)))
    file = stored_file(root, root / name, VECTORS)
    return StoredFile(file.name, file.kind, file.size, file.sha256, len(ids)), sound


def _put_in_place(root: Path, chosen: set[str], shard: StoredFile, inside: Sequence[Covered]) -> bool:
    """Has the reports that are still searched in the merged shards searched in the new one."""
    with writing_to(root) as discard:
        with transactions.writing(root) as catalogue:
            files = catalogue.files()
            still = {one.number for name in chosen for one in catalogue.vectors.covered(name)}
            moved = [one.number for one in inside if one.number in still]
            if not moved or not has_size(root, shard):
                (root / shard.name).unlink(missing_ok=True)
                return False
            catalogue.vectors.set_shard(moved, shard.name)
            left = catalogue.vectors.used()
            kept = [file for file in files if file.kind != VECTORS or file.name in left] + [shard]
            catalogue.set_files(kept)
            catalogue.set_setting("generation", str(catalogue.generation() + 1))
        discard(files, kept)
    return True
