"""Where the words that differ stand: whole figures and words, never inside a longer one."""

from assistant.bundle.marking import marked, marked_claim, marked_quote
from assistant.bundle.schema import Bundle


def test_claim_and_quote_are_each_marked_by_their_own_side(bundle: Bundle) -> None:
    claim = bundle.claims[0]
    assert [text for text, differs in marked_claim(claim) if differs] == ["6.8%"]
    assert [text for text, differs in marked_quote(claim, claim.citations[0]) if differs] == ["6.1%"]
    assert marked_quote(None, claim.citations[0]) == [(claim.citations[0].quote, False)]


def test_the_longest_word_wins_and_signs_are_no_patterns() -> None:
    assert marked("增长6.1%左右", ["6.1%", "6.1%左右"]) == [("增长", False), ("6.1%左右", True)]
    assert marked("a.b acb", ["a.b"]) == [("a.b", True), (" acb", False)]


def test_marked_pieces_join_to_the_text_and_mark_whole_figures() -> None:
    assert marked("增长16.8%，不是6.8%", ["6.8%"]) == [("增长16.8%，不是", False), ("6.8%", True)]
    assert marked("增长6.85%", ["6.8"]) == [("增长6.85%", False)]
    assert marked("a rise of 5% in arise", ["rise", "5%"]) == [
        ("a ", False),
        ("rise", True),
        (" of ", False),
        ("5%", True),
        (" in arise", False),
    ]
    assert marked("", ["x"]) == []
    assert marked("x", [" ", ""]) == [("x", False)]
