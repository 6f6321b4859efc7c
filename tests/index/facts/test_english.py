"""English sentences as facts: what a claim may say of a report's words, and what it may not."""

from pathlib import Path

import pytest
from fakes import ReaderHere

from assistant.verification.claims import judge_claim
from assistant.verification.comparing import FactIndex
from assistant.verification.judgement import judge
from assistant.verification.reported import Reported, reported
from index.facts.fact import Context, Fact, Stage
from index.facts.reading import read
from index.ingestion.finding import find_files
from index.ingestion.preparing import file_sha256, read_report
from index.parsing import Limits


def facts(text: str, **settings: object) -> tuple[Fact, ...]:
    """The facts of a text of a report of 2024."""
    return read(text, Context(year=2024, **settings))  # type: ignore[arg-type]


def verdict(claim: str, report: str, names: tuple[str, ...] = ()) -> str:
    """The verdict on a claim by one paragraph of a report of 2024."""
    index = FactIndex()
    index.add(facts(report, names=names), report)
    return judge(facts(claim, names=names, claim=True), index).outcome


@pytest.fixture(scope="module")
def sample(samples: Path) -> list[Reported]:
    """The English sample report with its facts."""
    file = next(file for file in find_files([samples]) if file.path.suffix == ".html")
    with ReaderHere(Limits()) as parser:
        return [reported(read_report(file, file_sha256(file.path), parser, {}, None))]


# Lists of figures and times, as filings tell them.
SHIPPING = "Shipping costs, which include fuel and rent, were $19.6 billion and $19.9 billion in Q1 2022 and Q1 2023."
LEASES = (
    "Lease costs were $69 million and $49 million for the third quarter of fiscal years 2024 and 2023, "
    "respectively, and $195 million and $139 million for the first nine months of fiscal years 2024 and "
    "2023, respectively."
)
BENEFITS = (
    "Benefits were $1.4 billion, $1.2 billion, and $1.0 billion in fiscal years 2024, 2023, and 2022, respectively."
)
INCOME = (
    "Operating income for the third quarter and first nine months of fiscal year 2024 was $10.42 billion "
    "and $19.36 billion, respectively, up 1,633% and 552%, respectively."
)

SUPPORTED = [
    ("Staff turnover fell to 19%.", "Staff turnover fell from 24% to 19%."),
    ("Staff turnover was 19% in 2024.", "Staff turnover fell from 24% to 19%."),
    ("China's GDP grew by 5%.", "In 2024 the GDP of China grew 5% year on year."),
    ("GDP growth was 5%.", "GDP increased by 5%."),
    ("Revenue was up 5% to $12 million.", "Revenue rose 5% to $12 million in fiscal year 2024."),
    ("Revenue rose 5%.", "Revenue was $12 million, up 5% on the year before."),
    ("Nine breaches were found by the auditors.", "The auditors found 9 breaches."),
    ("The bridge was completed.", "The contractor finished the bridge."),
    ("Nobody died at work.", "In 2024 no one died at work."),
    ("Cloud revenue increased 32%.", "Cloud (formerly commercial cloud) revenue increased 32%."),
    ("There were 95 lost-time injuries in 2024.", "Lost-time injuries numbered 95 in 2024."),
    ("Total water use was about 312,000 cubic metres.", "Total water use was 312,000 cubic metres."),
    ("Acme will open 12 depots by 2030.", "By 2030 we plan to open 12 depots."),
    ("Acme's target is to open 12 depots by 2030.", "By 2030 we aim to open 12 depots."),
    (
        "Revenue rose 4% in the nine months ended September 30, 2024.",
        "In the first nine months of 2024 revenue rose 4%.",
    ),
    (
        "Revenue from cloud services grew by 11%.",
        "Cloud services revenue increased 11% driven by strength in the US market.",
    ),
    ("Excluding fuel, costs rose 27%.", "Costs excluding fuel increased 27% driven by higher prices per tonne."),
    (
        "Acme sent over 67,000 notices to customers.",
        "We’ve sent over 67,000 notices to customers to help them protect themselves.",
    ),
    ("Acme sent 67,000 notices over the past four years.", "Over the past four years, we’ve sent 67,000 notices."),
    (
        "Acme began shipping the G5 and the G7.",
        "Additionally, we started shipping our new processors, the G5 and the G7.",
    ),
    (
        "Shipping costs were $19.9 billion in Q1 2023.",
        SHIPPING,
    ),
    ("Acme has changed how it thinks about safety.", "We have changed how we think about safety."),
    (
        "Lease costs were $195 million in the first nine months of 2024.",
        LEASES,
    ),
    (
        "Benefits were $1.2 billion in fiscal year 2023.",
        BENEFITS,
    ),
    (
        "Operating income was up 552% in the first nine months of 2024.",
        INCOME,
    ),
    ("Purchase obligations stood at $17 million.", "We had purchase obligations totaling $17 million."),
    ("Purchase obligations were $17 million.", "We had purchase obligations of $17 million."),
    ("Acme missed its target of closing 90% of cases.", "The target of closing 90% of cases was not met."),
    (
        "RS works with schools to provide training.",
        "RS also works with schools to provide training and other services.",
    ),
    ("Acme expects further growth in orders.", "Acme continues to hire and anticipates further growth in orders."),
    ("In Q2 2024 revenue was up 8%.", "Revenue was $5 million in Q2 2024, up 8%."),
]


