"""The words of two passages as a library tells them, and the reports that it holds: what slips are held against."""

from collections.abc import Iterable

from index.report import Metadata
from index.text.tokens import tokens

PASSAGES = (
    "2024年，松川大桥建成通车，总投资3.8亿元。新建公租房1260套，发放就业补贴4300万元。",
    "地区生产总值增长6%左右，居民收入与经济同步增长。生猪出栏500万头，粮食产量120亿斤。",
)
KNOWN = [
    Metadata("2025年广东省政府工作报告", "广东省人民政府", "广东", 2025),
    Metadata("2025年云岭县政府工作报告", "云岭县人民政府", "云岭县", 2025),
    Metadata("2025年松川市政府工作报告", "松川市人民政府", "松川市", 2025),
]


class Passages:
    """The words of some passages, as a library tells them."""

    def __init__(self, passages: Iterable[str]) -> None:
        self._tokens = [set(tokens(passage)) for passage in passages]

    def passages_with(self, terms: Iterable[str]) -> dict[str, int]:
        return {term: sum(term in each for each in self._tokens) for term in terms}

    def has_together(self, terms: Iterable[str]) -> bool:
        wanted = set(terms)
        return any(wanted <= each for each in self._tokens)


WORDS = Passages(PASSAGES)
