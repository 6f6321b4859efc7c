"""Which segments become one, and that tantivy then makes one of them."""

import uuid
from pathlib import Path

from index.store.durable import StoredFile
from index.store.lexical import LexicalEntry, LexicalIndex
from index.store.lexical_writing import merging, write_generation, write_merged
from index.store.segments import LARGEST_SEGMENT, MERGED, SMALL, Segment, segments_to_merge


def segments(*sizes: int) -> list[Segment]:
    return [
        Segment({"segment_id": str(uuid.UUID(int=n)), "max_doc": size, "deletes": None}) for n, size in enumerate(sizes)
    ]


def chosen(*sizes: int) -> list[int]:
    return [segment.alive for segment in segments_to_merge(segments(*sizes))]


def test_eight_of_one_size_class_become_one() -> None:
    assert chosen(*[32] * 7) == []
    assert chosen(*[32] * 9, 5_000) == [32] * 8
    assert chosen(*[32] * 7, 400, 3_000) == []
    assert chosen(*[5_000] * 7, 9_000) == [5_000] * 7 + [9_000]


def test_large_ones_must_be_near_each_other_and_not_become_too_large() -> None:
    near = [SMALL + 1_000 + n for n in range(8)]
    assert chosen(*near) == near
    assert chosen(*near[:7], 2 * SMALL + 1_000) == []
    assert chosen(*[LARGEST_SEGMENT // 8 + 1] * 8) == []


def test_what_was_removed_does_not_count() -> None:
    segment = Segment(
        {"segment_id": str(uuid.UUID(int=1)), "max_doc": 900, "deletes": {"num_deleted_docs": 880, "opstamp": 3}}
    )
    assert segment.alive == 20
    assert segment in segments_to_merge([segment, *segments(*[32] * 7)])


def _generations(root: Path, count: int) -> list[StoredFile]:
    files: list[StoredFile] = []
    for number in range(count):
        entry = LexicalEntry(number, 10 + number, f"粮食产量增长{number}%")
        files = write_generation(root, root / "lexical" / f"{number}", "lexical", files, [], [entry])
    return files


def _found(root: Path, files: list[StoredFile]) -> list[int]:
    index = LexicalIndex.open(root, [file.name for file in files])
    return sorted(hit.key for hit in index.search({"增长": 1.0}, 100))


def test_a_commit_merges_nothing_and_a_merge_loses_nothing(tmp_path: Path) -> None:
    files = _generations(tmp_path, MERGED)
    assert len([file for file in files if file.name.endswith(".term")]) == MERGED
    with merging(tmp_path, files) as merge:
        assert merge is not None
        written = write_merged(tmp_path, tmp_path / "lexical" / "merged", "lexical", files, merge)
    assert written is not None
    assert len([file for file in written if file.name.endswith(".term")]) == 1
    assert _found(tmp_path, written) == list(range(MERGED)) == _found(tmp_path, files)
    assert sorted(path.name for path in (tmp_path / "lexical").iterdir()) == sorted(
        [*map(str, range(MERGED)), "merged"]
    )


def test_a_commit_leaves_what_stays_where_it_lies(tmp_path: Path) -> None:
    files = _generations(tmp_path, 5)
    more = write_generation(tmp_path, tmp_path / "lexical" / "5", "lexical", files, [], [])
    assert {file for file in files if not file.name.endswith("/meta.json")} <= set(more)
    assert {path.name for path in (tmp_path / "lexical" / "4").iterdir()} == {
        Path(file.name).name for file in files if file.name.startswith("lexical/4/")
    }


def test_a_generation_whose_number_was_there_before_overwrites_nothing(tmp_path: Path) -> None:
    files = _generations(tmp_path, 3)
    again = write_generation(tmp_path, tmp_path / "lexical" / "1", "lexical", files, [11], [])
    assert _found(tmp_path, files) == [0, 1, 2]
    assert _found(tmp_path, again) == [0, 2]


def test_a_removal_in_one_of_many_segments_leaves_the_others_links(tmp_path: Path) -> None:
    files = _generations(tmp_path, MERGED + 2)
    before = {Path(file.name).name: file.sha256 for file in files}
    gone = write_generation(tmp_path, tmp_path / "lexical" / "gone", "lexical", files, [13, 14], [])
    assert _found(tmp_path, gone) == [n for n in range(MERGED + 2) if n not in (3, 4)]
    linked = [file for file in gone if before.get(Path(file.name).name) == file.sha256]
    assert len(linked) >= MERGED * 6


def test_entries_removed_twice_from_one_segment_leave_the_earlier_generations_alone(tmp_path: Path) -> None:
    entries = [LexicalEntry(key, 10 + key, f"粮食产量增长{key}%") for key in range(4)]
    files = write_generation(tmp_path, tmp_path / "lexical" / "0", "lexical", [], [], entries)
    one = write_generation(tmp_path, tmp_path / "lexical" / "1", "lexical", files, [10], [])
    kept = {file.name: (tmp_path / file.name).read_bytes() for file in one}
    two = write_generation(tmp_path, tmp_path / "lexical" / "2", "lexical", one, [11], [])
    assert _found(tmp_path, two) == [2, 3]
    assert _found(tmp_path, one) == [1, 2, 3]
    assert kept == {file.name: (tmp_path / file.name).read_bytes() for file in one}


def test_a_merge_of_what_went_meanwhile_is_thrown_away(tmp_path: Path) -> None:
    files = _generations(tmp_path, MERGED)
    with merging(tmp_path, files) as merge:
        assert merge is not None
        now = write_generation(tmp_path, tmp_path / "lexical" / "now", "lexical", files, [12], [])
        assert write_merged(tmp_path, tmp_path / "lexical" / "merged", "lexical", now, merge) is None
    assert _found(tmp_path, now) == [n for n in range(MERGED) if n != 2]
