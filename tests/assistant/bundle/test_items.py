"""A result to keep: a person's word beside it, and the result itself left as it was."""

from assistant.answer import Verdict
from assistant.bundle.items import Overrule, Reviewed, document_of


def test_a_person_s_word_and_the_columns_stand_beside_the_machine_s(verdicts: list[Verdict]) -> None:
    reviewed = Reviewed(verdicts[0], Overrule("supported", "看过了"), (("版面", "A3"),))
    document = document_of(reviewed)
    assert (document["verdict"], document["overruled"]) == ("refuted", {"verdict": "supported", "note": "看过了"})
    assert document["columns"] == {"版面": "A3"}


def test_who_and_when_are_named_only_where_they_are_known() -> None:
    assert Overrule("refuted", "", by="李记者", time="2026").to_json() == {
        "verdict": "refuted",
        "note": "",
        "by": "李记者",
        "time": "2026",
    }


def test_a_line_of_results_is_copied_and_keeps_its_own_columns(verdicts: list[Verdict]) -> None:
    line = verdicts[0].to_json() | {"columns": {"甲": "1"}}
    assert document_of(line) == line
    document_of(line)["verdict"] = "supported"
    assert line["verdict"] == "refuted"
    assert document_of(Reviewed(line))["columns"] == {"甲": "1"}
