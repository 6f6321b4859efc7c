"""The English sentence that a trained reader finds to answer, where rules hold it to the question.

The reader has learnt what answers from Chinese reports and English encyclopedias: it finds the sentence more often than
it can tell that there is none. So it is believed only of sentences that tell what is asked for (`english_sorts`), have
the question's names, figures and exact words (`english_locks`), and where no other such sentence comes near that tells
something else. What is shown is the whole sentence, since the reader's spans are rough in English.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from assistant.answering.announced_items import announced_items, announces, bare_item
from assistant.answering.asking_words import pattern
from assistant.answering.counted_parts import counts_a_part
from assistant.answering.english_locks import lacks, names
from assistant.answering.english_sorts import Sort, sorts_of, told_of
from assistant.answering.excerpts import Excerpt
from assistant.answering.needed_english import first_way
from assistant.answering.reply import Line, Quote
from assistant.query.document_named import years_beside_document
from assistant.query.kinds import ASKS_PLAN, GIVES_REASON
from assistant.query.question_kinds import QuestionKind
from assistant.query.understanding import Understanding
from assistant.reader.terms import stem
from index.models.sentence_reader import Read
from index.patterns import regex
from index.report import Metadata
from index.structure.periods import MONTH_NAMES
from index.text.years import find_years

# How sure the reader must be, and how much of the question's weight must stand in the sentence; less sure where every
# other sentence that tells such a thing is far behind. Set on 54 questions over reports, none of them counted again.
LEAST_SAID, SAID_ALONE, FAR_BEHIND = 0.2, 0.4, 0.7
SAID_BY_SENTENCES = 0.35  # where sentences were read by themselves
# Of a sentence that says nearly all of the question, with no other near.
SURE_OF_ALL, SAID_OF_ALL, FARTHEST_BEHIND = 0.4, 0.8, 0.3
FAR_BEHIND_IN_OTHER_WORDS = 0.4
SAID_OF_A_LEVEL = 0.6  # where the question names a measure ("what were dividends paid?"), which is no other measure
SURE_OF_A_LEVEL, SAID_OF_A_SURE_LEVEL = 0.9, 0.5
# A sentence comes near where the reader is nearly as sure of it and it says nearly as much of the question.
NEAR, NEAR_IN_WORDS = 0.12, 0.2
WITHOUT_OWNER, SAID_WITHOUT_OWNER = 0.9, 0.7
_SAME = 0.5  # of the words of the shorter of two sentences that say the same
_BEFORE = 300  # characters in which what a pronoun means may stand
_OF_A_SENTENCE = frozenset({QuestionKind.YES_NO, QuestionKind.SUMMARY})
_OF_MEMBERS = frozenset({QuestionKind.LIST, QuestionKind.NAME, QuestionKind.SUMMARY})
_KINDS = _OF_A_SENTENCE | {
    QuestionKind.FIGURE,
    QuestionKind.DATE,
    QuestionKind.NAME,
    QuestionKind.REASON,
    QuestionKind.LIST,
}
# Whether something is so, and how it is done, a whole sentence tells; seen by words where the kind is unsure.
_WHETHER = regex(
    r"^\W*(?:did|do|does|is|are|was|were|has|have|had|will|would|can|could|should|must|may)\b", re.IGNORECASE
)
_HOW = regex(r"^\W*how (?:do|does|did|is|are|was|were|will|would|can|could|should|must)\b", re.IGNORECASE)
# What somebody does, says or is accused of is told by no name alone.
_WHAT_DOES = regex(r"^\W*what (?:do|does|did|can|could|must|should|will|would|has|have|had)\b", re.IGNORECASE)
_FIGURES = frozenset({Sort.TIME, Sort.SHARE, Sort.MONEY, Sort.DURATION, Sort.COUNT, Sort.FIGURE})
# What a question of an unsure kind asks for.
_OF_SORT = {
    Sort.TIME: QuestionKind.DATE,
    Sort.PERSON: QuestionKind.NAME,
    **dict.fromkeys(_FIGURES - {Sort.TIME}, QuestionKind.FIGURE),
}
_AMOUNTS = _FIGURES - {Sort.TIME, Sort.DURATION}
_ASKS_MOVE = regex(
    r"\bby (?:how|what)\b|\b(?:grow|rise|increase|fall|drop|decline|decrease|climb|slip|jump|change|growth|cut)\b"
    r"|\bhow much (?:more|less|fewer|higher|lower|faster)\b",
    re.IGNORECASE,
)
_MOVED = regex(
    r"\b(?:increas|decreas|grew|grow|rose|ris|fell|fall|declin|dropp|climb|slipp|jump|improv|reduc|up|down)[a-z]*"
    r"(?: by)?(?: (?:approximately|about|nearly|more than|over|almost))?\s+[$£€¥]?"
    r"(?:\W{0,2}\d[\d.,]*(?: (?:thousand|million|billion|trillion))?%?,? (?:or|and) )?$"
    r"|\b(?:increase|decrease|growth|decline|rise) of\s+$",
    re.IGNORECASE,
)
_BY_SO_MUCH = regex(r"\s*(?:sequentially|year[- ]over[- ]year|from (?:a|one) year (?:ago|earlier))\b", re.IGNORECASE)
# Of what is aimed at, a result is no answer.
_OF_TIMES = frozenset({QuestionKind.FIGURE, QuestionKind.DATE})
_ASKS_AIM = regex(
    r"\b(?:targets?|goals?|aims?|aiming|plans? to|planned|intends?|wants? to|hopes? to|guid(?:ing|ance)|baseline)\b",
    re.IGNORECASE,
)
_TELLS_AIM = regex(
    r"\b(?:targets?|goals?|aims?|plan(?:s|ned)?|intend(?:s|ed)?|will|expect(?:s|ed)?|commit(?:s|ted|ment)?|pledged?"
    r"|by (?:the end of )?(?:\w+ \d+, )?20\d\d|hopes?|seeks?|guidance|outlook)\b",
    re.IGNORECASE,
)
_COMMITS = regex(
    r"\b(?:committed|pledged|plan(?:s|ned)?|aim(?:s|ed)?|intend(?:s|ed)?|hope[sd]?|goals?|targets?) (?:is |was )?to\b"
    r"|\b(?:goal|target)s? of\b",
    re.IGNORECASE,
)
_NAMES_A_LEVEL = regex(r"^\W*what (?:was|were|is|are|did|does)\b", re.IGNORECASE)
# The first of them says of when a question asks: "Why is EPA going back over what was decided?" asks of now.
_AUXILIARY = regex(
    r"\b(?:(?P<past>did|was|were|had)|is|are|am|does|do|has|have|will|would|can|could|shall|should|may|might|must)\b",
    re.IGNORECASE,
)
_LIES_AHEAD = regex(
    r"^\W*By (?:\w+ \d+, )?20\d\d\b|\b(?:will|shall|expects? to|plans? to|aims? to|intends? to"
    r"|(?:would|could|may|might)(?! (?:\w+ )?have\b))\b"
)
_ASKS_WHAT_WAS_PAID = regex(
    r"\b(?:did|was|were|has|have)\b(?!.*\b(?:agree|agreed|agreement|offer|offered|plan|planned|announced?)\b)"
    r".*\b(?:pay|paid|buy|bought|acquired?|clos(?:e|ed|ing)|completed?|spen[dt])\b",
    re.IGNORECASE,
)
_AGREED = regex(
    r"\b(?:entered into|signed|reached) an? (?:[a-z]+ ){0,2}agreement to\b"
    r"|\bagreed to (?:acquire|buy|purchase|pay|sell)\b",
    re.IGNORECASE,
)
_MEMBERS = regex(r"(?:[,;:][^,;]{2,80}){2,}|(?:^|\W)\(?(?:1|a|i)\).+\(?(?:2|b|ii)\)", re.DOTALL)
_REASON = regex(
    r"\b(?:consist(?:s|ed)? (?:primarily|mainly|largely) of|reflect(?:s|ing|ed)?|driven|because|so that|led to"
    r"|result(?:s|ed)? (?:in|from)|thanks to|attributable|in order to|primarily|mainly|offset)\b",
    re.IGNORECASE,
)
_WORD = regex(r"[a-z]{4,}|\d[\d.,]*\d")
_OPENING_NAME = regex(r"[^\w(]*([A-Z]\w+(?: [A-Z]\w+)*)(?= [a-z]+ )")
MONTHS = "|".join(name.lower() for name in MONTH_NAMES)


@dataclass(frozen=True, slots=True)
class Sureness:
    """From which chance on a reader's sentence is believed, and from which where every other comes far behind.

    `least_said` is how much of the question's weight must then stand in the sentence.
    """

    sure: float
    sure_alone: float
    least_said: float


OF_SENTENCES = Sureness(0.8, 0.55, LEAST_SAID)
# Its chance is that of a window times that of a span. Of a sentence that says little of the question it was sure of
# "22 performance measures" for how many people had their records stolen.
OF_PASSAGES = Sureness(0.6, 0.4, SAID_ALONE)


# How something is done or decided any sentence may tell.
OF_PASSAGES_OF_ANY_SORT = Sureness(0.6, 0.6, SAID_ALONE)
# Of a question whose kind is unsure, where no other sentence comes near; set on 160 questions over reports.
OF_ANY_KIND = Sureness(0.65, 0.65, 0.15)
_ASKS_MEANING = regex(
    r"\bmean(?:s|t)? by\b|\bmeant\b|\bwhat (?:does|do|did) .{1,80} mean\b|^what (?:is|are) an? ", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class ReadSentence:
    """A sentence that the trained reader has read."""

    one: Excerpt
    read: Read

    @property
    def told(self) -> str:
        """What it says, with the items of a list that it announces: "… the following new products: • …"."""
        items = self.items
        return "\n".join([self.one.text_around, *(item.text for item in items)]) if items else self.one.text_around

    @property
    def items(self) -> list[Quote]:
        """The items of the list that it announces; none where it announces none."""
        return announced_items(self.one.report, self.one.last) if announces(self.one.text_around) else []

    @property
    def span(self) -> tuple[int, int]:
        """What the reader points at, in the report's text."""
        return self.one.first + self.read.start, self.one.first + self.read.end


