"""What stands around a figure in the words of a reading."""

from collections.abc import Sequence

from index.ledger.phrases import with_names
from index.ledger.wording import Word, Wording
from index.patterns import regex

_FLOWS = frozenset({"⟨新增⟩", "⟨净增⟩"})
_STOCK_GAP = regex("达到?$|突破$|总[数量]|累计|共有?$|超过?$")
_GOES_TO = regex("(?:[降升减增]|提高|增加|提升|压缩|缩[短小]|扩大|调整|上升|下降|延长)[至到为](?:约|近|超过?)?$")
_IS_OF = regex("(?:以上|以下|以内|左右|上下|多|余)?的")


BASES = {"⟨年均⟩": "年均", "⟨环比⟩": "环比"}
# Between the figures of a list that share what stands before the first.
_LISTED = ("、", "和", "及", "与")


class Beside:
    """The words of a reading, seen from the place of one of its figures."""

    def __init__(self, words: Sequence[Word], wording: Wording) -> None:
        self.words = with_names(words, wording.text)
        self.wording = wording
        self.holes = [place for place, word in enumerate(words) if word.kind == "figure"]

    def near(self, place: int) -> list[Word]:
        """The words before a figure, from the figure before it; those of a list share what stands before its first."""
        origin = self.hole_before(place)
        near = self.words[0 if origin is None else origin + 1 : place]
        if origin is None:
            return self._of_stock(place, near)
        gap = self.wording.text[self.words[origin].end : self.words[place].start]
        if not near and gap in _LISTED:  # 分别增长3%、4%
            return [word for word in self.near(origin) if word.value not in BASES]
        return near

    def _of_stock(self, place: int, near: list[Word]) -> list[Word]:
        """经营主体净增98万户、突破1900万户: the latter is of all, not of what was added."""
        own = [word for word in near if not word.lent]
        lent = near[: len(near) - len(own)]
        if own or not lent or lent[-1].value not in _FLOWS:
            return near
        before = self.wording.text[max(0, self.words[place].start - 6) : self.words[place].start]
        return lent[:-1] if _STOCK_GAP.search(before) and len(lent) > 1 else near

    def behind(self, place: int) -> list[Word]:
        """The words behind a figure, up to the next one."""
        following = next((hole for hole in self.holes if hole > place), len(self.words))
        return self.words[place + 1 : following]

    def moves_on(self, place: int) -> bool:
        """Whether the next figure is where this one went to: 将现行16%的税率降至13%."""
        following = next((hole for hole in self.holes if hole > place), None)
        if following is None or self.words[following].figure.unit != self.words[place].figure.unit:  # type: ignore[union-attr]
            return False
        return _GOES_TO.search(self.wording.text[self.words[place].end : self.words[following].start]) is not None

    def hole_before(self, place: int) -> int | None:
        """The place of the figure before; None where it is the first."""
        return next((hole for hole in reversed(self.holes) if hole < place), None)

    def end(self, place: int) -> int:
        """Where a figure ends in the text."""
        return self.words[place].end

    def is_of(self, place: int) -> bool:
        """Whether 的 joins the figure to what follows."""
        return _IS_OF.match(self.wording.text, self.end(place)) is not None

    def first_of_list(self, start: int) -> int:
        """Where the first of the figures stands that are listed up to the one at `start`."""
        at = next(number for number, hole in enumerate(self.holes) if self.words[hole].start == start)
        while at and self.wording.text[self.words[self.holes[at - 1]].end : start] in _LISTED:
            at -= 1
            start = self.words[self.holes[at]].start
        return start
