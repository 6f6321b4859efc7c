"""A claim's clauses in the order of a plain statement: what people put behind to lay weight on it goes in front."""

from collections.abc import Sequence

from index.facts.tokens import Token

_POINTS = frozenset({"这", "就", "是", "便是", "正是", "也", "即"})
_NAMES_BEHIND = frozenset({"有", "是", "包括", "分别是", "为"})
_SAYS = ("rank", "top", "act", "share", "up", "down")


def plain_order(clauses: Sequence[list[Token]]) -> list[list[Token]]:
    """The clauses of a sentence with inversions undone.

    280.76亿斤，这就是粮食产量 is 粮食产量280.76亿斤; 居首位的是甲 and 居首位的，是甲 are 甲居首位.
    """
    found: list[list[Token]] = []
    for clause in clauses:
        before = found[-1] if found else []
        if before and (named := _pointed_at(clause)) is not None and not _names(before):
            found[-1] = [*named, *before]
        elif before and _ends_open(before) and clause[0].value in _NAMES_BEHIND and _names(clause[1:]):
            found[-1] = [*clause[1:], *before[:-1]]
        else:
            found.append(_turned(clause))
    return found


def _pointed_at(clause: Sequence[Token]) -> list[Token] | None:
    """What 这(就)是 points back from: a name without a figure or a verb."""
    if not clause or clause[0].value not in ("这", "此"):
        return None
    at = next((place for place, token in enumerate(clause) if token.value not in _POINTS), len(clause))
    rest = list(clause[at:])
    if not any(token.value in ("是", "便是", "正是") for token in clause[:at]):
        return None
    return rest if _names(rest) else None


def _names(tokens: Sequence[Token]) -> bool:
    """Whether tokens name a thing and say nothing of it."""
    texts = any(token.kind in ("text", "name") or token.has("name") or token.has("keep") for token in tokens)
    return texts and not any(token.kind == "figure" or any(token.has(kind) for kind in _SAYS) for token in tokens)


def _ends_open(clause: Sequence[Token]) -> bool:
    """Whether a clause says something of what is yet to be named: 晋升5A级景区的，"""
    return clause[-1].value == "的" and any(any(token.has(kind) for kind in _SAYS) for token in clause)


def _turned(clause: list[Token]) -> list[Token]:
    for place in range(1, len(clause) - 1):
        if clause[place - 1].value == "的" and clause[place].value == "是":
            said, named = clause[: place - 1], clause[place + 1 :]
            says = any(token.kind == "figure" or any(token.has(kind) for kind in _SAYS) for token in said)
            if says and not _names_first(said) and _names(named):
                return [*named, *said]
    return clause


def _names_first(tokens: Sequence[Token]) -> bool:
    """Whether a subject stands in front already."""
    first = next((token for token in tokens if token.kind != "year"), None)
    return first is not None and (first.kind in ("text", "name") or first.has("name"))
