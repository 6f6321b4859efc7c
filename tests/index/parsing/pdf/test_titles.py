"""The title in a PDF's properties: which say something of the document."""

import pytest

from index.parsing.pdf.titles import stated_title


@pytest.mark.parametrize(
    ("stated", "title"),
    [
        ("2024年云岭县政府工作报告", "2024年云岭县政府工作报告"),
        ("Microsoft Word - 1.doc", None),
        ("untitled", None),
        ("1.doc", None),
        ("", None),
        (None, None),
    ],
)
def test_a_worthless_title_is_none(stated: str | None, title: str | None) -> None:
    assert stated_title(stated) == title