def english_line(
    found: Sequence[ReadSentence],
    kinds: Sequence[QuestionKind],
    understanding: Understanding,
    sureness: Sureness = OF_SENTENCES,
) -> Line | None:
    """The sentence that surely answers an English question; None where none does. `found`: the surest first.

    Without kinds the sort of what is asked for tells one.
    """
    question = understanding.question
    kind = next((kind for kind in kinds if kind in _KINDS), None)
    if kind is None or kind in _OF_A_SENTENCE:
        kind = _by_words(kinds, question)
    elif kind is not QuestionKind.REASON and _HOW.search(question):
        kind = QuestionKind.SUMMARY  # how something is decided is no name
    elif kind is QuestionKind.NAME and _WHAT_DOES.search(question) and sorts_of(question)[0] is not Sort.PERSON:
        kind = None
    if kind is None and sureness is not OF_PASSAGES and not _ASKS_MEANING.search(question):
        kind, sureness = QuestionKind.SUMMARY, OF_ANY_KIND if sureness is OF_SENTENCES else sureness
    if kind is None:
        return None
    if kind is QuestionKind.SUMMARY and sureness is OF_PASSAGES:
        sureness = OF_PASSAGES_OF_ANY_SORT
    years = set(years_beside_document(question, find_years(question)))
    if len(years) > 1:  # of two years one sentence must tell both
        found = [one for one in found if years <= set(find_years(one.told))]
    found = _announcers(found)
    sorts = _wanted(kind, question)
    fitting = _of_the_subject([one for one in found if _may_answer(one, sorts, kind, understanding)], question)
    if not fitting:
        return None
    best = fitting[0]
    # Where no sort is asked for, what does not fit may answer as well.
    others = found if sureness is OF_ANY_KIND else fitting
    rivals = [one for one in others if one is not best and not _says_the_same(best, one, sorts[0], question)]
    names_a_level = sorts[0] in _AMOUNTS and _NAMES_A_LEVEL.match(question) is not None
    sure_of_level = best.read.chance >= SURE_OF_A_LEVEL and best.one.share >= SAID_OF_A_SURE_LEVEL
    if names_a_level and best.one.share < SAID_OF_A_LEVEL and not sure_of_level and sureness.least_said > 0:
        return None
    if not _is_sure(best, rivals, sureness) or any(_comes_near(one, best) for one in rivals):
        return None
    if not _is_of_one_owner(best, fitting, understanding):
        return None
    sentence = best.one.sentence
    if items := best.items:
        bare = tuple(bare_item(item.text) for item in items)
        return Line("\n".join(bare), tuple(items), bare)
    return Line(sentence.text, (sentence,))


