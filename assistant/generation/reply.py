"""A model's reply, as it streams in, to drafted statements with the ids that they cite.

Tolerant in reading: [S1], [S1, S2], [S1][T3.r4], 【S1】, (S1) and [S1-S3] are marks, before or after the full stop.
Nothing of a statement is given out before its mark is complete, so no half mark can ever be shown.
"""

import re
import unicodedata
from dataclasses import dataclass

from assistant.llm.disarming import without_unseen
from index.patterns import regex
from index.text.script import HAN
from index.text.sentences import split_sentences

_ID = r"[SsTtＳｓＴｔ]\s?[\d０-９]{1,4}(?:\s?[.．]\s?[rRｒＲ]\s?[\d０-９]{1,4}[a-z]?)?"
_JOIN = r"(?:\s*(?:[,，、;；/&]|and|和|与|及|[-–—~～]|至|到|to)\s*|\s+)"
_NAMED = r"(?:(?:编号|来源|出处|见|sources?|see|ids?)\s*[:：]?\s*)?"
MARK = regex(rf"\s*[\[【（(［]+\s*{_NAMED}(?P<ids>\^?{_ID}(?:{_JOIN}{_ID})*)\s*[\]】）)］]+", re.IGNORECASE)
_RANGE = regex(rf"({_ID})\s*(?:[-–—~～]|至|到|to)\s*({_ID})", re.IGNORECASE)
_OPENED = regex(r"[\[【（(［][^\]】）)］]*")
_BULLET = regex(r"\s*(?:[-*+•]\s+|\d{1,2}[.)、]\s*)?")
_LEADS = regex(rf"{_BULLET.pattern}[\[【（(［]")
_STOPS = "。！？!?；;."
_STOPPED = regex(r"[。！？!?；;]|\.(?=\s|$|[\[【（(［])")
_CLOSERS = "”’\"'）)」』》*_"
_GOES_ON = regex(rf"[，,、：:a-z{HAN}（(“\"]")
MOST_IDS = 8  # of one statement; who cites everything cites nothing
MOST_PENDING = 4_000  # characters that may go on without a line's end or a mark


@dataclass(frozen=True, slots=True)
class Draft:
    """A statement as the model wrote it, and the ids that it names, in order and each once; none where it names none.

    `too_many`: it names more than MOST_IDS.
    """

    text: str
    ids: tuple[str, ...]
    too_many: bool = False


class DraftReader:
    """Takes the pieces of one reply, in any cut, and gives its statements as soon as each is complete."""

    def __init__(self) -> None:
        self._pending = ""  # what is not given out of the line at hand
        self._begun = False  # whether some of that line was
        self._uncited = ""  # a finished line whose mark may open the next one

    def feed(self, piece: str) -> list[Draft]:
        """The statements that a further piece completes."""
        self._pending += piece.replace("\r\n", "\n").replace("\r", "\n")
        drafts: list[Draft] = []
        while "\n" in self._pending:
            line, _, self._pending = self._pending.partition("\n")
            drafts += self._line(line)
        # A line that begins with a mark is read when it is whole: what the mark belongs to shows at the end.
        if self._begun or _LEADS.match(self._pending) is None:
            complete, self._pending = _units(self._pending, final=False)
            if complete:
                drafts += [*self._given_up(), *complete]
                self._begun = True
        if len(self._pending) > MOST_PENDING:
            drafts.append(Draft(self._pending, ()))
            self._pending = ""
        return drafts

    def close(self) -> list[Draft]:
        """What is left at the end of the reply."""
        drafts = self._line(self._pending)
        self._pending = ""
        return [*drafts, *self._given_up()]

    def cut(self) -> list[Draft]:
        """What is left of a reply that broke off: its whole sentences, without the one that it broke off in."""
        ends = [match.end() for pattern in (_STOPPED, MARK) for match in pattern.finditer(self._pending)]
        ended = max(ends, default=0)
        drafts = self._line(self._pending[:ended])
        self._pending = ""
        return [*drafts, *self._given_up()]

    def _line(self, line: str) -> list[Draft]:
        """The rest of a whole line. What it leaves without a mark waits for a line that begins with one.

        A mark at the head of a line belongs to what follows where that has none of its own, else to what went before.
        """
        ids, end = ([], 0) if self._begun else _leading(line)
        self._begun = False
        rest = line[end:]
        if not line.strip():
            return []
        if ids and any(map(str.isalnum, rest)) and MARK.search(rest) is None:
            return [*self._given_up(), *_sentences([(rest, tuple(ids))])]
        drafts = self._given_up(tuple(ids))
        complete, self._uncited = _units(rest, final=True)
        return drafts + complete

    def _given_up(self, ids: tuple[str, ...] = ()) -> list[Draft]:
        """The line left without a mark, with the ids that came late, if any did."""
        left, self._uncited = self._uncited, ""
        return _sentences([(left, ids)]) if left.strip() else []


