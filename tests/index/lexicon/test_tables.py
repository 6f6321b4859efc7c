"""What the tables of the lexicon must hold to."""

from collections import Counter
from importlib.resources import files

import pytest

from index.lexicon.indicators import NAMES, SYNONYMS
from index.lexicon.loading import read_table, words
from index.text.places import City
from index.text.regions import FULL_NAMES, Region
from index.text.units import COUNTS, UNITS, Unit

TABLES = sorted(path.name.removesuffix(".tsv") for path in files("index.lexicon").iterdir() if ".tsv" in path.name)
# Tables with columns of their own.
_OF_ANOTHER_FORM = {
    *("units", "regions", "places", "indicators", "symbols", "company_names"),
    *(
        "asked_measures",
        "asked_names",
        "english_wording",
        "mixed_words",
        "opposite_words",
        "english_opposites",
        "question_cues",
        "region_groups",
        "report_wording",
        "scales",
        "units_en",
    ),
}
LISTS = [name for name in TABLES if name not in _OF_ANOTHER_FORM]


def repeated(names: list[str]) -> list[str]:
    return [name for name, count in Counter(names).items() if count > 1]


@pytest.mark.parametrize("name", TABLES)
def test_a_table_says_what_it_holds(name: str) -> None:
    text = (files("index.lexicon") / f"{name}.tsv").read_text("utf-8")
    assert text.startswith("# ") and text.endswith("\n") and "\r" not in text


@pytest.mark.parametrize("name", LISTS)
def test_no_word_stands_twice_in_a_list(name: str) -> None:
    assert repeated([f"{word.kind} {word.word.lower()}" for word in words(name)]) == []


def test_every_unit_is_told_in_a_base_that_is_one_of_itself() -> None:
    units = read_table("units", Unit)
    assert repeated([unit.name for unit in units]) == []
    assert all(unit.name == unit.name.lower() and unit.factor > 0 for unit in units)
    assert {unit.kind for unit in units} == {"measure", "count", "share"}
    assert [unit.name for unit in units if UNITS.get(unit.base, (unit.base, 1)) != (unit.base, 1)] == []
    # 月数 tells 个月 from the name of a month; no report writes it. mg/l is one of another by a third.
    assert {part for unit in units for part in unit.base.split("/")} - set(UNITS) == {"月数"}


def test_classifiers_count_one_each() -> None:
    assert all(unit.factor == 1 for unit in read_table("units", Unit) if unit.kind != "measure")
    assert {"个", "家", "种"} <= COUNTS and not {"成", "分", "元"} & COUNTS


def test_regions_and_cities_have_one_name_each() -> None:
    regions, cities = read_table("regions", Region), read_table("places", City)
    names = [name for region in regions for name in (region.name, region.full, *region.english, *region.further)]
    assert repeated(names) == []
    assert repeated([name for city in cities for name in (city.name, *city.english)]) == []
    assert {city.province for city in cities} < set(FULL_NAMES)
    assert [city.name for city in cities if not city.full and city.name != city.province] == []


def test_counties_lie_in_one_place_and_end_with_their_kind() -> None:
    cities = read_table("places", City)
    assert repeated([f"{city.province} {city.name} {county}" for city in cities for county in city.counties]) == []
    counties = [county for city in cities for county in city.counties]
    assert [county for county in counties if county[-1] not in "县区市旗" or len(county) < 2] == []
    # 2,846 of them in the list of 2023; 8 stand as lines of their own.
    assert len(counties) == 2838


def test_a_name_means_one_indicator_exactly() -> None:
    exact = [name.name.lower() for name in NAMES if name.means == "exactly"]
    assert repeated(exact) == []
    assert {name.means for name in NAMES} == {"exactly", "nearly"}
    assert repeated([f"{name.indicator} {name.name.lower()}" for name in NAMES]) == []
    # Each indicator is a name of its own, and its rows stand together.
    assert {name.indicator for name in NAMES} <= {name.name for name in NAMES}
    assert all(SYNONYMS)