def _announcers(found: Sequence[ReadSentence]) -> list[ReadSentence]:
    """The sentences without the items of a list that one of them announces; that one is as sure as they are."""
    kept = list(found)
    for one in found:
        spans = [(item.start, item.end) for item in one.items]
        inside = [
            other
            for other in kept
            if other.one.report is one.one.report
            and any(start <= other.one.first and other.one.last <= end for start, end in spans)
        ]
        if inside:
            surest = max([one, *inside], key=lambda each: each.read.chance)
            raised = ReadSentence(one.one, replace(one.read, chance=surest.read.chance))
            kept = [raised if each is one else each for each in kept if each not in inside]
    return sorted(kept, key=lambda each: -each.read.chance)


def _of_the_subject(found: Sequence[ReadSentence], question: str) -> list[ReadSentence]:
    """Without sentences on another subject, where some have the question's: Mac net sales, Americas net sales."""
    named = {name for one in found if (name := _subject(one)) and re.search(rf"\b{re.escape(name)}\b", question)}
    return [one for one in found if not named or (name := _subject(one)) is None or name in named]


def _subject(found: ReadSentence) -> str | None:
    """The name that a sentence begins with; None where it is a word that its report writes small as well."""
    match = _OPENING_NAME.match(found.one.text_around)
    written_small = match is not None and re.search(rf"\b{re.escape(match[1].lower())}\b", found.one.report.text)
    return None if match is None or written_small else match[1]


