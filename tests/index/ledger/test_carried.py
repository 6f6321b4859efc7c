"""Time that a clause takes over from the words before it."""

from index.facts.fact import Period
from index.ledger.carried import of_the_year, of_what_it_moved_to


def test_behind_the_whole_year_a_quarter_is_over() -> None:
    text = "三季度增长4.6%，四季度增长5.6%，全年增长4.8%；粮食总产达615.6亿斤"
    quarter = Period(2024, 2024, "四季度", said=True)
    assert of_the_year(quarter, text, text.index("5.6")).part == "四季度"
    assert of_the_year(quarter, text, text.index("4.8")).part == ""
    assert of_the_year(quarter, text, text.index("615")).part == ""


def test_what_something_moved_to_is_not_of_the_time_that_it_moved_from() -> None:
    text = "赤字率从去年的2.1%提高到2.3%"
    assert of_what_it_moved_to(Period(2014, 2014, said=True), text, 0, text.index("2.3"), 2015) is None
    text = "比重从2009年的2.8%降到去年的1.5%"
    found = of_what_it_moved_to(Period(2009, 2009, said=True), text, 0, text.index("1.5"), 2013)
    assert found is not None
    assert (found.first, found.last) == (2012, 2012)
    text = "试点城市由上年的88个增加到317个"
    told = Period(2008, 2008, said=True)
    assert of_what_it_moved_to(told, text, 0, text.index("317"), 2009) == told
