"""A fact-checking model's opinion: what it may take back, what it only says, and what a server may answer."""

import json
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from assistant.answer import Verdict
from assistant.checking.judging import Judge
from assistant.checking.second_opinion import EncodedOpinion, SecondOpinion, ServedOpinion, second_opinion_of
from assistant.llm.yes_or_no import MOST_BYTES, probability_of_yes
from assistant.settings import LlmTable, load_settings
from index.library import Library
from index.models.entailment import support_place

ROADS = "新建公路126公里。"
REPORT = f"2024年青禾县政府工作报告\n\n一、2023年工作回顾\n\n{ROADS}乡村卫生室实现行政村全覆盖。\n"
SUPPORTED, OPEN, REFUTED = "青禾县新建公路126公里", "青禾县乡村卫生室为全部行政村免费看病", "青禾县新建公路99公里"


class Told:
    """Gives every quote the same probability."""

    name = "told"

    def __init__(self, share: float | None) -> None:
        self.share = share
        self.asked: list[str] = []

    def probabilities(self, claim: str, quotes: Sequence[str]) -> list[float | None]:
        self.asked += quotes
        return [self.share] * len(quotes)


@pytest.fixture
def roads(library: Library, tmp_path: Path) -> Library:
    (tmp_path / "qinghe.txt").write_text(REPORT, "utf-8")
    library.add([tmp_path / "qinghe.txt"])
    return library


def judged(library: Library, second: SecondOpinion | None, claim: str) -> Verdict:
    return Judge(library, load_settings({}), second=second).judge(claim, None)


def test_it_may_take_a_supported_back_and_never_gives_one(roads: Library) -> None:
    for share, verdict, vetoed in (
        (0.95, "supported", False),
        (0.5, "supported", False),
        (0.02, "not_enough_info", True),
    ):
        found = judged(roads, Told(share), SUPPORTED)
        assert found.verdict == verdict
        assert found.opinion is not None and (found.opinion.probability, found.opinion.vetoed) == (share, vetoed)
        assert vetoed is ("supports" not in {citation.stance for citation in found.citations})
    assert "0.02" in judged(roads, Told(0.02), SUPPORTED).reason
    opened = judged(roads, Told(0.97), OPEN)
    assert opened.verdict == "not_enough_info"
    assert "told" in opened.reason and "0.97" in opened.reason
    assert opened.to_json()["opinion"] == {"model": "told", "probability": 0.97, "vetoed": False}


def test_what_is_refuted_is_not_asked_about_and_no_reply_changes_nothing(roads: Library) -> None:
    asked = Told(0.99)
    assert judged(roads, asked, REFUTED).verdict == "refuted"
    assert asked.asked == []
    for claim in (SUPPORTED, OPEN):
        assert judged(roads, Told(None), claim) == judged(roads, None, claim)


def test_a_quote_goes_with_its_title(roads: Library) -> None:
    asked = Told(0.9)
    judged(roads, asked, SUPPORTED)
    assert asked.asked == [f"2024年青禾县政府工作报告 › 一、2023年工作回顾. {ROADS}"]


@contextmanager
def serving(*documents: Any) -> Iterator[tuple[LlmTable, list[Any]]]:
    """A server that gives these documents in turn, the last one again and again."""
    asked: list[Any] = []
    waiting = list(documents)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            document = waiting.pop(0) if len(waiting) > 1 else waiting[0]
            self.send_response(200 if document is not None else 500)
            self.end_headers()
            self.wfile.write((document if isinstance(document, str) else json.dumps(document)).encode())

        def log_message(self, *_: Any) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield LlmTable(base_url=f"http://127.0.0.1:{server.server_address[1]}/v1"), asked
    finally:
        server.shutdown()
        server.server_close()


def says(word: str, *alternatives: tuple[str, float]) -> dict[str, Any]:
    top = [{"token": token, "logprob": logprob} for token, logprob in alternatives]
    return {
        "choices": [{"message": {"content": word}, "logprobs": {"content": [{"top_logprobs": top}]} if top else None}]
    }


@pytest.mark.parametrize(
    ("document", "share"),
    [
        (says("Yes"), 1.0),
        (says("no."), 0.0),
        (says("Yes", ("Yes", -0.6931471805599453), (" no", -0.6931471805599453), ("x", -0.1)), 0.5),
        (says("Maybe"), None),
        (says(""), None),
        ({"choices": []}, None),
        ("no JSON", None),
        ("x" * (MOST_BYTES + 1), None),
        (None, None),
    ],
)
def test_one_word_is_read_with_its_probability(document: Any, share: float | None) -> None:
    with serving(document) as (table, _):
        found = probability_of_yes(table, "bespoke-minicheck", "Document: x\nClaim: y")
    assert found is None if share is None else found == pytest.approx(share)


def test_the_model_is_asked_as_it_was_trained_and_left_alone_once_it_fails(roads: Library) -> None:
    with serving(says("Yes")) as (table, asked):
        found = judged(roads, ServedOpinion(table, "bespoke-minicheck"), SUPPORTED)
        assert found.opinion is not None and found.opinion.probability == 1.0
        assert asked[0]["model"] == "bespoke-minicheck"
        assert asked[0]["messages"][0]["content"].startswith("Document: ")
        assert asked[0]["messages"][0]["content"].endswith(f"\nClaim: {SUPPORTED}")
    with serving(None) as (table, asked):
        assert ServedOpinion(table, "m").probabilities("y", ["a", "b", "c"]) == [None, None, None]
        assert len(asked) == 1


def test_the_setting_names_a_server_s_model_or_an_encoder() -> None:
    def named(name: str) -> SecondOpinion | None:
        return second_opinion_of(load_settings({"WENJU_CHECKING_JUDGE": name}))

    assert named("") is None
    assert isinstance(named("openai:bespoke-minicheck"), ServedOpinion)
    encoder = named("some/cross-encoder")
    assert isinstance(encoder, EncodedOpinion) and encoder.name == "some/cross-encoder"


def test_which_class_says_that_a_claim_is_borne_out() -> None:
    assert support_place({0: "contradiction", 1: "entailment", 2: "neutral"}) == 1
    assert support_place({0: "supported", 1: "unsupported"}) == 0
    assert support_place({0: "LABEL_0", 1: "LABEL_1"}) == 1
