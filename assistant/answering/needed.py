"""What a question says that an answering sentence must say as well, and whether a text says it.

A question that asks when, which one, why or whether repeats most of the sentence that answers it. Its words are told by
the tagger; those that only ask, join or name the scope fall out, and each that is left is looked for as it is, by its
other names, by the other verbs for the same deed, or by its letters a little apart (科技 in 科学技术).
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from assistant.answering.asking_words import forms
from assistant.answering.need import Need, QuestionNeeds, folded, light_words, need_of
from assistant.answering.needed_english import english_needs, needs_across
from assistant.answering.own_reports import own_reports
from assistant.query.asked import in_report_words
from assistant.query.kinds import ABOUT_ONESELF, QUESTION_WORDS, RELATIVE_YEAR
from assistant.query.understanding import Understanding
from index.facts.reports import own_names
from index.facts.vocabulary import place_names, vocabulary
from index.patterns import regex
from index.report import Report
from index.text.places import find_regions
from index.text.words import Word, tagger

# Parts of speech whose words an answer must have; the others join, ask, count or point.
_TELLING = frozenset({"n", "nz", "nw", "ns", "nr", "nt", "s", "t", "v", "vn", "vd", "a", "an", "ad", "m"}) | {
    "PER",
    "LOC",
    "ORG",
    "TIME",
}
_YEAR = regex(r"(?<!\d)(?:19|20)\d\d\s?年?(?:度|底|末|初)?")
_SHORT_YEAR = regex(r"(?<!\d)(?P<year>[012]\d)年(?!代|期|以上|内|间|来)")
# 5.3个亿 is written 5.3亿.
_SPOKEN_SCALE = regex(r"(?<=\d)个(?=[万亿])")
_ASKS_TIME = regex(
    r"[哪几][一]?[年月日天号](?:[哪几][月日号天])?|几月几[日号]|几月[底末份]?|哪几年|什么时候|何时|什么时间"
)
_ASKS_SEVERAL = regex("哪(?:[一二两三四五六七八九十几]{1,3}|\\d{1,2})[个项家条种类大座所位件只款份部]?")
_ONE = regex("[一几两哪每各](?:[个家座部位条项次年月天日种枚台只名支艘件])?")


def read_needs(understanding: Understanding, reports: Sequence[Report] = ()) -> QuestionNeeds:
    """The words of a question that an answer must have; what the reports call themselves is none of them."""
    question = _SPOKEN_SCALE.sub("", folded(understanding.question))
    for report in own_reports(understanding, reports):
        for name in sorted(map(folded, own_names(report.metadata)), key=len, reverse=True):
            question = re.sub(rf"{re.escape(name)}(?:'s)?", " ", question) if len(name) > 2 else question
    if understanding.language == "en" and not any(report.metadata.language == "en" for report in reports):
        return QuestionNeeds(question, needs_across(question, understanding), english=False)
    if understanding.language == "en":
        question = re.sub(r"\b(scope \d) emissions\b", r"\1", question)
        return QuestionNeeds(question, tuple(english_needs(question, understanding)), english=True)
    question = in_report_words(question)
    masked = _masked(question, understanding)
    needs = sorted(_chinese(question, masked, understanding), key=lambda need: question.find(need.text))
    return QuestionNeeds(question, tuple(needs), english=False)


def _masked(question: str, understanding: Understanding) -> set[int]:
    """The characters that ask, stand beside the question, or name the scope."""
    spans = [match.span() for row in forms("aside") for match in re.finditer(row, question)]
    spans += [match.span() for match in ABOUT_ONESELF.finditer(question)]
    spans += [
        match.span()
        for asking in (QUESTION_WORDS, RELATIVE_YEAR, _ASKS_TIME, _ASKS_SEVERAL)
        for match in asking.finditer(question)
    ]
    years = understanding.years
    spans += [match.span() for match in _YEAR.finditer(question) if int(re.sub(r"\D", "", match[0])[:4]) in years]
    short = ((match.span(), 2000 + int(match["year"])) for match in _SHORT_YEAR.finditer(question))
    spans += [span for span, year in short if year in years]
    regions = understanding.scope.regions
    spans += [(start, end) for start, end, name in find_regions(question) if name in regions]
    called = [name for region in regions for name in (region, *place_names().get(region, ())) if len(name) > 1]
    called += [name for issuer in understanding.scope.issuers for name in (issuer, issuer[:4]) if len(name) > 1]
    spans += [match.span() for name in called for match in re.finditer(re.escape(folded(name)) + "[省市]?", question)]
    return {place for start, end in spans for place in range(start, end)}


def _chinese(question: str, masked: set[int], understanding: Understanding) -> Iterator[Need]:
    taken = set(masked)
    quoted = [match.span(1) for match in re.finditer('[“"《]([^”"》]{2,20})[”"》]', question)]
    for start, end in quoted:
        yield need_of(question[start:end], ())
        taken |= set(range(start, end))
    for start, end, other in _named(question, understanding):
        if not taken & set(range(start, end)):
            yield need_of(question[start:end], other)
            taken |= set(range(start, end))
    (tagged,) = tagger().tag([question])
    for place, word in enumerate(tagged):
        denial = question[tagged[place - 1].start : word.start] if place else ""
        if denial in _DENIALS and word.part in _TELLING and not set(range(word.start, word.end)) & taken:
            yield _denied(denial, question[word.start : word.end])
            continue
        for text in _free(question, word, taken):
            if (word.part in _TELLING or _DENIED_WORD.fullmatch(text)) and _tells(text, word):
                yield need_of(text, _alike().get(text, ()))


_DENIED_WORD = regex("不(?:变|足|够|到|及|高|低|多|少|同意|合格|景气|振|畅|前)|未[^来]")
_DENIALS = frozenset({"不", "没", "没有", "未", "未能", "没能", "无"})


def _denied(denial: str, text: str) -> Need:
    """A word with its denial: 没有完成 is 未完成 as well, 不变 is 不变 alone."""
    forms = "|".join(map(re.escape, {text, *_alike().get(text, ())}))
    ways = "不" if denial == "不" else "(?:没有|没能|没|未能|未|尚未|并未|无)"
    whole = "|".join(map(re.escape, _alike().get(denial + text, ())))
    return Need(
        denial + text,
        re.compile(f"{ways}(?:{forms})" + (f"|{whole}" if whole else "")),
        undenied=need_of(text, _alike().get(text, ())),
    )


def _free(question: str, word: Word, taken: set[int]) -> list[str]:
    """What of a word is not taken."""
    kept = "".join(
        letter if place not in taken else " "
        for place, letter in zip(range(word.start, word.end), question[word.start : word.end], strict=True)
    )
    return kept.split()


def _tells(text: str, word: Word) -> bool:
    if text in light_words() or _ONE.fullmatch(text):
        return False
    if word.part in ("m", "TIME"):
        return re.search(r"\d|[零一二三四五六七八九十百千万亿首]", text) is not None
    return not re.fullmatch(r"[\W_]+", text)


def _named(question: str, understanding: Understanding) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Names of measures and things, each with its other names, the longest first."""
    found = []
    for group in understanding.synonyms:
        for name in group:
            at = question.find(name.lower())
            if at >= 0 and len(name) > 1:
                others = (*(one.lower() for one in group), *_alike().get(name.lower(), ()))
                found.append((at, at + len(name), others))
    known = vocabulary()
    for at in range(len(question)):
        for form in known.matches(question, at):
            entry = known.lexemes[form]
            if "name" in entry.classes and len(form) > 1:
                found.append((at, at + len(form), _name_forms()[entry.classes["name"]]))
                break
    yield from sorted(found, key=lambda one: one[0] - one[1])


@cache
def _name_forms() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for form, entry in vocabulary().lexemes.items():
        if "name" in entry.classes:
            found.setdefault(entry.classes["name"], []).append(form)
    return {name: tuple(listed) for name, listed in found.items()}


@cache
def _alike() -> Mapping[str, tuple[str, ...]]:
    """What else tells the deed that a verb tells: by our list, and by the verbs of the facts' lexicon."""
    found: dict[str, set[str]] = {}
    groups: dict[str, set[str]] = {}
    for form, entry in vocabulary().lexemes.items():
        for kind in ("act", "up", "down"):
            if kind in entry.classes and len(form) > 1:
                groups.setdefault(f"{kind} {entry.classes[kind]}", set()).add(form)
    for group in [*groups.values(), *({*row.split()[1:]} for row in forms("alike"))]:
        for form in group:
            found.setdefault(form, set()).update(group)
    return {form: tuple(sorted(others, key=len, reverse=True)) for form, others in found.items()}
