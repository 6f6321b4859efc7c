"""A follow-up to a whole question: "那浙江呢？" and "2024年呢？" keep the rest of the last one, without a model."""

import re
from collections.abc import Iterable, Sequence

from assistant.query.kinds import FOLLOW_UP, QUESTION_WORDS, RELATIVE_YEAR
from assistant.query.scope import local_regions
from index.report import Metadata
from index.text.folding import simplified
from index.text.places import find_places
from index.text.years import find_years

_WRITTEN_YEAR = re.compile(r"(?:(?:19|20)\d\d\s*年?度?(?:\s*(?:[、和与及至到—–~～-]|and|to)\s*)?)+")
_JOINS_PLACES = re.compile(r"\s*(?:[、,，和与及同跟]|以及|and|&)\s*", re.IGNORECASE)
# "那为什么？" asks the reason of what the last question asked about.
_BARE_ASKING = re.compile(
    r"(?:那么?|and|but)?\s*(为什么|为何|原因是什么|什么原因|why|how come)\s*[呢？?]*", re.IGNORECASE
)
# "不对，我问的是2023年": the last question again, with this in it.
_CORRECTS = re.compile(
    r"(?:不对|不是|错了|搞错了|弄错了|你弄错了|我是说)[，,。!！]?\s*(?:我(?:想)?(?:问|说|要|指)的?(?:是)?|是)?\s*(?P<topic>[^，,]{1,12}?)(?:的?呢)?\s*[。？?！!]*"
    r"|(?:no|sorry|wrong)[,.!]?\s*(?:i (?:mean|meant|asked about|asked for|want))\s+(?P<english>.{1,24}?)\s*[.?!]*",
    re.IGNORECASE,
)
_LEADING = re.compile(r"^(?:那么?|and|what about|how about)\s*", re.IGNORECASE)


def completed(text: str, history: Sequence[str], known: Iterable[Metadata]) -> str:
    """`text` itself, or the last question with the place, year or topic of a follow-up in place of its own.

    A chain of follow-ups is read from its first question on.
    """
    if not history or not _is_follow_up(text):
        return text
    earlier = completed(history[-1], history[:-1], known)
    asks_reason = _BARE_ASKING.fullmatch(text)
    if asks_reason is not None:
        topic = " ".join(QUESTION_WORDS.sub(" ", earlier).split())
        return f"{topic} {asks_reason[1]}？" if asks_reason[1].isascii() else f"{topic}，{asks_reason[1]}？"
    match = FOLLOW_UP.fullmatch(text) or _CORRECTS.fullmatch(text)
    topic = next(group for group in match.groups() if group is not None) if match else _LEADING.sub("", text)
    places, years = _place_spans(topic, known), _year_spans(topic)
    whole = earlier
    if years:
        whole = _replaced(whole, _year_spans(whole), topic[years[0][0] : years[-1][1]])
    if places:
        whole = _replaced(whole, _place_spans(whole, known), topic[places[0][0] : places[-1][1]])
    return whole if places or years else _other_topic(topic, earlier, known)


def _is_follow_up(text: str) -> bool:
    return any(pattern.fullmatch(text) for pattern in (FOLLOW_UP, _BARE_ASKING, _CORRECTS))


def _other_topic(topic: str, earlier: str, known: Iterable[Metadata]) -> str:
    """The last question's place and year with another topic: "那财政收入呢？"."""
    spans = sorted([*_place_spans(earlier, known), *_year_spans(earlier)])
    kept = "".join(earlier[start:end] for start, end in spans)
    asking = QUESTION_WORDS.findall(earlier)
    if topic.isascii():
        return f"{topic} {' '.join(earlier[start:end] for start, end in spans)}?".replace(" ?", "?")
    return (
        f"{kept}{topic}{'是' if '多少' in ''.join(asking) else ''}{'多少' if '多少' in ''.join(asking) else '怎么样'}？"
    )


def _replaced(text: str, spans: Sequence[tuple[int, int]], new: str) -> str:
    """`text` with `new` in place of what its first to last neighbouring span holds; before it where it has none."""
    if not spans:
        return f"{new}{text}" if not new.isascii() else f"{text.rstrip('？? ')} {new}?"
    start, end = spans[0]
    for following in spans[1:]:
        if _JOINS_PLACES.fullmatch(text, end, following[0]):
            end = following[1]
    return text[:start] + new + text[end:]


def _place_spans(text: str, known: Iterable[Metadata]) -> list[tuple[int, int]]:
    plain = simplified(text)
    names = [simplified(name) for name in local_regions(text, known)]
    local = [(plain.find(name), plain.find(name) + len(name)) for name in names if name in plain]
    spans = sorted({(place.start, place.end) for place in find_places(text)} | set(local))
    return [span for span in spans if not any(other != span and _inside(span, other) for other in spans)]


def _year_spans(text: str) -> list[tuple[int, int]]:
    written = [match.span() for match in _WRITTEN_YEAR.finditer(text) if find_years(match[0])]
    return sorted(written or [match.span() for match in RELATIVE_YEAR.finditer(text)])


def _inside(span: tuple[int, int], other: tuple[int, int]) -> bool:
    return other[0] <= span[0] and span[1] <= other[1]
