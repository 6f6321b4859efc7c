"""Why: the clause that gives the reason, tied by a word to the clause that says what was asked about."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.answering.asking_words import pattern
from assistant.answering.english_times import may_be_of_one_time
from assistant.answering.excerpts import (
    Excerpt,
    asked_of,
    by_weight,
    excerpts,
    in_time,
    is_direction,
    is_near,
    narrowed,
    nearest,
    related,
    units,
)
from assistant.answering.need import Need, QuestionNeeds, folded
from assistant.answering.needed import read_needs
from assistant.answering.needed_english import first_way, movements
from assistant.answering.own_reports import own_reports
from assistant.answering.reply import Line, Quote, Reply
from assistant.query.understanding import Understanding
from index.patterns import regex
from index.report import Report

# Two sentences may each give a reason; more of them mean that the question was of something wider.
MOST_REASONS = 2
# How far back of a sentence its figure may stand: "增长5.5%左右；……。经济增速预期目标的设定，主要考虑……".
_FIGURE_WITHIN = 700
_MOST_CLAUSES = 3
# A sentence whose last clause draws the conclusion from the first without a word between them is short.
_SHORT = 60
_MOST_SHOWN = 150
_REPEATED = 25  # letters; a longer clause with every word of the question says something beside them
_OPENS = regex("究其原因|这?主要(?:是|原因|有|来自)|原因(?:是|在于)|一是因为|这是因为|下降主要|主要由于|是因为")
_LEAD = "(?:也|并|又|既|而|且|还|都|这|但|更|同时|深刻|主要|充分|另一方面|一方面|[^，。；]{0,12}?)"
_OPENING = "(?:也|并|又|既|而|且|还|都|这|但|更|其)?"
# Of the question's weight a sentence must say so much where it lacks a word; another that says as much less so is its
# rival; so many are looked at.
_LEAST_GIVING, _AS_NEAR, _LOOKED_AT = 0.5, 0.15, 12
# Where a plan gives its reasons the target is not called one: 涨幅2%左右，目的在于….
_AIMS = regex("目标|定|设|设定|定为|定在|说明|好处|理由|列|成")
_JUDGES = ("是", "既是", "也是", "比", "较")
_EDGES = " \t\n，,；;。：:•"


def reason(understanding: Understanding, reports: Sequence[Report]) -> Reply | None:
    """The reason that the reports give of what is asked; without a badge where a sentence only has the words."""
    asked = _without_behind(read_needs(understanding, reports))
    near: list[Excerpt] = []
    for part in asked_of(understanding, reports):
        whole, close = excerpts(asked, part, understanding)
        whole += _below_a_figure(asked, part, understanding)
        ranked: dict[str, tuple[int, Line]] = {}
        for one in whole:
            if asked.english and not _may_give(asked, one):
                continue
            if (given := _given(one, asked.english)) is not None:
                line = _line(one, given.start, given.end)
                if _only_repeats(line.text, asked):
                    continue
                ranked.setdefault(line.text, (given.tie, line))
        closest = min((tie for tie, _ in ranked.values()), default=0)
        found = {text: line for text, (tie, line) in ranked.items() if tie == closest}
        if not own_reports(understanding, reports):
            found = _of_one(found)
        if asked.english and len(found) > 1:
            found = _with_the_barest_subject(asked, _opening_with(asked, found) or found)
        if 0 < len(found) <= MOST_REASONS:
            return Reply(lines=tuple(found.values()))
        most = nearest(asked, part, understanding, in_other_words=not asked.english)
        if asked.english and most is not None and not _may_give(asked, most):
            most = None
        if most is not None and (cause := _cause_in(most, asked.english)) is not None:
            return Reply(lines=(cause,))
        if not found and not asked.english and (told := _nearest_that_gives(asked, part, understanding)) is not None:
            return Reply(lines=(told,))
        near += [*whole, *close]
        if found or whole:
            break
    return Reply(related=related(near)) if near else None


# What was behind it, what drove it: words that only ask for the reason.
_ASKS_REASON = regex("behind|drove|drives?|driving|led|explains?|explained|causes?|caused|reasons?")


def _without_behind(asked: QuestionNeeds) -> QuestionNeeds:
    if not asked.english:
        return asked
    return replace(asked, needs=tuple(need for need in asked.needs if not _ASKS_REASON.fullmatch(need.text)))


_SEGMENT = regex(r"(?i)\bsegment\b")


def _may_give(asked: QuestionNeeds, one: Excerpt) -> bool:
    """Whether an English sentence may give the reason: of the stretch of a year, the mover and the way asked of.

    Why Mac sales fell is not told where net sales in America fell for want of Macs.
    """
    ways = {way for text in (asked.question, one.text_around) if (way := first_way(text))}
    if len(ways) > 1 or not may_be_of_one_time(asked.question, one.text_around):
        return False
    if _SEGMENT.search(one.text_around) and not _SEGMENT.search(asked.question):
        return False  # the whole company's margin is not that of one segment
    moved = next((need for need in asked.needs if need.text in movements()), None)
    match = None if moved is None else moved.said.search(folded(one.text_around))
    return match is None or asked.needs[0].in_text(folded(one.text_around)[: match.start()])


def _opening_with(asked: QuestionNeeds, found: dict[str, Line]) -> dict[str, Line]:
    """The reasons of sentences that open with the first thing asked about: Mac net sales decreased, not Americas'."""
    first = asked.needs[0]
    heads = {text: " ".join(text.lower().lstrip("•·-– ").removeprefix("the ").split()[:3]) for text in found}
    return {text: line for text, line in found.items() if first.in_text(heads[text])}


