"""What is kept survives a restart, two writers and a damaged file, and belongs to its owner."""

import sqlite3
import stat
import threading
from dataclasses import replace
from pathlib import Path

import pytest
from scripted import answered, judged
from sqlalchemy import select

from assistant.bundle.items import Overrule
from assistant.checking.batch import Checked
from assistant.checking.checkable import find_claims, is_aside
from assistant.checking.claims import BadRow, Claim, ClaimRow, NotCheckable
from assistant.errors import KeepingFailed
from assistant.kept.database import Kept
from assistant.kept.keeper import Keeper
from assistant.kept.opening import default_url, open_database
from assistant.kept.records import CheckSource, Head, KeptTurn, new_id, now, owner_of, state_of
from assistant.kept.tables import CHECK_SOURCES
from index.scope import Scope

OWNER = owner_of("a browser")
OTHER = owner_of("another")


@pytest.fixture
def address(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'state' / 'conversations.sqlite'}"


def opened(address: str, library: str = "/a/library") -> Kept:
    return Kept(open_database(address), library)


@pytest.fixture
def kept(address: str) -> Kept:
    return opened(address)


def asked(question: str) -> KeptTurn:
    return KeptTurn(new_id(), question, now(), "1-abc", ("2025", ""))


def test_a_conversation_is_the_same_after_a_restart(kept: Kept, address: str) -> None:
    head = kept.begin(OWNER, "地区生产总值？")
    first, second = asked("地区生产总值？"), asked("门票？")
    kept.add(head, first)
    answer = answered("地区生产总值？", ())
    kept.end(replace(first, answer=answer))
    kept.add(head, replace(second, failure="没有报告"))
    kept.close()
    found = opened(address).conversation(head)
    assert found is not None
    assert (found.owner, found.title) == (OWNER, "地区生产总值？")
    assert found.turns == (replace(first, answer=answer), replace(second, failure="没有报告"))
    assert answer.scope.scope == Scope(years=(2025,))


def test_an_answer_that_the_server_s_end_cut_off_is_lost(kept: Kept) -> None:
    head = kept.begin(OWNER, "问")
    kept.add(head, asked("问"))
    found = kept.conversation(head)
    assert found is not None and found.turns[0].ending == "lost"


def test_a_turn_takes_another_s_place_and_both_links_open(kept: Kept) -> None:
    head = kept.begin(OWNER, "问")
    turns = [replace(asked(words), failure="x") for words in ("一", "二", "三")]
    for turn in turns[:2]:
        kept.add(head, turn)
    kept.add(head, turns[2], instead=turns[0].id)
    found = kept.conversation(head)
    assert found is not None and [turn.question for turn in found.turns] == ["三", "二"]
    for turn in turns:
        assert kept.turn(turn.id) == (turn, head, OWNER)
    assert kept.heads(OWNER)[0].count == 2


def test_the_question_that_takes_the_first_one_s_place_names_the_conversation_unless_a_person_did(kept: Kept) -> None:
    head = kept.begin(OWNER, "一")
    turns = [replace(asked(words), failure="x") for words in ("一", "一", "二", "三")]

    def titles(turn: KeptTurn, instead: str = "") -> list[str]:
        kept.add(head, turn, instead)
        return [each.title for each in kept.heads(OWNER)]

    assert titles(turns[0]) == ["一"]
    assert titles(turns[1]) == ["一"]
    assert titles(turns[2], instead=turns[1].id) == ["一"]  # not the first one's place
    assert titles(turns[3], instead=turns[0].id) == ["三"]
    kept.rename(OWNER, head, "我的")
    assert titles(replace(asked("四"), failure="x"), instead=turns[3].id) == ["我的"]


def test_the_list_is_the_owner_s_alone_and_the_library_s(kept: Kept, address: str) -> None:
    first, second = kept.begin(OWNER, "第一问"), kept.begin(OWNER, "第二问")
    kept.begin(OTHER, "别人的")
    opened(address, "/another/library").begin(OWNER, "另一个库")
    kept.add(first, replace(asked("又问"), failure="x"))
    assert [head.id for head in kept.heads(OWNER)] == [first, second]
    assert not kept.rename(OTHER, first, "不行")
    assert not kept.remove(OTHER, first)
    assert not kept.rename(OWNER, first, "  ")
    assert kept.rename(OWNER, first, " 新  名 ")
    assert [head.title for head in kept.heads(OWNER)] == ["新 名", "第二问"]


