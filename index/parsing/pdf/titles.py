"""The title that a PDF's properties state, unless it is what a program puts there when nobody does."""

import re

from index.patterns import regex
from index.text.script import han_count

# What Word, WPS, PowerPoint, Excel, ReportLab, scanners and print drivers write of their own accord.
_PROGRAM = regex(
    r"(?:microsoft (?:office )?(?:word|powerpoint|excel)|wps[ \w]*|powerpoint|word|excel)\s*[-–—]\s*", re.IGNORECASE
)
_WORTHLESS = regex(
    r"""[(<\[（]?(?:untitled|anonymous|unspecified|unknown|unnamed|no\ title|title|null|none|nil|n/a|test|template
    |模板|无标题|未命名|无题|标题)[)>\]）]?[\s_-]*\d*
    |(?:新建\s*)?(?:microsoft\s*)?(?:office\s*)?
    (?:word|excel|powerpoint|wps|docx?|document|文档|文件|演示文稿|幻灯片|工作簿|presentation|book|sheet|slide
    |scan(?:ned)?|image|img|print|layout|页面?|版面)
    \s*(?:document|presentation|文档|演示文稿|工作表)?[\s_-]*[\d()（）]*
    |full\ page\ (?:photo|fax\ print)|about:blank|https?://\S+|file:\S+|[a-z]:\\.*
    |[\W\d_]*|[0-9a-f-]{16,}|(?:img|dsc|scan|doc|sc)[_-]?\d+""",
    re.IGNORECASE | re.VERBOSE,
)
_ENDING = regex(r"\.(?:docx?|wps|pdf|indd|pptx?|xlsx?|rtf|odt|txt|html?|qxd|fm|tex|dvi|ps|tif|jpe?g)$", re.IGNORECASE)
# A file's name with so many Han letters says what the file is about.
_LONG = 10
# What else it has to hold to be more than 表格(终稿).
_NAMES_A_REPORT = regex(r"报告|公报|决算|预算|规划|纲要|年报|年鉴|通知|意见|办法|(?:19|20)\d\d\s?年")


def stated_title(title: str | None) -> str | None:
    """The title of a PDF's properties; None where it says nothing of the document.

    A file's name in its place is one where it names a report: 2024年工作报告.docx, but not 1.doc or ar_final.docx.
    """
    words = " ".join((title or "").replace("\x00", "").split())
    if any(character == "\ufffd" or ord(character) < 0x20 for character in words):
        return None
    bare = _PROGRAM.sub("", words, count=1)
    named = _ENDING.sub("", bare)
    if _WORTHLESS.fullmatch(named) or _WORTHLESS.fullmatch(words):
        return None
    named_well = _NAMES_A_REPORT.search(named) or han_count(named) >= _LONG
    return named if named == words or named_well else None
