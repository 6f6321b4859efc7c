"""What every store must do: one suite over the folder and, where its extra is installed, the cluster's stand-in."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path

import pytest
from fakes import SECOND, HashingEmbedder, ReaderHere, found

from index.errors import LibraryMismatch, LibraryMissing, UnknownReport
from index.library import Library
from index.scope import Scope
from index.store.opening import is_folder, opened

Opening = Callable[[], Library]
STORES = ("", "milvus-lite:")
FIRST = "2024年青禾县政府工作报告\n\n一、工作回顾\n\n2023年，地区生产总值增长6.2%。新建公路126公里。\n"
# Reports that state their place, year and issuer, and others that state some of it or nothing.
STATED = {
    "a": "2024年青禾县政府工作报告\n\n一、工作回顾\n\n2023年，粮食产量达到8.1万吨。\n",
    "b": "2025年白石县政府工作报告\n\n一、工作回顾\n\n2024年，粮食产量达到8.2万吨。\n",
    "c": "青禾县政府工作报告\n\n一、工作回顾\n\n2024年，粮食产量达到8.3万吨。\n",
    "d": "某地见闻\n\n粮食产量达到8.4万吨，令人高兴。\n",
    "e": "政府工作报告\n\n一、工作回顾\n\n2025年，我县粮食产量达到8.5万吨。\n",
    "f": "湖北省粮食通讯\n\n粮食产量达到8.6万吨。\n",
    "g": "澜石光电股份有限公司2024年年度报告\n\n第一节 概况\n\n粮食产量达到8.7万吨。\n",
    "h": "Harrow & Finch Annual Report 2024\n\nFor the fiscal year ended March 31, 2025\n\n粮食产量 88,000 tonnes\n",
}
SCOPES = {
    "a year": (Scope(years=(2024,)), "agh"),
    "a fiscal year": (Scope(years=(2025,)), "bh"),
    "a year, asked": (Scope(years=(2024,), or_unstated=True), "acdfgh"),
    "a year that a text names, asked": (Scope(years=(2025,), or_unstated=True), "bdefh"),
    "a place": (Scope(regions=("青禾县",)), "ac"),
    "a place, asked": (Scope(regions=("武汉",), or_unstated=True), "df"),
    "a place and a year, asked": (Scope(years=(2024,), regions=("青禾县",), or_unstated=True), "acdf"),
    "an issuer": (Scope(issuers=("Harrow & Finch",)), "h"),
    "an issuer and a year": (Scope(issuers=("Harrow & Finch", "澜石光电股份有限公司"), years=(2025,)), "h"),
    "no such year": (Scope(years=(1999,)), ""),
    "no year": (Scope(years=(0,)), ""),
    "no place": (Scope(regions=("",)), ""),
    "a filter in a name": (Scope(regions=('"] or content > 0 or report_region in ["',)), ""),
    "what ends a text": (Scope(issuers=("\\", '"', "'", "\n", "青禾县人民政府\\")), ""),
    "a contradiction": (Scope(years=(2024,), empty=True), ""),
}
THIRD = "2025年青禾县政府工作报告\n\n一、工作回顾\n\n2024年，地区生产总值增长5.9%。粮食产量达到8.1万吨。\n"


def _opening(kind: str, folder: Path) -> Opening:
    if kind and find_spec("milvus_lite") is None:
        pytest.skip("the extra cluster is not installed")
    return lambda: Library(opened(f"{kind}{folder / 'library'}"), HashingEmbedder(), reader=ReaderHere)


@pytest.fixture(params=STORES, ids=["folder", "cluster"])
def opening(request: pytest.FixtureRequest, tmp_path: Path) -> Opening:
    """Opens one and the same library, again and again."""
    return _opening(request.param, tmp_path)


@pytest.fixture
def library(opening: Opening, tmp_path: Path) -> Library:
    """Three reports."""
    for name, text in (("first.txt", FIRST), ("second.txt", SECOND), ("third.txt", THIRD)):
        (tmp_path / name).write_text(text, "utf-8")
    library = opening()
    library.add([tmp_path / name for name in ("first.txt", "second.txt", "third.txt")])
    return library


def test_it_gives_its_files_to_another_library(library: Library, tmp_path: Path) -> None:
    library.describe(library.resolve("first.txt"), {"year": 2031})
    address = library.address
    other = Library(tmp_path / "other", HashingEmbedder("other"), reader=ReaderHere)
    outcomes = other.add([Path(address) if is_folder(address) else address])
    assert [(outcome.name, outcome.status) for outcome in outcomes] == [
        (name, "added") for name in ("first.txt", "second.txt", "third.txt")
    ]
    assert [entry.metadata.year for entry in other.reports()] == [2031, 2025, 2025]
    assert [entry.sources for entry in other.reports()] == [entry.sources for entry in library.reports()]
    assert other.text_hashes() == library.text_hashes()


def test_there_is_nothing_before_the_first_report(opening: Opening) -> None:
    library = opening()
    assert not library.exists
    with pytest.raises(LibraryMissing):
        library.count()


def test_what_is_added_is_listed_counted_and_got(library: Library) -> None:
    assert [entry.sources[0].name for entry in library.reports()] == ["first.txt", "second.txt", "third.txt"]
    assert (library.count(), library.pending().passages) == (3, 0)
    assert library.passage_count() == sum(entry.passages for entry in library.reports())
    report = library.get(library.resolve("second.txt"))
    assert report.text.split() == SECOND.split()
    passages, vectors = library.passages(report.report_id)
    assert [report.text[each.start : each.end] for each in passages][-1].endswith("新增学位2400个。")
    assert vectors.shape == (len(passages), 64)
    assert library.original(report.report_id).read_text("utf-8") == SECOND
    assert library.findings() == []


def test_another_process_sees_the_same(library: Library, opening: Opening) -> None:
    seen = [(entry.report_id, entry.metadata, entry.sources) for entry in library.reports()]
    vector, fingerprint = found(library, "粮食产量"), library.fingerprint()
    del library
    again = opening()
    assert [(entry.report_id, entry.metadata, entry.sources) for entry in again.reports()] == seen
    assert (found(again, "粮食产量"), again.fingerprint()) == (vector, fingerprint)


def test_words_and_vectors_find_what_says_it(library: Library) -> None:
    assert found(library, "粮食产量")[:2] in (["second.txt", "third.txt"], ["third.txt", "second.txt"])
    assert found(library, "新建公路")[0] == "first.txt"
    assert found(library, "一个字也没有的", Scope(years=(2024,)))[0] == "first.txt"


def test_a_scope_fails_closed(library: Library) -> None:
    assert set(found(library, "粮食产量", Scope(years=(2024,)))) == {"first.txt"}
    assert found(library, "粮食产量", Scope(years=(1999,))) == []
    assert found(library, "粮食产量", Scope(reports=("0" * 64,))) == []
    assert found(library, "粮食产量", Scope(empty=True)) == []
    assert library.count(Scope(years=(2025,))) == 2
    assert library.report_ids(Scope(regions=("白石县",))) == [library.resolve("second.txt")]


def test_a_scope_admits_the_same_in_search_figures_and_list(opening: Opening, tmp_path: Path) -> None:
    for name, text in STATED.items():
        (tmp_path / f"{name}.txt").write_text(text, "utf-8")
    library = opening()
    library.add([tmp_path / f"{name}.txt" for name in STATED])
    library.finish()
    ids = {library.resolve(f"{name}.txt"): name for name in STATED}
    told = {name for report, name in ids.items() if library.ledger(report)}
    assert told >= set("abcdefg")
    for what, (scope, inside) in SCOPES.items():
        assert "".join(ids[report] for report in library.report_ids(scope)) == inside, what
        hits = library.search("粮食产量", 50, scope)
        assert {ids[hit.report_id] for hit in hits} == set(inside), what
        if scope.years:  # else a region means whose the figures are
            assert {ids[report] for report, _ in library.entries(scope=scope)} == set(inside) & told, what
        assert sum(subject.entries for subject in library.subjects(scope)) == sum(
            len(library.ledger(report)) for report in library.report_ids(scope)
        ), what
    for asked in (Scope(), Scope(years=(2024,)), Scope(years=(2024,), or_unstated=True)):
        some = replace(asked, reports=tuple(report for report, name in ids.items() if name in "acx"))
        wanted = [name for name in "ac" if name == "a" or not asked.years or asked.or_unstated]
        assert sorted({ids[hit.report_id] for hit in library.search("粮食产量", 50, some)}) == wanted


def test_what_words_tell(library: Library) -> None:
    weights = library.term_weights(["粮食", "公路", "没有"])
    assert weights["没有"] > weights["公路"] > weights["粮食"] > 0
    assert library.passages_with(["公路", "没有"])["没有"] == 0
    assert library.passages_with(["公路"])["公路"] > 0
    assert library.has_together(["粮食", "产量"])
    assert not library.has_together(["公路", "学位"])


def test_figures_by_what_they_measure(library: Library) -> None:
    told = library.entries(canonicals=["地区生产总值"])
    assert [(library.titles([report])[report][:7], str(entry.low)) for report, entry in told] == [
        ("2024年青禾", "6.2"),
        ("2025年青禾", "5.9"),
    ]
    newest = library.entries(canonicals=["地区生产总值"], limit=1)
    assert [str(entry.low) for _, entry in newest] == ["5.9"]
    assert library.entries(canonicals=["地区生产总值"], scope=Scope(years=(1999,))) == []
    assert [str(entry.low) for _, entry in library.entries(canonicals=["地区生产总值"], years=[2023])] == ["6.2"]
    regions = library.entries(scope=Scope(regions=("白石县",)))
    assert {report for report, _ in regions} == {library.resolve("second.txt")}
    (subject,) = library.subjects_named(["粮食产量"])
    assert subject.entries == 2
    assert subject in library.subjects()
    assert library.subjects(most=1)[0].entries == 2
    first = library.resolve("first.txt")
    assert [str(entry.low) for entry in library.ledger(first)] == ["6.2", "126000"]
    ids = library.report_ids(Scope())
    assert [(report.report_id, entries) for report, entries in library.with_ledgers(ids)] == [
        (report_id, library.ledger(report_id)) for report_id in ids
    ]
    assert library.fact_counts()[first] == 2
    assert (library.without_ledger(), library.without_facts()) == ([], 0)


def test_what_is_removed_is_found_no_more(library: Library, opening: Opening) -> None:
    before, gone = library.generation(), library.resolve("second.txt")
    original = library.original(gone)
    library.remove([gone])
    assert library.generation() > before
    for each in (library, opening() if isinstance(library.root, Path) and original.exists() else library):
        assert "second.txt" not in found(each, "粮食产量")
        assert each.count() == 2
        assert gone not in {report for report, _ in each.entries(subjects=["粮食产量"])}
        with pytest.raises(UnknownReport):
            each.get(gone)
    library.remove(["0" * 64])
    assert library.count() == 2


def test_the_same_bytes_are_one_report_under_both_names(library: Library, tmp_path: Path) -> None:
    (tmp_path / "again.txt").write_text(FIRST, "utf-8")
    (outcome,) = library.add([tmp_path / "again.txt"], url="https://example.org/1")
    assert outcome.status == "updated"
    assert library.count() == 3
    (entry,) = library.reports([library.resolve("again.txt")])
    assert [source.name for source in entry.sources] == ["first.txt", "again.txt"]
    assert found(library, "新建公路")[0] == "first.txt"


def test_stated_metadata_go_above_the_text_s(library: Library) -> None:
    first = library.resolve("first.txt")
    assert library.describe(first, {"region": "白石县"})
    assert first in library.report_ids(Scope(regions=("白石县",)))
    assert found(library, "新建公路", Scope(regions=("白石县",)))[0] == "first.txt"
    assert library.finish()
    assert first in {report for report, _ in library.entries(scope=Scope(regions=("白石县",)))}
    assert library.describe(first, {"title": "青禾县的另一份报告"})
    assert library.finish()
    assert library.get(first).metadata.title.endswith("青禾县的另一份报告")
    assert found(library, "另一份报告")[0] == "first.txt"
    assert (library.count(), library.findings()) == (3, [])


def test_taken_out_and_put_back_it_is_as_it_was(library: Library) -> None:
    second = library.resolve("second.txt")
    before = library.get(second), found(library, "粮食产量")
    taken = library.take_out([second])
    assert library.count() == 2
    library.put_back(taken)
    assert library.finish()
    assert library.get(second) == before[0]
    assert set(found(library, "粮食产量")) == set(before[1])


def test_a_new_version_comes_as_the_old_one_goes(library: Library, tmp_path: Path) -> None:
    (tmp_path / "newer.txt").write_text(FIRST.replace("126", "128"), "utf-8")
    library.add([tmp_path / "newer.txt"], replacing=library.resolve("first.txt"))
    names = {entry.sources[0].name for entry in library.reports()}
    assert names == {"newer.txt", "second.txt", "third.txt"}


def test_a_folder_is_kept_in_step(library: Library, tmp_path: Path) -> None:
    folder = tmp_path / "kept"
    folder.mkdir()
    for name in ("a.txt", "b.txt"):
        (folder / name).write_text(f"{name}的报告\n\n一、回顾\n\n新建公路{len(name)}公里，{name}。\n", "utf-8")
    library.add([folder], sync=True)
    assert library.count() == 5
    (folder / "a.txt").unlink()
    outcomes = library.add([folder], sync=True)
    assert [outcome.name for outcome in outcomes if outcome.status == "removed"] == ["a.txt"]
    assert library.count() == 4


def test_another_model_is_refused(library: Library, tmp_path: Path) -> None:
    other = Library(library._store, HashingEmbedder("another"), reader=ReaderHere)
    with pytest.raises(LibraryMismatch):
        other.search("粮食产量")
    with pytest.raises(LibraryMismatch):
        other.add([tmp_path / "first.txt"])


def test_what_is_derived_is_made_again(library: Library) -> None:
    before = found(library, "粮食产量")
    library.rebuild()
    assert found(library, "粮食产量") == before
    assert library.findings() == []


@pytest.fixture
def both(tmp_path: Path) -> Iterator[tuple[Library, Library]]:
    """The sample reports in a folder and in the stand-in."""
    samples = Path(__file__).resolve().parents[3] / "samples" / "reports"
    libraries = [_opening(kind, tmp_path / str(place))() for place, kind in enumerate(STORES)]
    for library in libraries:
        library.add(sorted(samples.iterdir())[:4])
    yield libraries[0], libraries[1]


def test_both_rank_alike(both: tuple[Library, Library]) -> None:
    queries = ["茶叶综合产值是多少", "2025年的目标", "新建改建农村公路", "一般公共预算收入增长5%", "carbon emissions"]
    shared = []
    for query in queries:
        one, other = ({(hit.report_id, hit.start) for hit in library.search(query, 10)} for library in both)
        shared.append(len(one & other) / len(one))
    assert sum(shared) / len(shared) >= 0.95
    assert both[0].subjects_named(["粮食产量"]) == both[1].subjects_named(["粮食产量"])
    assert [entry for _, entry in both[0].entries(years=[2024])] == [
        entry for _, entry in both[1].entries(years=[2024])
    ]
