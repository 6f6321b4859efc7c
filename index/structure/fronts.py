"""What stands above a report's body: the lines that name it, without sources, credits and forms of address."""

import re
from dataclasses import dataclass
from pathlib import PurePath

from index.patterns import regex
from index.report import ParsedDocument
from index.structure.credits import is_credit
from index.text.script import HAN

# Title, source, dateline and speaker of 83 work reports stand within the first 7 lines and 300 characters.
_FRONT_LINES = 20

# "政 府 工 作 报 告": a title spread over its line.
_SPACED_OUT = regex(rf"[{HAN}](?:[ \u3000\xa0]+[{HAN}]){{3,}}")
_SALUTATION = regex(r"(?:各位|尊敬的|同志们|现在[，,]我)")
_SOURCE = regex(
    r"来\s*源\s*[：:]|责任编辑|发布时间|浏览次数|作者[：:]"
    r"|(?:索\s*引\s*号|文\s*号|发布(?:机构|日期)|发文(?:机关|日期|字号)|成文日期|主题分类|公开(?:方式|日期)|有\s*效\s*性)\s*[：:]"
)
_TITLE_LABEL = regex(r"(?:名\s*称|标\s*题|题\s*目)\s*[：:]\s*")
DEAR = regex(r"(?i)(?:dear|to our|尊敬的|各位)\b")


@dataclass(frozen=True, slots=True)
class Front:
    """The lines before the body, without sources and salutation; `stem` is the file's name without its ending."""

    lines: tuple[str, ...]
    removed: str
    stem: str


def read_front(document: ParsedDocument, file_name: str) -> Front:
    """The front of a document that was read from a file of that name."""
    lines: list[str] = []
    for line in re.finditer(r"[^\n\r]+", document.text[:4000]):
        words = line[0].strip(" \t\u3000\xa0\u200b\u200d\ufeff-—*#")
        if _SPACED_OUT.fullmatch(words):
            words = "".join(words.split())
        words = _TITLE_LABEL.sub("", words, count=1)
        if not words or _SOURCE.match(words) or is_credit(words) or not any(map(str.isalnum, words)):
            continue
        if _SALUTATION.match(words) or len(lines) == _FRONT_LINES:
            break
        if not DEAR.match(words):
            lines.append(words)
    removed = "\n".join(removal.text for removal in document.removals[:20])[:2000]
    stem = PurePath(file_name).name.rsplit(".", 1)[0].strip()
    return Front(tuple(lines), removed, stem)
