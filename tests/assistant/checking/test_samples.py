"""The sample claims and article, judged by rules on the sample reports: what samples/README.md says of them."""

from pathlib import Path

from fakes import ReaderHere

from assistant.build import Assistant
from assistant.checking.batch import check_each
from assistant.checking.files import read_claims
from index.parsing import Limits

SAMPLES = Path(__file__).resolve().parents[3] / "samples"
OPEN = "not_enough_info"
CLAIMS = ["supported", "refuted", "refuted", "supported", OPEN, "not_checkable", "", "supported", "supported", OPEN]
FALSE = ("固定资产投资增长9.8%", "下降5.3%", "城镇新增就业3145人")


def verdicts(assistant: Assistant, name: str) -> list[tuple[str, str]]:
    with ReaderHere(Limits()) as parser:
        entries = read_claims(SAMPLES / name, parser).entries
    checked = [one.to_json() for one in check_each(entries, assistant.checker)]
    return [(record.get("claim", ""), record.get("verdict", "")) for record in checked]


def test_every_row_of_the_table(sample_assistant: Assistant) -> None:
    assert [verdict for _, verdict in verdicts(sample_assistant, "claims.csv")] == CLAIMS


def test_every_fact_of_the_article(sample_assistant: Assistant) -> None:
    facts = dict(verdicts(sample_assistant, "article.zh.md"))
    decided = {claim: verdict for claim, verdict in facts.items() if verdict != "not_checkable"}
    assert {claim for claim, verdict in decided.items() if verdict == "refuted"} == set(FALSE)
    assert {claim for claim, verdict in decided.items() if verdict != "refuted"} == {
        claim for claim, verdict in decided.items() if verdict == "supported"
    }
    assert len(decided) == 24


def test_a_target_that_was_missed_is_refuted_by_what_came_in(sample_assistant: Assistant) -> None:
    verdict = sample_assistant.check("云岭县2024年旅游综合收入达到45亿元。")
    assert (verdict.verdict, verdict.citations[0].stance) == ("refuted", "refutes")
    assert "41.2亿元" in verdict.citations[0].quote


def test_a_missed_target_is_supported_by_the_plan_and_what_came_in(sample_assistant: Assistant) -> None:
    verdict = sample_assistant.check("2024年云岭县旅游综合收入没有达到45亿元的目标。")
    assert verdict.verdict == "supported"
    quotes = " ".join(citation.quote for citation in verdict.citations if citation.stance == "supports")
    assert "45亿元" in quotes and "41.2亿元" in quotes


def test_who_denies_what_no_report_tells_is_left_open(sample_assistant: Assistant) -> None:
    assert sample_assistant.check("云岭县2024年没有建成水电站。").verdict == OPEN
