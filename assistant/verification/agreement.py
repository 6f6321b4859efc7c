"""Whether a quote says what a statement says: numbers, direction, period, hedge, negation, plan or outcome, subject.

Rules alone decide, on the safe side: a statement is supported when each of its figures, years and places is the quote's
and each of its telling words stands in the quote or in the headings above it. Other wording costs the statement, never
the reader.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, zip_longest

from assistant.answer import Mismatch, MismatchKind
from assistant.verification.clauses import Clause, canonical, find_clauses
from assistant.verification.coverage import Vocabulary, covered, words_of
from assistant.verification.figures import SAME_MEASURE, Rated, digits_of, nearest, rated_figures, with_lead
from assistant.verification.quoted import Evidence, Source, source_of
from assistant.verification.statement_words import DENIAL, OWN_TITLE, PLANS
from index.text.places import canonical_place, find_places, find_regions, province_of
from index.text.quantities import Quantity, difference
from index.text.quantity_words import DIRECTION_WORDS, Direction
from index.text.regions import NATION
from index.text.script import han_share

# With this share of its words in the evidence, a statement speaks of the same subject: a mismatch then refutes it.
SAME_SUBJECT = 0.7
# Two clauses with this share of one another's words say the same thing, or its contrary.
WHOLE = 0.75
# Of a statement's words, the share that its quotes must have themselves.
TOLD_BY_QUOTE = 0.4
# Of the letters of a text that is taken as Chinese.
LEAST_HAN = 0.25
_LIMITED = re.compile("([^\\s\\d%％，。；、]{2})((?:及)?以[上下内]|左右)")
_MARKS = frozenset("，。；：！？,.;:!?")


@dataclass(frozen=True, slots=True)
class Agreement:
    """How a statement stands to its evidence.

    `mismatches` are what it says otherwise than the evidence; `unsupported` its words and figures that stand nowhere in
    the evidence. `share`, in [0, 1], is how much of the statement's words the evidence has. `same`: the evidence speaks
    of the same subject, so that a mismatch refutes the statement and does not only leave it open. `foreign`: statement
    and evidence differ in language; only figures, years and places were compared, and `same` is for the caller to tell.
    `agreed` counts the statement's figures that the evidence has.
    """

    mismatches: tuple[Mismatch, ...]
    unsupported: tuple[str, ...]
    share: float
    same: bool
    foreign: bool = False
    agreed: int = 0

    @property
    def supports(self) -> bool:
        """Whether all that the statement says stands in the evidence."""
        return self.same and not self.mismatches and not self.unsupported


def agreement(statement: str, evidence: Sequence[Evidence]) -> Agreement:
    """Compares a statement with the quotes that it rests on; each part of it with the one that fits it best."""
    sources = [source_of(one) for one in evidence]
    told = _without_titles(statement, evidence)
    clauses = find_clauses(told)
    return _Comparison(told, clauses, sources).result()


def _without_titles(statement: str, evidence: Sequence[Evidence]) -> str:
    """The statement without the names of the reports that it rests on: "《2025年广东省政府工作报告》提出"."""
    titles = "\n".join(one.context.partition("\n")[0] for one in evidence)
    for match in reversed(list(OWN_TITLE.finditer(statement))):
        named = match[0].strip("《》")
        report_years = {one.report_year for one in evidence}
        if named in titles or (match[1] and int(match[1]) in report_years and not find_regions(named)):
            statement = statement[: match.start()] + " " + statement[match.end() :]
    return statement


class _Comparison:
    """One statement against its sources."""

    def __init__(self, statement: str, clauses: Sequence[Clause], sources: Sequence[Source]) -> None:
        self._statement = statement
        self._clauses = clauses
        self._sources = sources
        self._mismatches: list[Mismatch] = []
        self._unsupported: list[str] = []
        self._agreed = 0
        self._text = "\n".join(source.text for source in sources)
        self._around = "\n".join(source.around for source in sources)
        self._all = f"{self._text}\n{self._around}"
        self._foreign = _is_han(statement) != _is_han(self._text) if self._text else False

    def result(self) -> Agreement:
        self._places()
        if self._is_verbatim():
            self._plans()
            figures = sum(len(one.quantities) for one in self._clauses)
            return Agreement(tuple(self._mismatches), (), 1.0, True, agreed=figures)
        share = self._words()
        for place, clause in enumerate(self._clauses):
            before = self._clauses[:place]
            candidates = self._of_the_place(clause, before)
            self._periods(clause, candidates)
            for quantity in clause.quantities:
                self._quantity(quantity, clause, before, candidates)
            if not self._foreign:
                self._way(clause, candidates)
        self._plans()
        self._hidden()
        if not self._foreign:
            self._denials()
        same = self._agreed > 0 if self._foreign else share >= SAME_SUBJECT and self._is_told_by_the_quotes()
        return Agreement(
            tuple(dict.fromkeys(self._mismatches)),
            tuple(dict.fromkeys(self._unsupported)),
            share,
            same,
            self._foreign,
            self._agreed,
        )

    def _add(self, kind: MismatchKind, claimed: str, found: str) -> None:
        self._mismatches.append(Mismatch(kind, claimed.strip(), found.strip()))

    def _is_verbatim(self) -> bool:
        """Whether the statement is whole clauses of one quote, letter for letter: then only its setting is to check."""
        told = _bare(self._statement)
        for source in self._sources:
            quote = _bare(source.evidence.quote)
            at = quote.find(told)
            while told and at >= 0:
                end = at + len(told)
                if (at == 0 or quote[at - 1] in _MARKS) and (end == len(quote) or quote[end] in _MARKS):
                    return True
                at = quote.find(told, at + 1)
        return False

    # -- words

    def _words(self) -> float:
        """Notes the words that the evidence lacks; returns the share that it has."""
        if self._foreign:
            return 0.0
        words = tuple(word for clause in self._clauses for word in words_of(clause))
        known = [one for source in self._sources for one in (*source.clauses, *source.clauses_around)]
        self._unsupported.extend(Vocabulary([self._text, self._around], known).lacks(words))
        return covered(words, self._all) if words else 1.0

    def _is_told_by_the_quotes(self) -> bool:
        """Whether the quotes themselves, not their headings alone, say what the statement says."""
        words = tuple(word for clause in self._clauses for word in words_of(clause))
        return self._agreed > 0 or covered(words, self._text) >= TOLD_BY_QUOTE

    def _hidden(self) -> None:
        """Limits and denials that are part of a word: "Ⅲ类以上" told as "Ⅲ类", "不动摇" told as "动摇"."""
        told = canonical(self._statement)
        bare = canonical("\n".join(clause.bare for source in self._sources for clause in source.clauses))
        for word, limit in _LIMITED.findall(bare):
            if word in told and f"{word}{limit}" not in told and not word[-1].isdigit():
                self._add("value", word, f"{word}{limit}")
        for match in DENIAL.finditer(self._text):
            kept = (match["none"] or "")[1:]
            if len(kept) == 1:  # "不少困难" told as "少困难": what follows tells it from another 少
                kept += self._text[match.end() : match.end() + 2]
            if len(kept) > 1 and match[0][0] in "不未无非" and kept in told and match[0][0] + kept not in told:
                self._add("negation", kept, match[0][0] + kept)

    def _denials(self) -> None:
        """A clause of the statement that is one of the quotes' clauses but for its denial, whatever words it has."""
        quoted = [one for source in self._sources for one in source.clauses]
        as_told = {_bare(one.text) for one in quoted}
        opposite = {_affirmed(one) for one in quoted if one.denials} - as_told
        for clause in self._clauses:
            told = _bare(clause.text)
            if (not clause.denials and told in opposite) or (
                clause.denials
                and told not in as_told
                and (_affirmed(clause) in as_told or not any(o.denials for o in quoted))
            ):
                self._add("negation", clause.text, "")

    # -- places

    def _places(self) -> None:
        there = {region for source in self._sources for region in source.evidence.regions}
        text = "\n".join(f"{source.evidence.quote}\n{source.evidence.context}" for source in self._sources)
        inside = {place.name for place in find_places(text)} | there | {canonical_place(region) for region in there}
        named = find_places(self._statement)
        for place, following in zip_longest(named, named[1:]):
            written = self._statement[place.start : place.end]
            if place.name in inside or written in text or place.name in text:
                continue
            if {province_of(region) for region in there} == {NATION} and place.name == NATION:
                continue
            if following and following.name in inside and place.is_address_of(following):
                continue
            self._add("region", written, "、".join(sorted(there)))

    def _of_the_place(self, clause: Clause, before: Sequence[Clause]) -> list[Source]:
        """The sources that are about the region that the clause, or the last one before it, names."""
        for one in (clause, *reversed(before)):
            if one.regions:
                fitting = [source for source in self._sources if set(one.regions) & set(source.evidence.regions)]
                return fitting or list(self._sources)
        return list(self._sources)

    # -- periods

    def _periods(self, clause: Clause, candidates: Sequence[Source]) -> None:
        if clause.years and not any(self._is_of(clause.years, source) for source in candidates):
            found = {year for source in candidates for one in source.clauses for year in source.years_of(one)}
            self._add("period", _listed(clause.years), _listed(found))
        for name in ("compared", "until"):
            told: frozenset[int] = getattr(clause, name)
            known = {year for source in candidates for one in source.clauses for year in getattr(one, name)}
            if told - known:
                # "到2024年底" of a review is the year that it is of.
                ended = name == "until" and all(
                    self._is_of(frozenset({year}), source) for year in told - known for source in candidates
                )
                if not ended:
                    self._add("period", _listed(told), _listed(known))

    @staticmethod
    def _is_of(years: frozenset[int], source: Source) -> bool:
        told = [source.years_of(clause) for clause in source.clauses]
        spans = [frozenset(source.evidence.years), *told, *(clause.years for clause in source.clauses)]
        # A part that speaks of a whole term, or of years from one to another, says of no single year what it says.
        known = {year for span in spans if len(span) <= 2 for year in span}
        known |= {year for clause in source.clauses for year in clause.until}
        return years <= known or years in spans

    # -- figures

    def _quantity(
        self, quantity: Quantity, clause: Clause, before: Sequence[Clause], sources: Sequence[Source]
    ) -> None:
        rated = rated_figures(quantity, clause, before, sources, self._foreign)
        near = nearest(rated, self._foreign)
        year = _last(one.years for one in (*before, clause))
        agreeing = [one for one in near if difference(quantity, one.quantity) is None]
        if any(not year or not one.years or year & one.years for one in agreeing):
            self._agreed += 1
        elif agreeing:
            self._add("period", _listed(year), _listed(agreeing[0].years))
        elif near:
            self._differs(quantity, near)
        else:
            self._unsupported.append(quantity.text)

    def _differs(self, quantity: Quantity, near: Sequence[Rated]) -> None:
        alike = [one for one in near if digits_of(one.quantity) == digits_of(quantity)]
        best = max(alike or near, key=lambda one: (one.quantity.unit == quantity.unit, one.nearness))
        found, clause = best.quantity, best.clause
        kind = difference(quantity, found) or "value"
        if kind == "direction":
            own = with_lead(self._statement, quantity.start, quantity.end) if quantity.direction else quantity.text
            self._add("direction", own, with_lead(clause.text, found.start - clause.start, found.end - clause.start))
        elif kind == "value" and digits_of(found) == digits_of(quantity) and found.low != quantity.low:
            self._add("unit", quantity.text, found.text)
        else:
            self._add(kind, quantity.text, found.text)

    # -- direction and denial

    def _way(self, clause: Clause, sources: Sequence[Source]) -> None:
        words = words_of(clause)
        rated = [
            (covered(words, canonical(one.text)), covered(words_of(one), canonical(clause.text)), one)
            for source in sources
            for one in source.clauses
        ]
        if not rated:
            return
        forward, backward, nearest = max(rated, key=lambda entry: (entry[0] + entry[1], entry[1]))
        if forward + backward < 0.8:
            return
        joined = [one for ahead, _, one in rated if ahead > 0] if words else [nearest]
        known = frozenset(chain.from_iterable(_ways(one) for one in joined or [nearest]))
        for way in clause.directions:
            opposite = {Direction.UP: Direction.DOWN, Direction.DOWN: Direction.UP}.get(way)
            if way in _ways(nearest) or (way in known and opposite not in _ways(nearest)):
                continue
            if opposite in _ways(nearest) or opposite in known:
                if all(mismatch.kind != "direction" for mismatch in self._mismatches):
                    self._add("direction", clause.text, nearest.text)
            elif way is not Direction.LEVEL:
                self._unsupported.append(_word_of(clause, way))
        others = joined or [nearest]
        lacking = clause.denials and not any(one.denials for one in others)
        unequal = forward >= WHOLE and backward >= WHOLE and clause.denials != nearest.denials
        left_out = not clause.denials and nearest.denials and min(forward, backward) >= SAME_MEASURE
        if lacking or unequal or left_out:
            self._add("negation", clause.text, nearest.text)

    # -- plan or outcome

    def _plans(self) -> None:
        plans = any(clause.plans for clause in self._clauses)
        told = "".join(self._statement.split())
        for source in self._sources:
            evidence = source.evidence
            says_so = any(clause.plans for clause in source.clauses)
            verbatim = told.rstrip("。；;，,.") in "".join(evidence.quote.split())
            if plans and evidence.plan is False and not says_so:
                self._add("target_vs_outcome", _plan_word(self._statement), "")
            planned = (says_so or evidence.plan) and evidence.plan is not False and not self._looks_back(source)
            if not plans and planned and (says_so or (not verbatim and self._tells_as_done(source))):
                word = next((PLANS.search(one.text) for one in source.clauses if one.plans), None)
                self._add("target_vs_outcome", self._statement, word[0] if word is not None else "")

    def _tells_as_done(self, source: Source) -> bool:
        """Whether a clause of the statement says to be done what the quote does not."""
        return any(
            clause.done
            and not any(
                one.done and covered(words_of(clause), canonical(one.text)) > SAME_MEASURE for one in source.clauses
            )
            for clause in self._clauses
        )

    def _looks_back(self, source: Source) -> bool:
        """Whether what the statement uses of a plan's quote is told there as done ("去年增长5%，今年力争6%")."""
        used = [
            one
            for one in source.clauses
            if any(covered(words_of(clause), canonical(one.text)) > 0.6 for clause in self._clauses)
        ]
        return bool(used) and all(one.done and not one.plans for one in used)


def _bare(text: str) -> str:
    return "".join(text.split()).rstrip("".join(_MARKS))


def _affirmed(clause: Clause) -> str:
    """A clause without what denies in it."""
    return _bare(DENIAL.sub(lambda match: "" if match["denial"] else match[0], clause.text))


def _is_han(text: str) -> bool:
    share = han_share(text)
    return share is None or share >= LEAST_HAN


def _listed(years: Iterable[int]) -> str:
    return "、".join(map(str, sorted(years)))


def _last(years: Iterator[frozenset[int]]) -> frozenset[int]:
    found: frozenset[int] = frozenset()
    for one in years:
        found = one or found
    return found


def _ways(clause: Clause) -> frozenset[Direction]:
    return clause.directions | {one.direction for one in clause.quantities if one.direction is not None}


def _word_of(clause: Clause, way: Direction) -> str:
    name = way.value
    return next((match[0] for match in DIRECTION_WORDS.finditer(clause.text) if match[name]), clause.text)


def _plan_word(text: str) -> str:
    match = PLANS.search(text)
    return match[0] if match is not None else ""