def test_what_is_searched_stands_in_a_title_a_question_or_an_answer(kept: Kept) -> None:
    head = kept.begin(OWNER, "茶园")
    turn = asked("旅游收入100%？")
    kept.add(head, turn)
    kept.end(replace(turn, answer=answered("旅游收入", (), note="没有说到Ecology。")))
    kept.begin(OWNER, "别的")
    for words in ("茶园", "旅游", "ecology", "茶园 旅游", "100%"):
        assert [each.id for each in kept.heads(OWNER, words)] == [head], words
    assert kept.heads(OWNER, "茶园 没有这个") == []
    assert kept.heads(OWNER, "1_0") == []


def test_what_is_deleted_is_gone_and_so_are_its_links(kept: Kept, tmp_path: Path) -> None:
    head, turn = kept.begin(OWNER, "秘密的问题"), asked("秘密的问题")
    kept.add(head, turn)
    check = kept.begin_check(OWNER, "秘密的主张", "", "", (Claim("1", "秘密的主张"),))
    assert kept.remove(OWNER, head) and kept.remove(OWNER, check)
    assert (kept.conversation(head), kept.turn(turn.id), kept.check(check)) == (None, None, None)
    kept.close()
    assert "秘密".encode() not in (tmp_path / "state" / "conversations.sqlite").read_bytes()


def test_a_check_goes_on_after_a_restart(kept: Kept, address: str) -> None:
    entries: tuple[ClaimRow, ...] = (
        Claim("1", "增长6%", columns=(("来源", "稿一"),)),
        NotCheckable("2", "真好", "是看法"),
        BadRow("3", "没有主张"),
    )
    head = kept.begin_check(OWNER, "增长6%", "稿.docx", state_of(["a"]), entries)
    first = Checked(entries[0], judged("增长6%", "refuted", reason="是5.8%"))
    kept.decided(head, 1, first)
    kept.decided(head, 3, Checked(entries[2], None, "没有主张"))
    overrule = Overrule("supported", "四舍五入", time="2026-01-01T00:00:00Z")
    kept.overrule(head, 1, overrule)
    kept.close()
    found = opened(address).check(head)
    assert found is not None
    assert (found.entries, found.name, found.library) == (entries, "稿.docx", state_of(["a"]))
    assert found.checked == (first,)  # the second was not decided, so what follows is checked again
    assert found.overrules == ((1, overrule),)
    kept.overrule(head, 1, None)
    again = kept.check(head)
    assert again is not None and again.overrules == ()


def test_the_list_counts_claims_without_titles_and_dates_that_nobody_overruled(kept: Kept) -> None:
    entries = find_claims("松溪县经济运行简报\n2025年1月20日\n2024年地区生产总值增长6%。新建公路20公里。\n")
    assert [is_aside(each) for each in entries] == [True, True, False, False]
    head = kept.begin_check(OWNER, "简报", "稿.docx", "", entries)
    other = kept.begin_check(OWNER, "增长6%", "", "", (Claim("1", "增长6%"),))
    counts = []
    for number, entry in enumerate(entries, 1):
        kept.decided(head, number, Checked(entry, judged("2024年地区生产总值增长6%。", "not_checkable")))
        counts.append({each.id: each.count for each in kept.heads(OWNER)})
    assert counts == [{head: count, other: 0} for count in (0, 0, 1, 2)]
    kept.overrule(head, 1, Overrule("refuted", "", time="2026-01-01T00:00:00Z"))
    assert {each.id: each.count for each in kept.heads(OWNER)} == {head: 3, other: 0}


