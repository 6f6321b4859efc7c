"""Reports with their ledgers."""

from pathlib import Path

import pytest
from fakes import FIRST, SECOND, library_in
from figure_reports import told_of, work_report

from assistant.answering.ledgers import Ledgers, all_entries, by_owner, newest
from index.errors import UnknownReport


def test_whose_and_of_when_a_report_is() -> None:
    county = work_report("青禾县", 2025, "粮食产量12万吨。")
    nation = work_report("国务院", 2024, "国内生产总值增长5%。")
    company = told_of("harrow.txt", "Harrow Tools Annual Report 2023\n\nHarrow Tools makes hand tools.\n")
    assert [one.owner for one in (county, nation, company)] == ["青禾县", "全国", "Harrow Tools"]
    assert [one.is_national for one in (county, nation, company)] == [False, True, False]
    assert newest([county, nation, company]) == 2025 and newest([]) is None
    assert list(by_owner([county, nation])) == ["青禾县", "全国"]
    assert [found.entry.text for found in all_entries([county, nation])] == ["12万吨", "5%"]


def test_a_ledger_is_kept_until_its_own_report_changes(tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_text(FIRST, "utf-8")
    (tmp_path / "another.txt").write_text(SECOND, "utf-8")
    library = library_in(tmp_path / "library")
    library.add([tmp_path / "report.txt"])
    ledgers = Ledgers(library)
    ids = [report.report_id for report in library.reports()]
    (first,), (second,) = ledgers.of(ids), ledgers.of(ids)
    assert first is second
    assert [entry.text for entry in first.entries] == ["6.2%", "126公里"]
    library.add([tmp_path / "another.txt"])
    assert ledgers.of(ids)[0] is first
    library.describe(ids[0], {"region": "白石县"})
    library.finish()
    (changed,) = ledgers.of(ids)
    assert (changed.owner, [entry.text for entry in changed.entries]) == ("白石县", ["6.2%", "126公里"])
    library.remove([library.resolve("another.txt")])
    assert ledgers.of(ids)[0] is changed
    library.remove(ids)
    with pytest.raises(UnknownReport):
        ledgers.of(ids)
