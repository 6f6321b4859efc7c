"""From an understood question to a Reply: the kind of question says which answerer is asked.

Figures come from the ledgers of the reports in scope, everything else from their words. What no answerer can say
surely is left to the caller, who shows the nearest sentences without a badge.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TypeGuard

from assistant.answering.asked_reports import MOST_READ, AskedReports
from assistant.answering.between_reports import between_reports
from assistant.answering.cells_told import answer_cells
from assistant.answering.comparing import answer_comparison
from assistant.answering.computing import against_the_target, answer_computed, answer_not_computed
from assistant.answering.counted_terms import counted_term
from assistant.answering.dates import date, given_on, report_dates
from assistant.answering.definitions import defined_in_glossary, definitions, members_in_glossary
from assistant.answering.echoes import only_echoes
from assistant.answering.figures import answer_as_worded, answer_figures, whose
from assistant.answering.figures_in_prose import answer_in_prose
from assistant.answering.figures_in_words import answer_in_words, change_in_words
from assistant.answering.holes import in_own_words
from assistant.answering.ledgers import Ledgers, ReportLedger, by_owner
from assistant.answering.lists import announced, lists, members_of_a_term
from assistant.answering.mentions import mentions, mentions_over_years
from assistant.answering.missed import missed_targets
from assistant.answering.names import name
from assistant.answering.outcomes_english import outcome_in_english, shortfall_in_english
from assistant.answering.over_reports import answer_filter, answer_table, asks_for_the_first
from assistant.answering.over_years import answer_course, answer_years
from assistant.answering.own_reports import calls_itself, level_said
from assistant.answering.places_in_order import place_in_order
from assistant.answering.ratios import answer_times
from assistant.answering.read_measures import ReadMeasures
from assistant.answering.reasons import reason
from assistant.answering.reply import Reply
from assistant.answering.summaries import headed_themes, summaries, themes
from assistant.answering.targets import answer_target
from assistant.answering.targets_told import answer_target_told, whether_target_met
from assistant.answering.targets_told_english import target_told_in_english, targets_judged_in_english
from assistant.answering.whether_ahead import whether_ahead
from assistant.answering.whether_bounds import whether_bound
from assistant.answering.whether_figures import yes_no_of_figures
from assistant.answering.whether_ranked import whether_ranked
from assistant.answering.wider_reports import all_name, of_its_province
from assistant.answering.year_spans import spans_years
from assistant.answering.years_ahead import told_of_years_ahead, years_ahead
from assistant.answering.yes_no import yes_no
from assistant.messages.tables import message
from assistant.query.classifying import Floats, likely, made_for, probabilities
from assistant.query.fixed_kinds import asks_how_it_stands, asks_one_amount, fixed_kind
from assistant.query.kinds import OWN_REPORT
from assistant.query.parts_asked import asks_each_year
from assistant.query.question_features import neutral
from assistant.query.question_kinds import QuestionKind
from assistant.query.rephrasing import which_alone
from assistant.query.scope import own_report_years
from assistant.query.understanding import Understanding
from index.library import Library
from index.patterns import regex
from index.report import Report
from index.text.folding import simplified
from index.text.regions import NATION

_OfFigures = Callable[[Understanding, Sequence[ReportLedger]], Reply | None]
_OfWords = Callable[[Understanding, Sequence[Report]], Reply | None]
# Asked one after the other until one answers: what only looks like a comparison may be a sum.
_FIGURES: dict[QuestionKind, tuple[_OfFigures, ...]] = {
    QuestionKind.FIGURE: (answer_times, answer_computed, answer_in_words, answer_figures, answer_in_prose),
    QuestionKind.COMPARE: (answer_times, whether_ahead, answer_comparison, answer_computed),
    QuestionKind.MET_TARGET: (
        missed_targets,
        answer_target,
        answer_target_told,
        target_told_in_english,
        answer_computed,
    ),
    QuestionKind.OVER_YEARS: (answer_years,),
    QuestionKind.YES_NO: (
        yes_no_of_figures,
        whether_target_met,
        target_told_in_english,
        whether_bound,
        whether_ahead,
        against_the_target,
    ),
    QuestionKind.FILTER: (answer_filter,),
    QuestionKind.TABLE: (answer_table,),
    QuestionKind.COMPUTE: (
        answer_times,
        answer_computed,
        answer_comparison,
        answer_as_worded,
        answer_in_words,
        answer_not_computed,
    ),
}
# Of a question whose kind is unsure, but not that it is one of these, what is found must be worded as it is.
_LIKE_FIGURES = frozenset(
    {QuestionKind.FIGURE, QuestionKind.COMPUTE, QuestionKind.COMPARE, QuestionKind.OVER_YEARS, QuestionKind.TABLE}
)
# What a question for how something stands is taken for where it isn't known as one.
_OR_HOW_IT_STANDS = frozenset({QuestionKind.OTHER, QuestionKind.DEFINITION})
_SURE_OF_FIGURES = 0.6
MOST_ELSEWHERE = 60  # reports whose ledgers are asked beside those of the years that a question names
_OF_ANY_FIGURE: tuple[_OfFigures, ...] = (answer_computed, answer_in_words, answer_as_worded, answer_in_prose)
_WORDS: dict[QuestionKind, tuple[_OfWords, ...]] = {
    QuestionKind.FIGURE: (place_in_order, in_own_words, outcome_in_english),
    QuestionKind.DATE: (date, mentions_over_years),
    QuestionKind.NAME: (counted_term, name),
    QuestionKind.REASON: (shortfall_in_english, reason),
    QuestionKind.LIST: (targets_judged_in_english, members_in_glossary, counted_term, lists, summaries, definitions),
    QuestionKind.MENTION: (mentions,),
    QuestionKind.OVER_YEARS: (mentions_over_years,),
    QuestionKind.TABLE: (report_dates,),
    QuestionKind.FILTER: (given_on,),
    QuestionKind.YES_NO: (whether_ranked, yes_no),
    QuestionKind.MET_TARGET: (targets_judged_in_english, yes_no),
    QuestionKind.DEFINITION: (counted_term, definitions, defined_in_glossary, members_of_a_term),
    QuestionKind.SUMMARY: (summaries, lists, headed_themes),
}
# These find what has all of a question's words as its name, whatever kind it is taken for.
_OF_ANY: tuple[_OfWords, ...] = (
    targets_judged_in_english,
    mentions_over_years,
    counted_term,
    announced,
    definitions,
    place_in_order,
)
# What one owner's report lists or sums up; asked without a place it is answered with none of several.
_OF_ONE = frozenset({QuestionKind.LIST, QuestionKind.SUMMARY})
# What a province's report may tell of a city in it, in a sentence that names the city.
_OF_A_CITY = frozenset({QuestionKind.YES_NO, QuestionKind.DATE, QuestionKind.NAME, QuestionKind.REASON})
# What asks several figures of one measure. A question that names several places and is of another kind, or an unsure
# one, asks each one's.
_OF_SEVERAL = (QuestionKind.FILTER, QuestionKind.TABLE, QuestionKind.COMPARE, QuestionKind.OVER_YEARS)
# 1997到2002年涨了几万亿 asks for one difference, and not for each year's figure.
_CHANGED_BY = regex("(?:涨|增加?|升|多出?|降低?|减少?|跌|净增)了?(?:几|多少)")
_OF_EACH = frozenset({QuestionKind.FIGURE, QuestionKind.NAME})
# Which one it is, is told with its figure.
_WHICH_AND_HOW_MUCH = ((QuestionKind.FILTER,), (QuestionKind.COMPARE,))
# Over years the reports of all of them are asked.
_EVERY_YEAR = frozenset({QuestionKind.OVER_YEARS})
# What only all reports of a scope tell together: some of them would give another answer.
_OF_ALL = frozenset(
    {QuestionKind.FILTER, QuestionKind.TABLE, QuestionKind.COMPARE, QuestionKind.OVER_YEARS, QuestionKind.MENTION}
)


class Answerer:
    """Answers questions of each kind from a library's reports."""

    def __init__(self, library: Library, ledgers: Ledgers | None = None) -> None:
        self._library = library
        self._ledgers = ledgers or Ledgers(library)
        self._asked = AskedReports(library, self._ledgers)

    def reply(self, understanding: Understanding) -> tuple[QuestionKind | None, Reply | None]:
        """The kind of the question, None where that is unsure, and what its answerers say.

        Where it is unsure the answerers of the likely kinds are asked, and only a whole answer counts.
        """
        between = between_reports(understanding, self._library)
        if between is not None:
            return QuestionKind.COMPARE, between
        cells = self._of_cells(understanding)
        if cells is not None:
            told = self._change_told(understanding) if cells.closed and not cells.answers else None
            return QuestionKind.FIGURE, told or cells
        kind, reply = self._by_its_kind(understanding)
        alone = which_alone(understanding.question)
        if alone and (reply is None or not reply.answers) and self.likely(alone)[:1] in _WHICH_AND_HOW_MUCH:
            by_which = self._by_its_kind(replace(understanding, question=alone))
            if by_which[1] is not None and by_which[1].answers:
                return by_which
        if alone and kind is QuestionKind.FIGURE and reply is not None and reply.answers and reply.table is None:
            # Which city's it is isn't told by its province's figure.
            return None, Reply(related=tuple(dict.fromkeys(quote for line in reply.lines for quote in line.quotes)))
        return kind, reply

    def _by_its_kind(self, understanding: Understanding) -> tuple[QuestionKind | None, Reply | None]:
        kinds = self.likely(understanding.question)
        if len(kinds) == 1:
            return kinds[0], self._of_kind(kinds[0], understanding)
        for kind in kinds:
            reply = self._of_kind(kind, understanding)
            if reply is not None and reply.answers:
                return kind, reply
        return None, self._of_any_kind(understanding)

    def _of_cells(self, understanding: Understanding) -> Reply | None:
        """What the tables of companies tell, whatever their reports' years: the year asked for chooses the cell."""
        scope = understanding.scope
        if scope.regions or (scope.years and not scope.or_unstated):
            return None
        ids = self._library.report_ids(replace(scope, years=()))
        if not 0 < len(ids) <= MOST_ELSEWHERE:
            return None
        return answer_cells(understanding, self._ledgers.of(ids))

    def _change_told(self, understanding: Understanding) -> Reply | None:
        """A change that the reports write out, where their cells don't give both figures to work it out from."""
        return change_in_words(understanding, self._asked.of(understanding))

    def reply_of_province(
        self, understanding: Understanding
    ) -> tuple[QuestionKind | None, Reply, Understanding] | None:
        """Of a city without a report of its own, what its province's says of it, and the question as asked there.

        None where the library lacks the province's or it doesn't tell. Each quote names the city; figures are asked of
        no other place.
        """
        asked = of_its_province(understanding)
        if asked is None:
            return None
        (city,) = understanding.scope.regions
        for kind in (kind for kind in self.likely(understanding.question) if kind in _OF_A_CITY):
            told = self._asked.of(asked)
            for of_words in _WORDS[kind]:
                reply = of_words(asked, [one.report for one in told])
                if reply is not None and reply.answers and all_name(reply, city):
                    return kind, reply, asked
        return None

    def reply_of_years_ahead(self, understanding: Understanding) -> Reply | None:
        """What the reports say of a year that lies ahead of them all; None where the question asks for no such year."""
        scope = replace(understanding.scope, years=())
        known = self._library.metadata(scope)
        if not (scope.regions or scope.issuers or scope.reports):  # an English question is asked of English reports
            known = [one for one in known if one.language == understanding.language] or known
        if not years_ahead(understanding, max((one.year for one in known if one.year), default=None)):
            return None
        ids = self._library.report_ids(scope)
        return told_of_years_ahead(understanding, self._ledgers.of(ids)) if len(ids) <= MOST_ELSEWHERE else None

    def of_other_years(self, understanding: Understanding) -> Understanding | None:
        """The question asked of all reports of whom it names, where none of them is of its years; else None.

        A company's report tells what it expects of the years that follow, and what was so in earlier ones.
        """
        scope = replace(understanding.scope, years=())
        if not (scope.issuers or scope.reports) or not understanding.years:
            return None
        return replace(understanding, scope=scope) if self._library.count(scope) else None

    def reply_of_measure(
        self, understanding: Understanding, measures: ReadMeasures
    ) -> tuple[QuestionKind, Reply] | None:
        """What the ledgers tell of several places or years, of the measure that a trained reader finds to be meant.

        None where the question asks for no such figures, or no measure is found.
        """
        kind = self._of_several(understanding)
        if kind is None:
            return None
        scope = understanding.scope
        replies: Iterator[Reply | None]
        if kind is QuestionKind.OVER_YEARS:
            told = self._asked.all_of(replace(scope, years=()))
            if not scope.regions and not scope.issuers:
                told = by_owner(told).get(NATION, told)
            if len(by_owner(told)) > 1:
                return None
            replies = (answer_years(understanding, told, measure) for measure in measures.of_years(understanding, told))
        else:
            told = self._asked.all_of(scope)
            answer = {QuestionKind.FILTER: answer_filter, QuestionKind.TABLE: answer_table}.get(kind, answer_comparison)
            replies = (answer(understanding, told, measure) for measure in measures.of_places(understanding, told))
        return next(((kind, reply) for reply in replies if reply is not None and (reply.answers or reply.note)), None)

    def theme_in_words(self, understanding: Understanding) -> Reply | None:
        """Of a question for a summary, the sentences that name its theme, wherever in the one report they stand."""
        if QuestionKind.SUMMARY not in self.likely(understanding.question):
            return None
        told = _of_own_place(understanding, self._asked.of(understanding))
        return themes(understanding, [one.report for one in told])

    def _of_several(self, understanding: Understanding) -> QuestionKind | None:
        kinds = self.likely(understanding.question)
        kind = next((kind for kind in _OF_SEVERAL if kind in kinds), None)
        if kind is None and len(kinds) < 2 and _OF_EACH.issuperset(kinds) and spans_years(understanding.question):
            return None if _CHANGED_BY.search(understanding.question) else QuestionKind.OVER_YEARS
        several = len(understanding.scope.regions) > 1 and NATION not in understanding.scope.regions
        if kind is None and several and _OF_EACH.issuperset(kinds):
            first = understanding.compares or asks_for_the_first(understanding.question)
            return QuestionKind.COMPARE if first else QuestionKind.TABLE
        return kind

    def _of_any_kind(self, understanding: Understanding) -> Reply | None:
        """What has all of the question's words as its name, or as a figure's; None where nothing has."""
        told = self._asked.of(understanding)
        reports = [one.report for one in told]
        every_year = self._asked.all_of(replace(understanding.scope, years=()))
        replies = [answer_course(understanding, every_year), yes_no_of_figures(understanding, told)]
        if told and (understanding.language == "en" or self._is_like_figures(understanding.question)):
            found = [of_figures(understanding, told) for of_figures in _OF_ANY_FIGURE]
            # One figure is no answer for several years, but what is worked out of theirs is.
            of_all = not spans_years(understanding.question)
            replies += [one for one in found if one is None or of_all or len(one.lines) > 1 or one.computed]
        replies += [of_words(understanding, reports) for of_words in _OF_ANY]
        return next((reply for reply in replies if _stands(reply, understanding)), None)

    def _of_kind(self, kind: QuestionKind, understanding: Understanding) -> Reply | None:
        scope = understanding.scope
        if kind in _EVERY_YEAR:
            scope = replace(scope, years=())
        if kind is QuestionKind.MET_TARGET and len(own := own_report_years(understanding.question)) == 1:
            scope = replace(scope, years=(own[0], own[0] + 1))  # what one report sets the next one reviews
            understanding = replace(understanding, scope=scope)
        if kind not in _FIGURES and kind not in _WORDS:
            return None
        ids = self._library.report_ids(scope) or self._of_other_years(understanding, kind)
        if len(ids) > MOST_READ and kind in _OF_ALL:
            return Reply(note=message(understanding.language, "scope.too_many", count=len(ids), most=MOST_READ))
        told = _of_own_place(understanding, self._asked.of_ids(understanding, scope, ids))
        owners = _that_tell(understanding, told) if kind in _OF_ONE else []
        if len(owners) > 1:
            return whose(understanding, owners)
        best: Reply | None = None
        for reply in self._replies(kind, understanding, told) if told else ():
            if _stands(reply, understanding):
                return reply
            best = best or (None if reply is None or reply.answers else reply)
        if kind is QuestionKind.FIGURE and (elsewhere := self._told_elsewhere(understanding, told)) is not None:
            return elsewhere
        return best

    def _of_other_years(self, understanding: Understanding, kind: QuestionKind) -> Sequence[str]:
        """The reports of the companies asked for that speak of a year of which there is no report: its targets."""
        scope = understanding.scope
        if kind in _FIGURES or not scope.issuers or not scope.years or not scope.or_unstated:
            return ()
        if OWN_REPORT.search(understanding.question):
            return ()
        ids = self._library.report_ids(replace(scope, years=()))
        return [one for one in ids if any(str(year) in self._library.get(one).text for year in scope.years)]

    def _told_elsewhere(self, understanding: Understanding, told: Sequence[ReportLedger]) -> Reply | None:
        """The figure of a year as the report of another year tells it: 前年新建9个, 由上年的12亿元增加到15亿元.

        Each figure has a year of its own, so that none is given for another's.
        """
        scope = understanding.scope
        if not scope.years or not scope.or_unstated or OWN_REPORT.search(understanding.question):
            return None
        wider = replace(scope, years=())
        ids = self._library.report_ids(wider)
        if not len(told) < len(ids) <= MOST_ELSEWHERE:
            return None
        ledgers, wide = self._ledgers.of(ids), replace(understanding, scope=wider)
        replies = (of_figures(wide, ledgers) for of_figures in (answer_in_words, answer_figures))
        return next((reply for reply in replies if reply is not None and reply.answers), None)

    def named(self, understanding: Understanding) -> str | None:
        """The one name that a question asks for, None where it asks for none: what a follow-up refers to."""
        told = self._asked.of(understanding)
        reply = name(understanding, [one.report for one in told])
        return reply.lines[0].text if reply is not None and len(reply.lines) == 1 else None

    def kind_of(self, question: str) -> QuestionKind | None:
        """The kind of a question; None where the classifier is unsure."""
        kinds = self.likely(question)
        return kinds[0] if len(kinds) == 1 else None

    def likely(self, question: str) -> tuple[QuestionKind, ...]:
        """The kind of a question; where it is unsure the likely ones, the likeliest first."""
        fixed = fixed_kind(question)
        kinds = likely(question, self._vector(question)) if fixed is None else (fixed,)
        if set(kinds) <= _OR_HOW_IT_STANDS and asks_how_it_stands(question):
            return (QuestionKind.SUMMARY,)
        return kinds or ((QuestionKind.FIGURE,) if asks_one_amount(question) else ())

    def _is_like_figures(self, question: str) -> bool:
        chances = probabilities(question, self._vector(question))
        return sum(chances[kind] for kind in _LIKE_FIGURES) >= _SURE_OF_FIGURES

    def _vector(self, question: str) -> Floats | None:
        if not made_for(self._library.embedder_fingerprint):
            return None
        return self._library.query_vector(neutral(question))

    def _replies(
        self, kind: QuestionKind, understanding: Understanding, told: Sequence[ReportLedger]
    ) -> Iterator[Reply | None]:
        for of_figures in _FIGURES.get(kind, ()):
            yield of_figures(understanding, told)
        reports = [one.report for one in told]
        for of_words in _WORDS.get(kind, ()):
            yield of_words(understanding, reports)


