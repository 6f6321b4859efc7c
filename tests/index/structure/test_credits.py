"""Lines that name who wrote, filmed or edited a text, told from titles and sentences."""

import pytest

from index.structure.credits import is_credit


@pytest.mark.parametrize(
    "line",
    [
        "贵州日报天眼新闻记者 李某 摄",
        "政府工作报告。 贵州日报天眼新闻记者 李某 摄",
        "（记者 王某 通讯员 李某）",
        "新华社记者 刘某 摄",
        "本报记者：张某、赵某某",
        "摄影：王某",
        "图/李某",
        "责任编辑：赵某",
        "責任編輯：趙某",
        "资料图片",
        "图为会议现场",
        "圖為會議現場",
    ],
)
def test_chinese_credits(line: str) -> None:
    """A byline, a photographer's name with or without the newspaper's, an editor's, a caption."""
    assert is_credit(line)


@pytest.mark.parametrize(
    "line",
    [
        "By Jane Doe",
        "Photo by John Smith",
        "PHOTO: A harbour at dawn",
        "Edited by Jane Doe",
        "© 2024 Harbour Line, Inc.",
        "The harbour at dawn /Reuters",
    ],
)
def test_english_credits(line: str) -> None:
    """Who wrote, filmed or owns it, however it is written."""
    assert is_credit(line)


@pytest.mark.parametrize(
    "line",
    [
        "青禾县政府工作报告",
        "2024年记者站工作报告",
        "政府工作报告（2024年）",
        "青禾市摄影家协会2024年工作总结",
        "关于加强文字工作的通知",
        "图书馆2024年度报告",
        "翻译服务业发展报告",
        "Annual Report 2023",
        "Photography Market Report",
        "Written Evidence to the Committee",
        "By the Numbers: 2023 in Review",
        "Credit Risk Report 2023",
    ],
)
def test_titles_are_no_credits(line: str) -> None:
    """The same words in a title name a thing, nobody."""
    assert not is_credit(line)


def test_spaces_around_a_credit_change_nothing() -> None:
    assert is_credit("\u3000\u3000摄影：王某 \t")


def test_a_long_line_is_text_even_where_it_ends_with_a_name() -> None:
    """A paragraph with the reporter's name behind it must not be lost."""
    assert not is_credit("全年地区生产总值增长5.2%，粮食产量达到600万吨。" * 4 + "记者 李某 摄")


def test_nothing_is_no_credit() -> None:
    assert not is_credit("") and not is_credit(" \u3000")