def _leading(line: str) -> tuple[list[str], int]:
    """The ids at the head of a line, behind its bullet if it has one, and where they end."""
    bullet = _BULLET.match(line)
    end = bullet.end() if bullet is not None else 0
    ids: list[str] = []
    while (match := MARK.match(line, end)) is not None:
        ids, end = [*ids, *read_ids(match["ids"])], match.end()
    return list(dict.fromkeys(ids)), end if ids else 0


def read_ids(mark: str) -> list[str]:
    """The ids that stand in a mark, in our spelling, ranges filled in: "S1-S3" is S1, S2, S3."""
    folded = unicodedata.normalize("NFKC", mark)
    found: list[str] = []
    position = 0
    for match in re.finditer(_ID, folded):
        span = _RANGE.match(folded, match.start())
        if match.start() < position:
            continue
        if span is not None:
            position = span.end()
            found += _filled(_spelled(span[1]), _spelled(span[2]))
        else:
            found.append(_spelled(match[0]))
    return list(dict.fromkeys(found))


def _spelled(written: str) -> str:
    """An id as the prompt spells it: S12, T3.r4."""
    head, dot, row = re.sub(r"\s", "", written).partition(".")
    return head.upper() + (f".{row.lower()}" if dot else "")


def _filled(first: str, last: str) -> list[str]:
    stem = re.compile(r"(S|T\d+\.r)(\d+)")
    low, high = stem.fullmatch(first), stem.fullmatch(last)
    if low is None or high is None or low[1] != high[1] or not 0 <= int(high[2]) - int(low[2]) <= 2 * MOST_IDS:
        return [first, last]
    return [f"{low[1]}{number}" for number in range(int(low[2]), int(high[2]) + 1)]


def _units(text: str, final: bool) -> tuple[list[Draft], str]:
    """The statements whose marks are complete, and the text behind them. `final`: nothing follows on this line."""
    drafts: list[Draft] = []
    start = position = 0
    pieces: list[tuple[str, tuple[str, ...]]] = []  # of the sentence at hand: text, and the ids behind it
    while (match := MARK.search(text, position)) is not None:
        end, ids = match.end(), read_ids(match["ids"])
        while (more := MARK.match(text, end)) is not None:
            end, ids = more.end(), [*ids, *read_ids(more["ids"])]
        rest = text[end:].lstrip(" \u3000")
        if not final and (not rest or _OPENED.fullmatch(rest)):
            break  # another mark, or the full stop, may follow
        body = text[position : match.start()]
        if not pieces and not any(character.isalnum() for character in body):
            start = position = end  # a mark of nothing
            continue
        stop = end
        if rest[:1] and rest[0] in _STOPS:
            stop = len(text) - len(rest) + 1
            while stop < len(text) and text[stop] in _CLOSERS:
                stop += 1
            if stop == len(text) and not final:
                break
            if not body.rstrip().endswith(tuple(_STOPS)):
                body += text[len(text) - len(rest) : stop]
        pieces.append((body, tuple(dict.fromkeys(ids))))
        ended = stop > end or body.rstrip().endswith(tuple(_STOPS)) or not rest or not _GOES_ON.match(rest)
        position = stop
        if ended:
            drafts += _sentences(pieces)
            pieces, start = [], position
    if final and pieces:
        return drafts + _sentences([*pieces, (text[position:], ())]), ""
    return drafts, text[start:]


def _sentences(pieces: list[tuple[str, tuple[str, ...]]]) -> list[Draft]:
    """Sentences of a stretch of text with the marks inside or behind each; one without takes the next one's."""
    whole = "".join(text for text, _ in pieces)
    marks: list[tuple[int, tuple[str, ...]]] = []
    offset = 0
    for text, ids in pieces:
        offset += len(text)
        marks.append((offset, ids))
    drafts: list[Draft] = []
    for sentence in split_sentences(whole, 0, len(whole)):
        inside = [ids for at, ids in marks if sentence.start < at <= sentence.end]
        names = [name for ids in inside for name in ids] or next(
            (list(ids) for at, ids in marks if at > sentence.end), []
        )
        written = whole[sentence.start : sentence.end]
        if any(character.isalnum() for character in without_unseen(written)):
            named = tuple(dict.fromkeys(names))
            drafts.append(Draft(written, named, len(named) > MOST_IDS))
    return drafts
