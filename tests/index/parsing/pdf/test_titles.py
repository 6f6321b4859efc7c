"""The title in a PDF's properties: which say something of the document."""

import pytest

from index.parsing.pdf.titles import stated_title


@pytest.mark.parametrize(
    ("stated", "title"),
    [
        ("2024年云岭县政府工作报告", "2024年云岭县政府工作报告"),
        ("Microsoft Word - 柳河县2024年统计公报.docx", "柳河县2024年统计公报"),
        ("Microsoft Word - 1.doc", None),
        ("untitled", None),
        ("(anonymous)", None),
        ("无标题", None),
        ("文档1", None),
        ("Slide 1", None),
        ("a.indd", None),
        ("1.doc", None),
        ("", None),
        (None, None),
    ],
)
def test_a_title_is_kept_unless_it_says_nothing(stated: str | None, title: str | None) -> None:
    assert stated_title(stated) == title
