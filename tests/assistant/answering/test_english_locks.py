"""What an English question holds a sentence to: names, figures, order, degree and denial."""

import pytest

from assistant.answering.english_locks import lacks, names


@pytest.mark.parametrize(
    ("question", "sentence", "lacking"),
    [
        ("When was the Royal College of Holt founded?", "The Royal College of Vale was founded in 1816.", ["Holt"]),
        ("What does the treaty not limit?", "The treaty limits free trade.", ["not"]),
        ("What is the aim for Scope 3 emissions?", "3. By 2030: half of Scope 1 and 2 emissions.", ["Scope 3"]),
        ("What is the aim for Scope 2 emissions?", "3. By 2030: half of Scope 1 and 2 emissions.", []),
        ("What can't members ask?", "Members cannot ask about wages.", []),
        (
            "Why did sales fall in the third quarter?",
            "In the second quarter sales fell due to rain.",
            ["third quarter"],
        ),
        ("How many shares were there on July 21, 2023?", "On May 15, Ann had 21 of July's shares.", ["July 21"]),
        ("How many shares were there on July 21, 2023?", "There were 10 shares as of July 21, 2023.", []),
        ("What was booked in the first six months?", "For the six months ended June 30, $510 was booked.", []),
        ("What was bought in the first nine months?", "In the first quarter $19 was bought.", ["first nine months"]),
        (
            "What was bought in the second half?",
            "In the first half nothing was bought, in the second $19.",
            ["second half"],
        ),
        ("Why did sales fall in Q3?", "In the third quarter sales fell due to rain.", []),
        ("Which goal has 90% of claims in 60 days?", "The goal is 90 percent of claims in 30 days.", ["60"]),
        ("What share of US sales is it?", "Some 12% of sales in the United States.", []),
        ("Who leads EPA’s work?", "Nobody else leads it.", ["EPA"]),
        ("What was the average wait?", "The wait was 12 days.", ["average"]),
        ("How many people work in America?", "We employ 122,000 people in the U.S.", []),
        ("How many people work in America?", "We employ 122,000 people in Europe.", ["America"]),
        ("How many Superfund-type sites?", "There are 1,200 Superfund sites.", []),
        ("When did DOMA fall?", "The Court ruled on the Defense of Marriage Act in June 2013.", []),
        ("How many Canadian stores?", "Twelve stores in Canada.", []),
        ("How many Canadian stores?", "Twelve stores in Peru.", ["Canadian"]),
        ("Which counties fail at least one standard?", "Two counties fail one standard.", []),
        ("How long do servers last?", "We use servers for six years.", []),
        ("What was the last stop?", "The stop was Holt.", ["last"]),
        ("Which sector emits the most?", "Transport is the largest source of emissions.", []),
        ("What were the total obligations?", "We had obligations totaling $12.", []),
        ("How many Irish towns?", "Twelve Irish towns.", []),
        ("How many people in total work here?", "We employ 221 people.", []),
        ("Over the whole of the fiscal year, how many shares were bought?", "We repurchased 95 million shares.", []),
        ("What did the whole fleet cost?", "A part of the fleet cost $12.", ["all"]),
        ("How much did Vale bring in FY2022?", "Vale brought $12.", []),
    ],
)
def test_what_a_sentence_lacks(question: str, sentence: str, lacking: list[str]) -> None:
    assert lacks(question, sentence, "") == lacking


def test_a_name_may_stand_around_and_a_year_is_held_elsewhere() -> None:
    assert lacks("How many staff has Holt in 2024?", "It has 12 staff.", "Holt Council", (2024,)) == []
    assert lacks("How many staff has Holt in 2024?", "It has 12 staff.", "Holt Council") == ["2024"]


def test_the_day_on_which_a_reports_period_ends_is_told_by_all_of_it() -> None:
    question = "What was gaming revenue in the quarter ended October 30, 2022?"
    sentence = "Gaming revenue was down 51% from a year ago."
    assert lacks(question, sentence, "", (2022,), "2022-10-30") == []
    assert lacks(question, sentence, "", (2022,), "2022-07-31") == ["October 30"]
    assert lacks("Which day, October 3, was it?", sentence, "", (), "2022-10-30") == ["October 3"]


def test_in_all_counts_no_whole() -> None:
    sentence = "We employed approximately 221,000 people, 122,000 in the U.S."
    assert lacks("How many people were employed, in all and in the U.S.?", sentence, "") == []
    assert lacks("What are the most common sources?", "These are the most significant sources.", "") == []


def test_names_are_words_in_capitals_behind_the_first() -> None:
    assert names("Did Holt’s OPM office open in FY 2013? Why is I that?") == ["Holt", "OPM"]