def _by_words(kinds: Sequence[QuestionKind], question: str) -> QuestionKind | None:
    """The kind of a question whose kind is unsure, or is told by a whole sentence."""
    if _OF_A_SENTENCE.issuperset(kinds):
        if _WHETHER.search(question):
            return QuestionKind.YES_NO
        if _HOW.search(question):
            return QuestionKind.SUMMARY
    return None if kinds else _OF_SORT.get(sorts_of(question)[0])


def _wanted(kind: QuestionKind, question: str) -> tuple[Sort, ...]:
    """The sorts of all parts; of a figure, date or name at least what such a question asks for."""
    sorts = sorts_of(question)
    first = sorts[0]
    if kind is QuestionKind.FIGURE and Sort.ANY in sorts[:1]:
        first = Sort.FIGURE
    if kind is QuestionKind.DATE and first not in _FIGURES:
        first = Sort.TIME
    return (first, *sorts[1:])


def _may_answer(found: ReadSentence, sorts: Sequence[Sort], kind: QuestionKind, understanding: Understanding) -> bool:
    """Whether a sentence tells what each part of the question asks for, and has its names, figures and exact words."""
    question, sentence, report = understanding.question, found.told, found.one.report
    if announces(found.one.text_around) and (not found.items or kind not in _OF_MEMBERS):
        return False  # it answers nothing by itself
    if report.metadata.language != "en" or not _tells(sorts, kind, sentence, question):
        return False
    if _asks_past(question) and not asks_ahead(question) and _LIES_AHEAD.search(sentence):
        return False
    if kind in (QuestionKind.REASON, QuestionKind.FIGURE) and _is_of_another_part(question, sentence):
        return False
    if _ASKS_WHAT_WAS_PAID.search(question) and _AGREED.search(sentence):
        return False  # what was agreed on is not yet paid
    if not asks_ahead(question) and pattern("imperatives_english").match(sentence):
        return False  # "Buy 90% of our electricity from renewable sources." tells no share that was reached
    if (
        kind in _OF_TIMES
        and not asks_ahead(question)
        and (_COMMITS.search(sentence) or _is_all_ahead(sentence, report.metadata.year, understanding.years))
    ):
        return False  # "committed to recruit 250,000 people by 2025" counts nobody employed
    before = report.text[max(0, found.one.first - _BEFORE) : found.one.first]
    around = "\n".join([report.metadata.title, report.metadata.issuer or "", *report.headings(found.one.first), before])
    if kind in _OF_TIMES and _ASKS_AIM.search(question) and not _TELLS_AIM.search(f"{around}\n{sentence}"):
        return False
    if kind is QuestionKind.FIGURE and counts_a_part(question, sentence):
        return False
    lacking = lacks(_asking(question), sentence, around, understanding.years, report.metadata.period_end)
    return not lacking or (kind is QuestionKind.REASON and lacking == ["not"])  # why it was not met says no "not"