def _stands(reply: Reply | None, understanding: Understanding) -> TypeGuard[Reply]:
    """Whether it answers, with more than the question's own words, and each year where several are asked for."""
    if reply is None or not reply.answers or only_echoes(reply, understanding.question):
        return False
    return reply.table is not None or len(reply.lines) > 1 or not asks_each_year(understanding.question)


# 全省 may be any province's; whose it is, the figures' owners tell.
_WHOLE_PLACE = regex("全[省市县区州旗镇乡](?!域|外|内外|里)")


def _of_own_place(understanding: Understanding, told: Sequence[ReportLedger]) -> Sequence[ReportLedger]:
    """Where a question says 我省 or 咱们县 and no name: the reports that call their own place so, not the nation's."""
    scope = understanding.scope
    level = level_said(understanding.question)
    if not level or scope.regions or scope.issuers or scope.reports or _WHOLE_PLACE.search(understanding.question):
        return told
    return [one for one in told if calls_itself(one.report) == level] or told


# 省里今年要办几件实事: whoever is asked says 全省.
_PLACE_ITSELF = regex("[省市县区]里(?=\\s|$|今年|明年|去年|要|的)|咱们?[省市县区]")


def _that_tell(understanding: Understanding, told: Sequence[ReportLedger]) -> list[str]:
    """Where a question names neither place nor report: the owners whose reports hold all that it asks about."""
    scope = understanding.scope
    if scope.regions or scope.issuers or scope.reports:
        return []
    topic = _PLACE_ITSELF.sub(" ", understanding.topic)
    pieces = [simplified(piece).lower() for piece in topic.split() if len(piece) > 1]
    found = (one.owner for one in told if all(piece in simplified(one.report.text).lower() for piece in pieces))
    return list(dict.fromkeys(found)) if pieces else []