@pytest.mark.parametrize(("claim", "report"), SUPPORTED)
def test_the_same_in_another_order_form_or_unit_of_time_is_supported(claim: str, report: str) -> None:
    """Passives, possessives, counts, ends of a movement, fiscal years."""
    assert verdict(claim, report, ("Acme",)) == "supported"


REFUTED = [
    ("Revenue fell 5%.", "Revenue rose 5%."),
    ("Revenue rose 6%.", "Revenue rose 5%."),
    ("Women held 18% of posts and 31% of driving jobs.", "Women held 31% of posts and 18% of driving jobs."),
    ("The audit was not completed.", "The audit was completed."),
    ("Staff turnover rose from 24% to 19%.", "Staff turnover fell from 24% to 19%."),
    ("The plant came second in the country.", "The plant came third in the country."),
]


@pytest.mark.parametrize(("claim", "report"), REFUTED)
def test_the_contrary_is_refuted(claim: str, report: str) -> None:
    """Figure, direction, denial and place in an order, of the same thing."""
    assert verdict(claim, report) == "refuted"


NEVER = [
    ("The rest of the report is audited.", "The rest of the report is unaudited."),
    ("A committee of four executive directors met.", "A committee of four non-executive directors met."),
    ("The survey is complete.", "The survey is incomplete."),
    (
        "Exit interviews name pay as the first reason.",
        "Exit interviews name shift patterns, not pay, as the first reason.",
    ),
    ("Revenue rose 4% in the third quarter of 2024.", "Revenue rose 4% in the nine months ended September 30, 2024."),
    ("Revenue rose 4% in the first half of 2024.", "Revenue rose 4% in 2024."),
    ("Revenue rose 4% in 2023.", "Revenue rose 4% in 2024."),
    ("We opened 12 depots.", "We plan to open 12 depots."),
    ("The bridge was completed.", "The bridge is being completed."),
    ("The bridge was completed.", "The bridge was partly completed."),
    ("The first audit found 9 breaches.", "The audit found 9 breaches."),
    ("The private audit found 9 breaches.", "The audit found 9 breaches."),
    ("The audit found 9 breaches because staff were tired.", "The audit found 9 breaches."),
    ("Turnover fell because pay rose.", "Turnover fell. Pay rose."),
    ("The bank sued the supplier.", "The supplier sued the bank."),
    ("All vans are electric.", "Vans are electric."),
    ("The supplier emitted 5 tonnes.", "We emitted 5 tonnes."),
    ("Acme emitted 5 tonnes.", "Suppliers emitted 5 tonnes."),
    ("The trial goes on.", "If the weather holds, the trial goes on."),
    ("Revenue increased 32%.", "Cloud (formerly commercial cloud) revenue increased 32%."),
    ("Costs rose by 5 percentage points.", "Costs rose by 5%."),
    ("Cloud revenue grew by 11%.", "Cloud services revenue increased 11% driven by strength in the US market."),
    (
        "Cloud services revenue increased 11% in the US market.",
        "Cloud services revenue increased 11% driven by strength in the US market.",
    ),
    ("Costs rose 27%.", "Costs excluding fuel increased 27% driven by higher prices per tonne."),
    ("Acme began the G7.", "We started shipping our new processors, the G5 and the G7."),
    ("Acme stopped shipping the G7.", "We started shipping our new processors, the G5 and the G7."),
    ("Acme merged the north unit.", "We merged the north unit and the south unit."),
    (
        "Shipping costs were $19.9 billion in Q1 2022.",
        SHIPPING,
    ),
    (
        "Fuel and rent were $19.9 billion in Q1 2023.",
        SHIPPING,
    ),
    (
        "Shipping costs were $19.9 billion in 2023.",
        SHIPPING,
    ),
    (
        "Lease costs were $69 million in the first nine months of 2024.",
        LEASES,
    ),
    (
        "Benefits were $1.2 billion in fiscal year 2022.",
        BENEFITS,
    ),
    (
        "Operating income was up 1,633% in 2024.",
        INCOME,
    ),
    ("Revenue was up 8% in 2024.", "Revenue was $5 million in Q2 2024, up 8%."),
    ("Obligations were $17 million.", "We had purchase obligations totaling $17 million."),
    ("Purchase obligations were $17 million.", "We had purchase obligations totaling less than $17 million."),
    ("The scheme reaches every state in its fifth year.", "The scheme reaches every state in its year four."),
    ("Acme met its target of closing 90% of cases.", "The target of closing 90% of cases was not met."),
    ("Acme missed its target of closing 80% of cases.", "The target of closing 90% of cases was not met."),
    ("Acme missed the train.", "The train was not met."),
    ("The benefit was $67 million.", "Income tax was an expense of $2 billion, and a benefit of $67 million."),
    (
        "The fair value was $3 million.",
        "We bought a share in Hull, which is listed, and had a fair value of $3 million.",
    ),
    (
        "Debt was $70 million in 2023.",
        "As of June 30, 2024 and 2023, debt was $50 million and $70 million, respectively.",
    ),
    ("RS works with parents to provide training.", "RS also works with schools to provide training."),
    ("Acme achieved further growth in orders.", "Acme continues to hire and anticipates further growth in orders."),
    ("Acme continues further growth in orders.", "Acme continues to hire and anticipates further growth in orders."),
    ("The tax was due in 2022.", "The tax was due under the Clean Air Act of 2022."),
]