def _with_the_barest_subject(asked: QuestionNeeds, found: dict[str, Line]) -> dict[str, Line]:
    """Of several reasons those of the sentence that says least before its verb: Windows revenue, not Windows OEM's."""
    moved = next((need for need in asked.needs if need.text in movements()), None)
    if moved is None:
        return found
    before = {}
    for text in found:
        match = moved.said.search(folded(text))
        before[text] = len(re.findall(r"\w+", text[: match.start()])) if match is not None else len(text)
    least = min(before.values())
    return {text: line for text, line in found.items() if before[text] == least}


def _nearest_that_gives(asked: QuestionNeeds, reports: Sequence[Report], understanding: Understanding) -> Line | None:
    """The reason in the sentence that says most of the question among those that give one.

    It must say half of the question's weight and nearly as much as any other sentence, its figures there or shortly
    before, and no other that gives a reason may say nearly as much.
    """
    wanted = replace(asked, needs=tuple(need for need in asked.needs if not _AIMS.fullmatch(need.text)))
    ranked = by_weight(wanted, reports) if wanted.needs else []
    giving: list[tuple[Excerpt, Line]] = []
    for one in [each for each in ranked[:_LOOKED_AT] if each.share >= ranked[0].share - _AS_NEAR]:
        if not in_time(one.report, one.first, one.last, understanding):
            continue
        told = narrowed(wanted, one)
        given = _chinese(told)
        if given is not None:
            giving.append((told, _line(told, given.start, given.end)))
    if not giving:
        return None
    first, line = giving[0]
    rivals = [other for other, text in giving[1:] if text.text != line.text and other.share > first.share - _AS_NEAR]
    if first.share < _LEAST_GIVING or rivals or _only_repeats(line.text, wanted):
        return None
    sentence = folded(first.text_around)
    pairs = {need.text[at : at + 2] for need in wanted.needs for at in range(len(need.text) - 1)}
    for need in wanted.missing(sentence):
        told_before = need.number and _is_told_of(need, _before(first), pairs)
        if not told_before and (need.number or is_direction(need) or not is_near(need, sentence)):
            return None
    return line


def _only_repeats(text: str, asked: QuestionNeeds) -> bool:
    """Whether a clause says no more than the question, so that it gives no reason: 预期目标为5%左右."""
    return len(text) < _REPEATED and not asked.missing(folded(text))


def _of_one(found: dict[str, Line]) -> dict[str, Line]:
    """The reasons, if one place or company gives them: who asks of none is not answered with one of several."""
    whose = {
        (metadata.region, metadata.issuer) for line in found.values() for metadata in [line.quotes[0].report.metadata]
    }
    return found if len(whose) == 1 else {}


def _below_a_figure(asked: QuestionNeeds, reports: Sequence[Report], understanding: Understanding) -> list[Excerpt]:
    """The sentences that lack only the figures of the question, which stand shortly before them."""
    figures = [need for need in asked.needs if need.number]
    wording = replace(asked, needs=tuple(need for need in asked.needs if not need.number))
    if not figures or not wording.needs:
        return []
    whole, _ = excerpts(wording, reports, understanding)
    pairs = {need.text[at : at + 2] for need in wording.needs for at in range(len(need.text) - 1)}
    return [one for one in whole if all(_is_told_of(need, _before(one), pairs) for need in figures)]


def _is_told_of(figure: Need, before: str, pairs: set[str]) -> bool:
    """Whether a clause with the figure has two letters of the question's words: 增长 in 生产总值增长5.5%."""
    return any(
        figure.in_text(clause) and any(pair in clause for pair in pairs) for clause in re.split("[，,；;。]", before)
    )


def _before(one: Excerpt) -> str:
    return folded(one.report.text[max(0, one.first - _FIGURE_WITHIN) : one.first])


@dataclass(frozen=True, slots=True)
class _Given:
    """Where a reason stands; the less `tie`, the closer its word ties it to what was asked."""

    start: int
    end: int
    tie: int


def _given(one: Excerpt, english: bool) -> _Given | None:
    return _english(one) if english else _chinese(one)


def _cause_in(one: Excerpt, english: bool) -> Line | None:
    """The reason in the one sentence that says most of the question, or that sentence where it names a cause."""
    if (given := _given(one, english)) is not None:
        return _line(one, given.start, given.end)
    causes = re.compile(f"{pattern('before').pattern}|{pattern('behind').pattern}|{pattern('cause').pattern}")
    if not english and one.last - one.first <= _MOST_SHOWN and causes.search(one.text_around):
        return _line(one, one.first, one.last)
    return None


