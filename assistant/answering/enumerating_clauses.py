"""The clauses of a report that enumerate what is to be listed: with its number, or its words around the members."""

import re
from collections.abc import Iterator

from assistant.answering.enumerations import Enumeration, clauses, enumerations
from assistant.answering.focus import plain
from assistant.answering.wanted_list import WantedList, share_said
from assistant.reader.terms import terms
from index.report import Report

_SPECIFIC = 4
_BESIDE = 0.5
_LONGEST_SORT = 4


def enumerating_clauses(report: Report, wanted: WantedList) -> Iterator[Enumeration]:
    """The enumerating clauses that have the question's words around their members."""
    text = report.text
    for start, end in clauses(text, 0, len(text), "。；！\n"):
        if "、" not in text[start:end] or not _may_have(text[start:end], wanted) or report.in_heading(start, end):
            continue
        for found in enumerations(text, start, end):
            if _fits(text, (start, end), found, wanted):
                yield found


def _may_have(sentence: str, wanted: WantedList) -> bool:
    longest = terms(max(wanted.words, key=len))
    return sum(term in sentence for term in longest) * 2 >= len(longest)


def _fits(text: str, sentence: tuple[int, int], found: Enumeration, wanted: WantedList) -> bool:
    if wanted.number is not None and found.number not in (None, wanted.number):
        return False
    if wanted.number is not None and found.number is None and (found.etc or len(found.members) != wanted.number):
        return False
    around = _around(text, found)
    if wanted.noun and wanted.number is not None and found.number == wanted.number:
        return plain(found.head).startswith(plain(wanted.noun)) and all(
            share_said(text[slice(*sentence)], piece) >= _BESIDE for piece in wanted.beside
        )
    required = [piece for piece in wanted.words if piece != wanted.sort]
    if wanted.sort and (not required or sum(map(len, required)) < _SPECIFIC):
        required = list(wanted.words)
    if sum(map(len, required)) < _SPECIFIC:
        return False
    return all(share_said(around, _behind_sort(piece, wanted, around)) == 1 for piece in required)


def _around(text: str, found: Enumeration) -> str:
    """The clause without its members, and what leads to it: before a colon, or the clause before."""
    if not found.members:
        return text[found.start : found.end]
    before, behind = text[found.start : found.members[0][0]], text[found.members[-1][1] : found.end]
    lead = ""
    if text[max(0, found.start - 1)] in "：:":
        lead = re.split("[，。；！\n]", text[max(0, found.start - 60) : found.start - 1])[-1]
    return f"{lead} {before} {behind}"


def _behind_sort(piece: str, wanted: WantedList, around: str) -> str:
    """产品入选国家农业品牌精品 without 产品, which only says what sort of thing is asked for."""
    if not wanted.sort or not piece.startswith(wanted.sort[:2]) or len(piece) < 2 * _LONGEST_SORT:
        return piece
    for start in range(_LONGEST_SORT + 1):
        if piece[start : start + 2] in around:
            return piece[start:]
    return piece