@pytest.mark.parametrize(("claim", "report"), NEVER)
def test_another_thing_period_stage_or_role_is_never_supported(claim: str, report: str) -> None:
    """A word more, less or other makes another fact."""
    assert verdict(claim, report, ("Acme",)) != "supported"


def test_words_of_a_plan_make_the_stage() -> None:
    """An aim at a clause's head and an imperative of a list of targets are planned."""
    for text in (
        "We plan to buy 80 vans.",
        "Our target is to buy 80 vans.",
        "Buy 80 vans.",
        "We bought vans; by 2030 80 vans.",
    ):
        assert facts(text)[-1].stage is Stage.PLANNED


def test_a_number_of_a_name_is_no_figure() -> None:
    """Scope 1 and 2 are names."""
    (fact, *_) = facts("Scope 1 and 2 emissions fell by 24%.")
    assert [figure.text for figure in fact.figures] == ["24%"]


@pytest.mark.parametrize(
    "claim",
    [
        "No one died at work in 2024.",
        "Harrow & Finch's total water use was 312,000 cubic metres.",
        "In 2024, 46% of all recordable injuries were caused by manual handling.",
        "The investigation into the death at Tarn Road was completed in March 2024.",
        "Harrow & Finch plans to divert 90% of operational waste from landfill and incineration in 2025.",
    ],
)
def test_the_sample_supports(sample: list[Reported], claim: str) -> None:
    """What the sample report says, told of its issuer by name."""
    assert judge_claim(claim, sample)[0].outcome == "supported"


@pytest.mark.parametrize(
    "claim",
    [
        "The target to run 25% of vans on electricity was met.",
        "The rest of the report is audited.",
        "A board committee of four executive directors met five times to review this programme.",
        "Exit interviews name pay as the first reason.",
        "Harrow & Finch audited 31 private subcontractors for drivers' hours and working conditions.",
        "Staff turnover fell to 19% because women held more posts.",
    ],
)
def test_the_sample_never_supports(sample: list[Reported], claim: str) -> None:
    """What it denies, or does not say."""
    assert judge_claim(claim, sample)[0].outcome in ("refuted", "not_enough_info", "partly_supported")


def test_a_true_count_is_not_refuted_by_a_target_of_its_rate(sample: list[Reported]) -> None:
    """95 injuries stand in a table; "below 3.0 per million hours" is another measure."""
    assert judge_claim("There were 95 lost-time injuries in 2024.", sample)[0].outcome != "refuted"