def _line(one: Excerpt, start: int, end: int) -> Line:
    text = one.report.text[start:end].strip(_EDGES)
    return Line(text, (Quote(one.report, min(start, one.first), max(end, one.last)),))


def _chinese(one: Excerpt) -> _Given | None:
    text = one.report.text
    clauses = list(one.clauses)
    inside = [place for place, (start, _) in enumerate(clauses) if one.start <= start < one.end]
    first, last = inside[0], inside[-1]
    behind, before = pattern("behind").pattern, pattern("before").pattern
    opening = re.compile(f"{_LEAD}(?:{before})(?!这|此|上述)")
    if (match := re.compile(f"{_LEAD}(?:{behind})").match(text, *clauses[last])) and _follows(
        one, match, clauses[last]
    ):
        return _Given(clauses[last][0], clauses[min(last + _MOST_CLAUSES, len(clauses)) - 1][1], 0)
    if last + 1 < len(clauses) and re.compile(f"{_OPENING}(?:{behind})").match(text, *clauses[last + 1]):
        return _Given(clauses[last + 1][0], clauses[min(last + 1 + _MOST_CLAUSES, len(clauses)) - 1][1], 1)
    # 目标设定为6%左右，是一个积极进取的目标，综合考虑了…
    judged = last + 2 < len(clauses) and text.startswith(_JUDGES, clauses[last + 1][0])
    if judged and re.compile(f"{_OPENING}(?:{behind})").match(text, *clauses[last + 2]):
        return _Given(clauses[last + 2][0], clauses[min(last + 2 + _MOST_CLAUSES, len(clauses)) - 1][1], 1)
    if (following := _next_sentence(one)) is not None:
        return _Given(*following, 1)
    for place in range(first - 1, max(-1, first - 1 - _MOST_CLAUSES), -1):
        if opening.match(text, *clauses[place]):
            # What stands in front of it in a short sentence leads up to it.
            short = clauses[first - 1][1] - one.first <= _SHORT
            return _Given(clauses[0 if short else place][0], clauses[first - 1][1], 2)
    for place in inside:
        if re.compile(f"[^，。；]{{0,24}}?(?:{before})(?!这|此|上述)").match(text, *clauses[place]):
            return _Given(*clauses[place], 2)
    if (drawn := _drawn(one, clauses, first, last)) is not None:
        return _Given(*drawn, 3)
    return None


def _follows(one: Excerpt, match: re.Match[str], clause: tuple[int, int]) -> bool:
    """Whether the connective has words of the clause before it and more behind it."""
    return match.end() - clause[0] > 4 and len(one.report.text[match.end() : clause[1]].strip(_EDGES)) > 3


def _next_sentence(one: Excerpt) -> tuple[int, int] | None:
    text = one.report.text
    at = one.last
    while at < len(text) and text[at] in " \t":
        at += 1
    if match := _OPENS.match(text, at):
        end = text.find("。", match.end())
        return at, end + 1 if end > 0 else len(text)
    return None


def _drawn(one: Excerpt, clauses: Sequence[tuple[int, int]], first: int, last: int) -> tuple[int, int] | None:
    """The clauses before the last, where that judges what follows from them: "人口相对少，抓消费既要盯区内"."""
    text = one.report.text
    if last + 1 < len(clauses) - 1 or first == 0 or first != last or clauses[last][1] - one.first > _SHORT:
        return None
    if pattern("judged").search(text, clauses[first][0], clauses[last][1]):
        return clauses[max(0, first - _MOST_CLAUSES)][0], clauses[first - 1][1]
    return None


_MOSTLY = "(?:primarily |mainly |mostly |largely |partly |in part |in large part |principally )?"
_ENGLISH = regex(
    rf"(?:\b(?:because|due {_MOSTLY}to|owing {_MOSTLY}to|attributable {_MOSTLY}to|as a result of|thanks to|so that"
    rf"|in order to|reflecting|driven {_MOSTLY}by|caused {_MOSTLY}by)\b"
    r"|\bsince (?!(?:19|20)\d\d)|\bto (?:better|help|ensure|avoid|make|reduce|improve)\b"
    r"|\b(?:came|comes|stems?|resulted) from\b|\bafter\b)",
    re.IGNORECASE,
)

_GOES_ON = regex(
    r"(?:About|Most|Nearly|Half|The (?:main|chief|first)|This|That|It)\b[^.]{0,60}?\b(?:from|because|due to|reason)\b"
)


def _english(one: Excerpt) -> _Given | None:
    """The sentence with its connective, or the next one that goes on with where it came from."""
    text = one.report.text
    if "\t" in text[one.first : one.last]:
        return None
    if _ENGLISH.search(text, one.first, one.last):
        return _Given(one.first, one.last, 0)
    following = next((unit for unit in units(one.report) if unit[0] >= one.last), None)
    if following is not None and "\n" not in text[one.last : following[0]] and _GOES_ON.match(text, *following):
        return _Given(*following, 1)
    return None