def _is_of_another_part(question: str, sentence: str) -> bool:
    """Whether a sentence tells of a segment, or of what rose or fell, that a question doesn't name."""
    asked = question.lower()
    segment = _OF_A_SEGMENT.search(sentence)
    if segment is not None and not any(word.lower() in asked for word in segment["name"].split() if word != "and"):
        return True
    moved = _WHAT_MOVED.match(sentence)
    if moved is None:
        return False
    words = [word for word in re.findall(r"[a-z]{4,}", moved["what"].lower()) if word not in _SAYS_NO_THING]
    return bool(words) and not any(stem(word) in asked for word in words)


_OF_A_SEGMENT = regex(r"\b(?:our|the) (?P<name>[A-Z][\w&]+(?: (?:and |[A-Z&])[\w&]*)*) segment\b")
_WHAT_MOVED = regex(
    r"\W*The (?:increase|decrease|decline|change|improvement|reduction|growth)s? in (?P<what>[^,.;]{4,60}?)"
    r"(?= (?:in|for|during|compared|was|were|is|are|of|over|from|reflects?|primarily)\b|[,.;])"
)
_SAYS_NO_THING = frozenset({"absolute", "dollars", "total", "year", "quarter", "percentage"})


def _asks_past(question: str) -> bool:
    first = _AUXILIARY.search(question)
    return first is not None and first["past"] is not None


def _is_all_ahead(sentence: str, year: int | None, asked: Sequence[int]) -> bool:
    """Whether a sentence names only years behind its report's, none of which is asked for."""
    said = set(find_years(sentence))
    return year is not None and bool(said) and min(said) > year and said.isdisjoint(asked)


def asks_ahead(question: str) -> bool:
    """Whether a question asks for what is aimed at or will be."""
    return any(each.search(question) for each in (ASKS_PLAN, _ASKS_AIM, _ASKS_WILL))


_ASKS_WILL = regex(r"\b(?:will|should|shall|must|going to)\b|\bto be\b", re.IGNORECASE)


# What only says how many things are asked for: which five agencies.
_HOW_MANY = regex(r"\b(?:what|which|the)\s+(?:two|three|four|five|six|seven|eight|nine|ten)\b", re.IGNORECASE)


# What is written out in front of it: the strong dollar (FX).
_SHORT_FORM = regex(r"(?<=\w) \([A-Z]{2,6}\)")


def _asking(question: str) -> str:
    return _SHORT_FORM.sub("", _HOW_MANY.sub("which", question))


