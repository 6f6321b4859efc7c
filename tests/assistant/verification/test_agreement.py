"""A statement against its quote: what is the same passes, one thing altered never does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.verification.agreement import agreement
from assistant.verification.quoted import Evidence

QUOTE = "2024年，全县地区生产总值增长5.8%，粮食总产量8.2万吨，新建公路126公里，没有发生重大安全事故。"
REVIEW = Evidence(QUOTE, "2025年云岭县政府工作报告\n一、2024年工作回顾", "", ("云岭县",), (2024,), 2025, False)
TARGET = "今年的主要目标是：地区生产总值增长6%左右。"
PLAN = Evidence(TARGET, "2025年云岭县政府工作报告\n二、2025年目标", "", ("云岭县",), (2025,), 2025, True)
ENGLISH = Evidence("Net revenue rose 5.2 percent to $1.3 billion in 2023.", "Annual report", "", (), (2023,), 2023)


@pytest.mark.parametrize(
    "statement",
    [
        QUOTE,
        "粮食总产量8.2万吨",
        "2024年云岭县地区生产总值增长了5.8%。",
        "云岭县2024年粮食总产量达到82000吨。",
        "2024年新建公路126000米。",
        "2024年云岭县新建公路约130公里。",
        "云岭县没有发生重大安全事故。",
    ],
)
def test_what_the_quote_says_is_supported(statement: str) -> None:
    assert agreement(statement, [REVIEW]).supports


@pytest.mark.parametrize(
    ("statement", "kind"),
    [
        ("2024年云岭县地区生产总值增长了5.9%。", "value"),
        ("2024年云岭县地区生产总值下降了5.8%。", "direction"),
        ("2024年云岭县地区生产总值增长了5.8个百分点。", "unit"),
        ("2023年云岭县地区生产总值增长了5.8%。", "period"),
        ("2024年云岭县新建公路126米。", "unit"),
        ("2024年浙江新建公路126公里。", "region"),
        ("云岭县发生重大安全事故。", "negation"),
        ("2024年云岭县力争新建公路126公里。", "target_vs_outcome"),
    ],
)
def test_one_thing_altered_is_named(statement: str, kind: str) -> None:
    found = agreement(statement, [REVIEW])
    assert not found.supports
    assert kind in {mismatch.kind for mismatch in found.mismatches}


@pytest.mark.parametrize(
    ("statement", "passes"),
    [
        ("杭州市余杭区新建公路126公里。", True),
        ("杭州余杭新建公路126公里。", True),
        ("杭州西湖区新建公路126公里。", False),
        ("余杭区新建公路126公里。", True),
        ("西湖区新建公路126公里。", False),
        ("杭州市新建公路126公里。", False),
    ],
)
def test_a_county_is_told_from_another_and_from_its_city(statement: str, passes: bool) -> None:
    said = Evidence("2024年，余杭区新建公路126公里。", "2025年浙江省政府工作报告", "", ("浙江",), (2024,), 2025)
    assert ("region" in {mismatch.kind for mismatch in agreement(statement, [said]).mismatches}) is not passes


def test_a_city_by_its_short_name_is_the_region_of_its_report() -> None:
    said = Evidence("新建公路126公里。", "2025年杭州市政府工作报告", "", ("杭州市",), (2024,), 2025)
    assert agreement("杭州新建公路126公里。", [said]).supports
    assert not agreement("宁波新建公路126公里。", [said]).supports


def test_a_target_told_as_an_outcome_is_named() -> None:
    assert agreement("2025年云岭县的目标是地区生产总值增长6%左右。", [PLAN]).supports
    told = agreement("2025年云岭县地区生产总值增长了6%左右。", [PLAN])
    assert [mismatch.kind for mismatch in told.mismatches] == ["target_vs_outcome"]


def test_a_hedge_left_out_is_a_difference_of_value() -> None:
    told = agreement("2025年云岭县的目标是地区生产总值增长6%。", [PLAN])
    assert [mismatch.kind for mismatch in told.mismatches] == ["value"]


def test_words_that_stand_nowhere_are_not_supported() -> None:
    found = agreement("2024年云岭县新建公路126公里，居全省前列。", [REVIEW])
    assert not found.supports
    assert found.unsupported


@pytest.mark.parametrize(
    ("statement", "passes"),
    [
        ("Net revenue rose 5.2 percent in 2023.", True),
        ("Net revenue increased to $1,300 million.", True),
        ("Net revenue fell 5.2 percent in 2023.", False),
        ("Net revenue rose 5.2 percent in 2022.", False),
        ("Net revenue rose 5.3 percent in 2023.", False),
        ("Net revenue did not rise 5.2 percent in 2023.", False),
    ],
)
def test_english(statement: str, passes: bool) -> None:
    assert agreement(statement, [ENGLISH]).supports is passes


def test_years_from_one_to_another_are_no_single_year() -> None:
    span = Evidence("从1952年到1956年，派出留学生6435人。", report_year=1957)
    assert agreement("从1952年到1956年，派出留学生6435人。", [span]).supports
    assert not agreement("1953年，派出留学生6435人。", [span]).supports


@given(st.integers(0, 9), st.sampled_from(["5.8", "8.2", "126"]), st.integers(0, 2))
def test_any_digit_altered_is_refused(digit: int, figure: str, place: int) -> None:
    letters = list(figure)
    place %= len(letters)
    if letters[place] == "." or letters[place] == str(digit):
        return
    letters[place] = str(digit)
    altered = QUOTE.replace(figure, "".join(letters))
    assert not agreement(altered, [REVIEW]).supports


@pytest.mark.parametrize(
    ("quote", "statement"),
    [
        ("旅游综合收入41.2亿元，未完成。", "旅游综合收入41.2亿元，完成。"),
        ("收入41.2亿元，完成。", "收入41.2亿元，未完成。"),
    ],
)
def test_a_denial_of_a_clause_of_light_words_is_seen(quote: str, statement: str) -> None:
    assert agreement(quote, [Evidence(quote)]).supports
    assert not agreement(statement, [Evidence(quote)]).supports


@pytest.mark.parametrize(
    ("statement", "quote", "passes"),
    [
        ("带动数十家企业。", "全县带动数十家企业。", True),
        ("带动10家企业。", "全县带动数十家企业。", False),
        ("带动十家企业。", "全县带动数十家企业。", False),
        ("惠及10户。", "惠及十几户。", False),
        ("惠及一千户。", "惠及上千户。", False),
        ("造林1000公顷。", "全县造林15000亩。", True),
        ("造林1000亩。", "全县造林1000公顷。", False),
        ("出口12亿元。", "出口12亿美元。", False),
        ("投资1.2万亿元。", "投资12000亿元。", True),
        ("投资1.2亿元。", "投资1.2万亿元。", False),
        ("产值增长3%。", "产值增长3%至5%。", False),
        ("产值增长3%至5%。", "产值增长3%至5%。", True),
        ("产值增长两倍。", "产值翻两番。", False),
        ("产值增长1倍。", "产值翻一番。", True),
        ("名列第二。", "名列第三。", False),
        ("3月16日开工。", "3月15日开工。", False),
        ("税率下降0.5%。", "税率下降0.5个百分点。", False),
        ("Harrow opened 12 schools.", "Harrow opened 12 schools in May.", True),
        ("Harrow opened 13 schools.", "Harrow opened 12 schools in May.", False),
        ("Sales were 3.5 million dollars.", "Sales were 3.5 billion dollars.", False),
        ("Sales were 3,500 million dollars.", "Sales were 3.5 billion dollars.", True),
    ],
)
def test_figures_of_short_sentences(statement: str, quote: str, passes: bool) -> None:
    assert agreement(statement, [Evidence(quote)]).supports is passes


@pytest.mark.parametrize(("count", "agreed"), [(12, 2), (13, 1)])
def test_a_count_before_a_plain_english_noun_is_compared_across_languages(count: int, agreed: int) -> None:
    found = agreement(f"{count} schools opened and output grew by 5.8%", [Evidence("学校开办12所，产值增长5.8%。")])
    assert (found.foreign, found.agreed) == (True, agreed)
    assert (not found.mismatches) is (count == 12)


_SENTENCES = st.builds(
    "全县{}{}{}{}。".format,
    st.sampled_from(["粮食产量", "财政收入", "新建公路", "就业人数"]),
    st.sampled_from(["", "约", "超过", "增长", "下降"]),
    st.integers(1, 1799),
    st.sampled_from(["亿元", "万吨", "公里", "%", "个百分点", "万人"]),
)


@given(_SENTENCES)
def test_a_whole_sentence_supports_itself(sentence: str) -> None:
    assert agreement(sentence, [Evidence(sentence)]).supports


@given(_SENTENCES, st.data())
def test_one_digit_altered_in_any_sentence_is_refused(sentence: str, data: st.DataObject) -> None:
    places = [place for place, letter in enumerate(sentence) if letter.isdigit()]
    place = data.draw(st.sampled_from(places))
    digit = data.draw(st.sampled_from([digit for digit in "123456789" if digit != sentence[place]]))
    altered = f"{sentence[:place]}{digit}{sentence[place + 1 :]}"
    assert not agreement(altered, [Evidence(sentence)]).supports


@pytest.mark.parametrize(
    ("statement", "quote"),
    [
        ("从签到投产用了12个月", "从签约到投产用了12个月"),
        ("森林覆率达到60%", "森林覆盖率达到60%"),
        ("完成投12亿元", "完成投资12亿元"),
        ("新建市场12个", "新建城市场馆12个"),
        ("固定产投资增长5%", "全社会固定资产投资增长5%"),
        ("支出200亿元", "支出１，２００亿元，增长5%"),
        ("水质达到Ⅲ类", "水质达到Ⅲ类以上"),
        ("生态立县动摇", "生态立县不动摇"),
        ("还存在少困难", "还存在不少困难"),
    ],
)
def test_a_word_with_something_dropped_is_another_word(statement: str, quote: str) -> None:
    assert agreement(quote, [Evidence(quote)]).supports
    assert not agreement(statement, [Evidence(quote)]).supports


def test_a_figure_of_a_merged_clause_is_told_of_what_stands_beside_it() -> None:
    quote = Evidence("青湖有10个月水质达到Ⅱ类，比上年增加1个月。", years=(2024,))
    assert agreement("2024年青湖有10个月水质达到Ⅱ类。", [quote]).supports
