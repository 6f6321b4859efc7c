"""Places that a question names wrongly: 广冬 and 云玲县 are none; the nearest names are offered, never put in.

What is near sounds alike, or has all characters but one.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from assistant.query.spelling_words import KnownWords, closed_words, cut, is_word
from index.patterns import regex
from index.report import Metadata
from index.text.folding import simplified
from index.text.places import CITIES, find_places
from index.text.regions import NATION, REGIONS
from index.text.script import HAN, HAN_RUN
from index.text.sounds import near_sounds, same_sound

MOST_OFFERED = 3
_KIND = regex(r"(?:自治[州县旗]|新区|地区|[省市县区旗州盟])$")
_JOINS = frozenset("和与跟及哪几什谁多有是的在")  # 和哪个 is not 河南
_NEVER_FIRST = frozenset("将年给帮让把被替请为对跟由从")  # 将数字…, 2024年加一起, 给领导写一段
_OPENS = regex(rf"(?:^|[年度，,、和与跟及比对]|[^{HAN}])(?=[{HAN}])")


class UnknownPlace(NamedTuple):
    """What stands in a question where a place is named, and the places it is most likely meant for, nearest first."""

    name: str
    nearest: tuple[str, ...]


def nearest_places(name: str, known: Iterable[Metadata]) -> tuple[str, ...]:
    """The places whose names come nearest to one that is unknown, nearest first; none where none is near.

    The library's own regions go before the provinces, and these before the cities and counties of the official list.
    """
    wanted = simplified(name)
    full = {region.name: region.full for region in REGIONS if region.name != NATION}
    shelves = (
        [metadata.region for metadata in known if metadata.region and metadata.region != NATION],
        list(full),
        [line.full or line.name for line in CITIES] + [county for line in CITIES for county in line.counties],
    )
    ranked: dict[str, tuple[int, int]] = {}
    for shelf, names in enumerate(shelves):
        for other in dict.fromkeys(names):
            distance = _distance(wanted, simplified(other), simplified(full.get(other, other)))
            # A county far away that only looks alike is no help.
            if distance is not None and distance <= (2, 2, 1)[shelf]:
                ranked.setdefault(other, (distance, shelf))
    return tuple(sorted(ranked, key=lambda other: ranked[other])[:MOST_OFFERED])


def unknown_places(question: str, known: Sequence[Metadata], vocabulary: KnownWords) -> tuple[UnknownPlace, ...]:
    """What sounds like a place of the library or a province, where a place is named, and is written like none."""
    text = simplified(question)
    taken = {at for place in find_places(text) for at in range(place.start, place.end)}
    names = {metadata.region for metadata in known if metadata.region} | {region.name for region in REGIONS}
    by_length = _by_length_and_sound(frozenset(names - {NATION}))
    found: list[UnknownPlace] = []
    for opening in _OPENS.finditer(text):
        start = opening.end()
        for length, by_sound in by_length.items():  # the longest first
            said = text[start : start + length]
            if len(said) < length or said[0] in _NEVER_FIRST or not HAN_RUN.fullmatch(said):
                continue
            if not taken.isdisjoint(range(start, start + length)):
                continue
            names_heard = {name for sound in _first_sounds(said) for name in by_sound.get(sound, ())}
            if any(_is_slip(said, name) for name in names_heard) and not _stands(said, vocabulary):
                found.append(UnknownPlace(said, nearest_places(said, known)))
                break
    return tuple(place for place in found if place.nearest)


@lru_cache(maxsize=8)  # libraries that are open at once: which places one knows changes with its reports alone
def _by_length_and_sound(names: frozenset[str]) -> dict[int, dict[str, list[str]]]:
    """The names, with and without their kind (省, 县), by how long they are, the longest first, and how they begin."""
    stems = {stem for name in names if len(stem := _KIND.sub("", name)) > 1}
    found: dict[int, dict[str, list[str]]] = {}
    for name in sorted(names | stems - {NATION}, key=len, reverse=True):
        by_sound = found.setdefault(len(name), {})
        for sound in _first_sounds(name):
            by_sound.setdefault(sound, []).append(name)
    return found


def _first_sounds(name: str) -> frozenset[str]:
    """What the first character sounds like, and itself: equal characters are alike where neither has a reading."""
    return near_sounds(name[0]) | {name[0]}


def _is_slip(said: str, name: str) -> bool:
    """Whether `said` sounds like a name and is written otherwise, with no character that only joins."""
    written = simplified(name)
    slips = {a for a, b in zip(said, written, strict=True) if a != b}
    return said != written and _JOINS.isdisjoint(slips) and _sounds_like(said, name)


def not_listed(regions: Iterable[str], known: Iterable[Metadata]) -> tuple[UnknownPlace, ...]:
    """Of the regions that a question sets, those that only look like one (云玲县) and come near another."""
    known = tuple(known)
    unlisted = [name for name in regions if not find_places(simplified(name))]
    found = (UnknownPlace(name, nearest_places(name, known)) for name in unlisted)
    return tuple(place for place in found if place.nearest)


def _stands(said: str, vocabulary: KnownWords) -> bool:
    """Whether what sounds like a place is a word, or made of words, or what a report says."""
    if said in closed_words() or is_word(said) or all(end - start > 1 for start, end in cut(said)):
        return True
    return vocabulary.has_together([said[at : at + 2] for at in range(len(said) - 1)])


def _sounds_like(said: str, name: str) -> bool:
    return len(said) == len(name) and all(
        a == b or not near_sounds(a).isdisjoint(near_sounds(b)) for a, b in zip(said, name, strict=True)
    )


def _distance(name: str, other: str, full: str) -> int | None:
    """0 where two names sound alike, 1 nearly alike, 2 and more with other characters; None where they are not near.

    The kind of place (省, 县) may be left out of either.
    """
    stem, other_stem = _KIND.sub("", name) or name, _KIND.sub("", other) or other
    if stem == other_stem:
        return 0 if name != other else None
    if same_sound(stem, other_stem):
        return 0
    if _sounds_like(stem, other_stem):
        return 1
    if len(stem) != len(other_stem) or len(stem) < 2:
        return None
    differing = sum(a != b for a, b in zip(stem, other_stem, strict=True))
    kind, other_kind = name[len(stem) :], full[len(other_stem) :]
    same_kind = kind == other_kind or not kind or not other_kind
    return 2 if differing == 1 and same_kind else None