def _tells(sorts: Sequence[Sort], kind: QuestionKind, sentence: str, question: str) -> bool:
    if kind in _OF_A_SENTENCE:
        return True
    if kind is QuestionKind.REASON:
        ways = {way for text in (question, sentence) if (way := first_way(text))}
        if len(ways) > 1:
            return False  # why sales grew is not told where they fell
        return GIVES_REASON.search(sentence) is not None or _REASON.search(sentence) is not None
    if kind is QuestionKind.LIST:
        return "\n" in sentence or _MEMBERS.search(sentence) is not None
    if kind is QuestionKind.NAME and sorts[0] is not Sort.PERSON:
        return bool(set(_capitals(sentence)) - set(_capitals(question)))
    taken: set[tuple[int, int]] = set()
    moves = _ASKS_MOVE.search(question) is not None
    for sort in sorts:
        told = [one for one in told_of(sort, sentence, question) if (one.start, one.end) not in taken]
        if not moves and sort in _AMOUNTS:  # revenue that increased $3.5 billion is more than that
            told = [
                one
                for one in told
                if not (_MOVED.search(sentence[: one.start]) or _BY_SO_MUCH.match(sentence[one.end :]))
            ]
        if not told:
            return False
        if sort is not Sort.ANY:
            taken.add((told[0].start, told[0].end))
    return True


def _capitals(text: str) -> list[str]:
    return re.findall(r"(?<!^)\b[A-Z][\w-]+", text)


def _is_sure(best: ReadSentence, rivals: Sequence[ReadSentence], sureness: Sureness) -> bool:
    chance, said = best.read.chance, best.one.share
    said_alone = SAID_BY_SENTENCES if sureness is OF_SENTENCES else SAID_ALONE
    behind = max((one.read.chance for one in rivals), default=0.0)
    if sureness is OF_ANY_KIND and behind > FAR_BEHIND * chance:
        return False
    in_other_words = sureness is OF_SENTENCES and said > 0 and behind <= FAR_BEHIND_IN_OTHER_WORDS * chance
    if chance >= sureness.sure and (said >= sureness.least_said or in_other_words):
        return True
    if chance >= SURE_OF_ALL and said >= SAID_OF_ALL and behind <= FARTHEST_BEHIND * chance:
        return True
    return chance >= sureness.sure_alone and said >= said_alone and behind <= FAR_BEHIND * chance


def _comes_near(one: ReadSentence, best: ReadSentence) -> bool:
    return one.read.chance >= best.read.chance - NEAR and one.one.share >= best.one.share - NEAR_IN_WORDS


def _says_the_same(best: ReadSentence, other: ReadSentence, sort: Sort, question: str) -> bool:
    """Whether two sentences tell the same figures, or mostly the same in words."""
    one, two = best.one.text_around, other.one.text_around
    if sort in _FIGURES:
        told, others = ({each.text.lower() for each in told_of(sort, text, question)} for text in (one, two))
        return _may_be_one(told, others) if sort is Sort.TIME else told <= others or others <= told
    words, others = set(_WORD.findall(one.lower())), set(_WORD.findall(two.lower()))
    return len(words & others) >= _SAME * max(1, min(len(words), len(others)))


def _may_be_one(times: Iterable[str], others: Iterable[str]) -> bool:
    """Whether times written otherwise may be one: March 4, 2022 and March 2022, or only a year that both have."""
    years, other_years = ({*re.findall(r"(?:19|20)\d\d", " ".join(told))} for told in (times, others))
    months, other_months = ({*re.findall(MONTHS, " ".join(told))} for told in (times, others))
    same_years = not years or not other_years or bool(years & other_years)
    return same_years and (not months or not other_months or bool(months & other_months))


def _is_of_one_owner(best: ReadSentence, fitting: Sequence[ReadSentence], understanding: Understanding) -> bool:
    """Whether the question names whose report it asks or a thing in the sentence, or no other owner's comes near."""
    scope = understanding.scope
    if scope.regions or scope.issuers or scope.reports:
        return True
    text = best.one.text_around.lower()
    if any(name.lower() in text for name in names(understanding.question)):
        return True
    own, said = _owner(best.one.report.metadata), best.one.share
    near = [one for one in fitting[1:] if one.read.chance > best.read.chance / 3 and one.one.share > said / 2]
    surely = best.read.chance >= WITHOUT_OWNER or said >= SAID_WITHOUT_OWNER
    return surely and all(_owner(one.one.report.metadata) == own for one in near)


def _owner(metadata: Metadata) -> tuple[str | None, str | None]:
    return metadata.region, metadata.issuer