def test_what_a_check_came_from_is_kept_with_it_and_goes_with_it(kept: Kept, address: str) -> None:
    source = CheckSource("稿子。", b"PK", '{"years":[2024]}', ("supported", ""))
    head = kept.begin_check(OWNER, "稿", "稿.docx", "", (Claim("1", "稿子。"),), source)
    found = opened(address).check(head)
    assert found is not None and found.source == source
    assert kept.remove(OWNER, head)
    with kept._reading() as connection:
        assert connection.execute(select(CHECK_SOURCES)).first() is None


def test_a_table_that_came_later_is_made_in_a_database_that_is_there(kept: Kept, address: str) -> None:
    with kept._writing() as connection:
        CHECK_SOURCES.drop(connection)
    kept.close()
    head = opened(address).begin_check(OWNER, "稿", "", "", (Claim("1", "稿子。"),), CheckSource("稿子。"))
    found = opened(address).check(head)
    assert found is not None and found.source.text == "稿子。"


def test_two_writers_wait_for_each_other(address: str) -> None:
    stores = [opened(address), opened(address)]
    head = stores[0].begin(OWNER, "问")

    def write(store: Kept) -> None:
        for number in range(20):
            store.add(head, replace(asked(str(number)), failure="x"))

    threads = [threading.Thread(target=write, args=(store,)) for store in stores]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    found = stores[0].conversation(head)
    assert found is not None and len(found.turns) == 40


def test_the_file_is_its_user_s_alone(kept: Kept, tmp_path: Path) -> None:
    path = tmp_path / "state" / "conversations.sqlite"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert owner_of("a browser").encode() != b"a browser"


def test_it_lies_in_the_user_s_state_folder() -> None:
    assert default_url({"XDG_STATE_HOME": "/x"}).database == "/x/wenju/conversations.sqlite"
    found = default_url({"XDG_STATE_HOME": "relative"}).database
    assert found is not None and found.endswith("/.local/state/wenju/conversations.sqlite")


def test_a_damaged_file_a_newer_one_and_no_address_are_each_said_in_one_line(address: str, tmp_path: Path) -> None:
    opened(address).close()
    path = tmp_path / "state" / "conversations.sqlite"
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE kept_version SET version = 99")
    with pytest.raises(KeepingFailed, match=r"is of version 99, this program reads 2; upgrade it or set conv"):
        open_database(address)
    path.write_bytes(b"no database at all" * 100)
    with pytest.raises(KeepingFailed, match=r"conversations\.sqlite does not open \(file is not a database\)"):
        open_database(address)
    with pytest.raises(KeepingFailed, match="is no address of a database"):
        open_database("folder/file")
    with pytest.raises(KeepingFailed, match=r"mysql\+pymysql://u:\*\*\*@h/d needs a driver that is not installed"):
        open_database("mysql+pymysql://u:secret@h/d")


def test_a_keeper_without_a_database_says_so_and_goes_on(tmp_path: Path) -> None:
    folder = tmp_path / "file"
    folder.write_text("a file, where a folder would have to be")
    keeper = Keeper(f"sqlite:///{folder}/x.sqlite", str(tmp_path))
    assert keeper.write(lambda kept: kept.begin(OWNER, "问"), "") == ""
    assert "does not open" in keeper.failure and "\n" not in keeper.failure
    nothing = Keeper("none", str(tmp_path))
    assert nothing.write(lambda kept: kept.begin(OWNER, "问"), "") == ""
    assert (nothing.failure, nothing.keeps) == ("", False)


def test_a_file_that_can_only_be_read_is_said_when_written(
    kept: Kept, address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    head = kept.begin(OWNER, "问")
    kept.close()
    keeper = Keeper(f"sqlite:///file:{tmp_path / 'state' / 'conversations.sqlite'}?mode=ro&uri=true", "/a/library")
    assert keeper.write(lambda kept: kept.begin(OWNER, "问"), "") == ""
    assert "attempt to write a readonly database" in keeper.failure
    nothing: list[Head] = []
    assert [each.id for each in keeper.read(lambda kept: kept.heads(OWNER), nothing)] == [head]
    assert "readonly" in keeper.failure
    assert not list(tmp_path.glob("file*"))  # an address of SQLite's own is no path
