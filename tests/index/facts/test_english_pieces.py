"""The parts of an English key: what is dropped, what an owner becomes, and what makes no fact."""

import pytest

from index.facts.english_clauses import Phrase, parse
from index.facts.english_pieces import ClauseReading, Piece, Reader, emit, is_own, joined, piece_of, pieces_of
from index.facts.english_words import Word, words
from index.facts.fact import Context, Fact, How, Period, Stage


def found(text: str) -> list[Word]:
    """The words of a text."""
    return words(text, Context(year=2024))


def emitted(
    *pieces: str, context: Context | None = None, period: Period | None = None, how: How | None = None
) -> list[Fact]:
    """The fact of these parts, told in a clause; none where they make none."""
    reader = Reader(context or Context(year=2024))
    emit(reader, ClauseReading(parse(found("revenue rose")), period, "", False), [Piece(text) for text in pieces], how)
    return reader.facts


@pytest.mark.parametrize(
    ("text", "piece"),
    [
        ("the company's total revenue", "total revenue of company"),
        ("our vans", "van"),
        ("sites and depots", "site , depot"),
        ("sites, and depots,", "site , depot"),
        ("the size of the market", "size of market"),
        ("5% of women", "# of woman"),
        ("the group's 12 sites", "# site of group"),
        ("of", ""),
        ("the", ""),
    ],
)
def test_words_as_they_stand(text: str, piece: str) -> None:
    """Without articles; X's Y is Y of X; "and" is a comma."""
    assert piece_of(found(text)).text == piece


def test_figures_stay_in_their_order() -> None:
    """A hole each."""
    piece = piece_of(found("12 sites in 3 towns"))
    assert piece.text.count("#") == 2
    assert [figure.text for figure in piece.figures] == ["12", "3"]


def test_a_phrase_is_its_preposition_and_its_words() -> None:
    """One without words is none."""
    parts = [Phrase("", tuple(found("injuries"))), Phrase("in", tuple(found("the depots"))), Phrase("at", ())]
    assert pieces_of(parts) == [Piece("injury"), Piece("in depot")]


def test_a_verb_and_its_object_are_one_part() -> None:
    """Who does what to whom stays told."""
    assert joined("sue", Piece("supplier"), Piece("")) == Piece("sue supplier")


@pytest.mark.parametrize(("text", "own"), [("we", True), ("our company", False), ("the supplier", False)])
def test_whose_it_is(text: str, own: bool) -> None:
    """Only we are we."""
    assert is_own([Phrase("", tuple(found(text)))]) is own
    assert not is_own([Phrase("by", tuple(found(text)))]) and not is_own([])


def test_the_order_of_the_sentence_is_in_no_key() -> None:
    """Signs come last."""
    one, other = emitted("⟨↑⟩", "revenue", "in asia"), emitted("in asia", "revenue", "⟨↑⟩")
    assert [fact.key for fact in one] == [fact.key for fact in other]
    assert one[0].key == "in asia|revenue|⟨↑⟩"


def test_what_belongs_to_a_noun_may_stand_before_it() -> None:
    """Net sales in Greater China are Greater China net sales; what was done to whom is no noun."""
    assert [(fact.key, fact.how) for fact in emitted("#", "net sale", "in greater china")] == [
        ("#|in greater china|net sale", How.WRITTEN),
        ("#|greater china net sale", How.ROTATED),
    ]
    assert [fact.key for fact in emitted("value of export", "#")] == ["#|value of export", "#|export value"]
    assert len(emitted("open # store", "in leeds")) == 1


@pytest.mark.parametrize("pieces", [("#", "⟨↑⟩"), ("be", "#"), ("it",), ("vs -1", "⟨↓⟩"), ()])
def test_what_names_nothing_is_no_fact(pieces: tuple[str, ...]) -> None:
    """A figure of nobody."""
    assert emitted(*pieces) == []


def test_what_is_entailed_says_it_of_nothing() -> None:
    """A pronoun is somebody in the sentence, and nobody out of it."""
    assert len(emitted("audit them")) == 1
    assert emitted("audit them", how=How.ITEM) == []


def test_a_time_to_come_is_planned() -> None:
    """Behind the report's own year."""
    later, now = Period(2030, 2030, said=True), Period(2024, 2024, said=True)
    assert [emitted("revenue", period=period)[0].stage for period in (later, now)] == [Stage.PLANNED, Stage.TOLD]


@pytest.mark.parametrize(
    ("context", "period"),
    [
        (Context(year=2024), Period(2024, 2024)),
        (Context(year=2024, years=(2023,)), Period(2023, 2023)),
        (Context(year=2024, years=(2021, 2022)), None),
        (Context(), None),
    ],
)
def test_a_time_that_is_not_said_is_the_sections_or_the_reports(context: Context, period: Period | None) -> None:
    """Of a section that speaks of several years it is not known."""
    assert emitted("revenue", context=context)[0].period == period
