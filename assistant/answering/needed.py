"""What a question says that an answering sentence must say as well, and whether a text says it.

A question that asks when, which one, why or whether repeats most of the sentence that answers it. Its words are told by
the tagger; those that only ask, join or name the scope fall out, and each that is left is looked for as it is, by its
other names, by the other verbs for the same deed, or by its letters a little apart (科技 in 科学技术).
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from assistant.answering.asking_words import forms
from assistant.query.kinds import QUESTION_WORDS, RELATIVE_YEAR
from assistant.query.understanding import Understanding
from assistant.reader.terms import stem
from index.facts.reports import own_names
from index.facts.vocabulary import place_names, vocabulary
from index.lexicon.loading import words
from index.report import Report
from index.text.folding import simplified
from index.text.numerals import whole_value
from index.text.places import find_regions
from index.text.regions import NATION
from index.text.sounds import syllables
from index.text.sounds import written as characters
from index.text.words import Word, Words

# Parts of speech whose words an answer must have; the others join, ask, count or point.
_TELLING = frozenset({"n", "nz", "nw", "ns", "nr", "nt", "s", "t", "v", "vn", "vd", "a", "an", "ad", "m"}) | {
    "PER",
    "LOC",
    "ORG",
    "TIME",
}
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d\s?年?(?:度|底|末|初)?")
_ASKS_TIME = re.compile(
    r"[哪几][一]?[年月日天号](?:[哪几][月日号天])?|几月几[日号]|几月[底末份]?|哪几年|什么时候|何时|什么时间"
)
_ASKS_SEVERAL = re.compile("哪(?:[一二两三四五六七八九十几]{1,3}|\\d{1,2})[个项家条种类大座所位件只款份部]?")
_COUNTED = re.compile(r"第?[一二三四五六七八九十\d]{1,3}(?=[个届期批轮次条])")
_ONE = re.compile("[一几两哪每各](?:[个家座部位条项次年月天日种枚台只名支艘件])?")
_WORD = re.compile(r"[a-z0-9][a-z0-9.,%-]*", re.IGNORECASE)
# Letters of a word stand at most this far apart in its long form: 规上 in 规模以上.
_APART = "[^，。；：、,;:（）()\\s]{0,2}?"


@dataclass(frozen=True, slots=True)
class Need:
    """A word that must be said, and the pattern of what says it; `number` for one with a figure.

    `undenied` is the word of a denied one without its denial.
    """

    text: str
    said: re.Pattern[str]
    number: bool = False
    undenied: "Need | None" = None

    def in_text(self, text: str) -> bool:
        """Whether folded text says it."""
        return self.said.search(text) is not None


@dataclass(frozen=True, slots=True)
class QuestionNeeds:
    """The needs of a question, in its order, and the question as it is compared: folded, without what stands beside."""

    question: str
    needs: tuple[Need, ...]
    english: bool

    def missing(self, text: str) -> tuple[Need, ...]:
        """The needs that folded text doesn't meet."""
        return tuple(need for need in self.needs if not need.in_text(text))


@cache
def tagger() -> Words:
    """The tagger of Chinese words; its model loads when it first tags."""
    return Words()


def folded(text: str) -> str:
    """Text as it is compared, character for character: full-width forms plain, simplified, in lower case."""
    return "".join(_plain(letter) for letter in simplified(text))


@cache
def _plain(letter: str) -> str:
    plain = unicodedata.normalize("NFKC", letter)
    return plain.lower() if len(plain) == 1 and len(plain.lower()) == 1 else letter


def read_needs(understanding: Understanding, reports: Sequence[Report] = ()) -> QuestionNeeds:
    """The words of a question that an answer must have; what the reports call themselves is none of them."""
    question = folded(understanding.question)
    for report in own_reports(understanding, reports):
        for name in sorted(map(folded, own_names(report.metadata)), key=len, reverse=True):
            question = re.sub(rf"{re.escape(name)}(?:'s)?", " ", question) if len(name) > 2 else question
    if understanding.language == "en" and not any(report.metadata.language == "en" for report in reports):
        return QuestionNeeds(question, _across(question, understanding), english=False)
    if understanding.language == "en":
        question = re.sub(r"\b(scope \d) emissions\b", r"\1", question)
        return QuestionNeeds(question, tuple(_english(question, understanding)), english=True)
    masked = _masked(question, understanding)
    needs = sorted(_chinese(question, masked, understanding), key=lambda need: question.find(need.text))
    return QuestionNeeds(question, tuple(needs), english=False)


def _masked(question: str, understanding: Understanding) -> set[int]:
    """The characters that ask, stand beside the question, or name the scope."""
    spans = [match.span() for row in forms("aside") for match in re.finditer(row, question)]
    spans += [
        match.span()
        for asking in (QUESTION_WORDS, RELATIVE_YEAR, _ASKS_TIME, _ASKS_SEVERAL)
        for match in asking.finditer(question)
    ]
    years = understanding.years
    spans += [match.span() for match in _YEAR.finditer(question) if int(re.sub(r"\D", "", match[0])[:4]) in years]
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
        yield _need(question[start:end], ())
        taken |= set(range(start, end))
    for start, end, other in _named(question, understanding):
        if not taken & set(range(start, end)):
            yield _need(question[start:end], other)
            taken |= set(range(start, end))
    (tagged,) = tagger().tag([question])
    for place, word in enumerate(tagged):
        denial = question[tagged[place - 1].start : word.start] if place else ""
        if denial in _DENIALS and word.part in _TELLING and not set(range(word.start, word.end)) & taken:
            yield _denied(denial, question[word.start : word.end])
            continue
        for text in _free(question, word, taken):
            if (word.part in _TELLING or _DENIED_WORD.fullmatch(text)) and _tells(text, word):
                yield _need(text, _alike().get(text, ()))


_DENIED_WORD = re.compile("不(?:变|足|够|到|及|高|低|多|少|同意|合格|景气|振|畅|前)|未[^来]")
_DENIALS = frozenset({"不", "没", "没有", "未", "未能", "没能", "无"})


def _denied(denial: str, text: str) -> Need:
    """A word with its denial: 没有完成 is 未完成 as well, 不变 is 不变 alone."""
    forms = "|".join(map(re.escape, {text, *_alike().get(text, ())}))
    ways = "不" if denial == "不" else "(?:没有|没能|没|未能|未|尚未|并未|无)"
    whole = "|".join(map(re.escape, _alike().get(denial + text, ())))
    return Need(
        denial + text,
        re.compile(f"{ways}(?:{forms})" + (f"|{whole}" if whole else "")),
        undenied=_need(text, _alike().get(text, ())),
    )


def _free(question: str, word: Word, taken: set[int]) -> list[str]:
    """What of a word is not taken."""
    kept = "".join(
        letter if place not in taken else " "
        for place, letter in zip(range(word.start, word.end), question[word.start : word.end], strict=True)
    )
    return kept.split()


def _tells(text: str, word: Word) -> bool:
    if text in _light() or _ONE.fullmatch(text):
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
def _light() -> frozenset[str]:
    return frozenset(word for row in forms("light") for word in row.split())


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


def _across(question: str, understanding: Understanding) -> tuple[Need, ...]:
    """The words of an English question in Chinese, by the tables; none where one of them is in no table."""
    rest, needs = question, []
    for group in understanding.synonyms:
        chinese = tuple(name for name in group if not name.isascii())
        for name in (name.lower() for name in group if name.isascii()):
            if chinese and re.search(rf"\b{re.escape(name)}\b", rest):
                rest = re.sub(rf"\b{re.escape(name)}\b", " ", rest)
                needs.append(_need(chinese[0], chinese[1:]))
    for start, end, _ in find_regions(rest):
        rest = f"{rest[:start]}{' ' * (end - start)}{rest[end:]}"
    stop = {word.word for word in words("stop_words")} | _light() | {"s"}
    for word in (match[0].strip(".,-").removesuffix("'s") for match in _WORD.finditer(rest)):
        if (
            not word
            or word in stop
            or QUESTION_WORDS.fullmatch(word)
            or (word.isdigit() and int(word) in understanding.years)
        ):
            continue
        chinese = _chinese_of().get(stem(word), _chinese_of().get(word, ()))
        if chinese:
            needs += [_need(chinese[0], chinese[1:])] if chinese != ("-",) else []
        elif re.fullmatch(r"[\d.]+%?", word):
            needs.append(_need(word, ()))
        elif word.capitalize() in understanding.question and (by_sound := _by_sound(word)) is not None:
            needs.append(by_sound)
        else:
            return ()
    return tuple(needs)


def _by_sound(word: str) -> Need | None:
    """A name in pinyin (Ezhou, Huahu) as any characters that sound so; None where it is no pinyin of several."""
    ways = [way for way in syllables(word) if len(way) > 1]
    if not ways:
        return None
    return Need(word, re.compile("|".join("".join(f"[{characters(sound)}]" for sound in way) for way in ways)))


@cache
def _chinese_of() -> Mapping[str, tuple[str, ...]]:
    rows = [row.split() for row in forms("across")]
    return {key: tuple(row[1:]) for row in rows for key in (row[0], stem(row[0]))}


@cache
def _alike_english() -> Mapping[str, tuple[str, ...]]:
    groups = [tuple(row.split()) for row in forms("alike_english")]
    return {form: group for group in groups for form in group}


def _need(text: str, other: Iterable[str]) -> Need:
    ways = [re.escape(text), *(re.escape(name) for name in other if name != text)]
    if re.fullmatch("[\u4e00-\u9fff]{2,4}", text):
        ways.append(_APART.join(text))
    if counted := _COUNTED.match(text):
        value = counted[0].removeprefix("第")
        if not value.isdigit():
            ways.append(re.escape(text.replace(value, str(whole_value(value)), 1)))
    number = text[:1].isdigit()
    patterns = [rf"(?<![\d.]){way}" if number else way for way in ways]
    return Need(text, re.compile("|".join(patterns)), number)


def _english(question: str, understanding: Understanding) -> Iterator[Need]:
    """The words of an English question by their stems."""
    masked = {
        word
        for name in (*understanding.scope.issuers, *understanding.scope.regions)
        for word in _WORD.findall(name.lower())
    }
    stop = {word.word for word in words("stop_words")} | _light()
    others = {name.lower(): group for group in understanding.synonyms for name in group}
    for word in dict.fromkeys(match[0].strip(".,-") for match in _WORD.finditer(question)):
        bare = word.removesuffix("'s")
        if not bare or bare in stop or bare in masked or QUESTION_WORDS.fullmatch(bare):
            continue
        if bare.isdigit() and int(bare) in understanding.years:
            continue
        if bare in _alike_english():
            ways = "|".join(map(re.escape, _alike_english()[bare]))
            yield Need(bare, re.compile(rf"\b(?:{ways})\b"))
            continue
        root = stem(bare)
        other = "".join(f"|{re.escape(name.lower())}" for name in others.get(bare, ()))
        yield Need(
            bare,
            re.compile(
                rf"\b{re.escape(root[:-1] if root.endswith('e') and len(root) > 4 else root)}(?:[a-z]{{0,4}})\b{other}"
            ),
            bare[0].isdigit(),
        )


def own_reports(understanding: Understanding, reports: Sequence[Report]) -> list[Report]:
    """The reports whose issuer the question names, or that state the place that it asks about."""
    question, scope = folded(understanding.question), understanding.scope
    named = [
        report
        for report in reports
        if any(
            len(name) > 3 and folded(name) in question
            for name in own_names(report.metadata)
            if name != report.metadata.region
        )
    ]
    return named or [
        report
        for report in reports
        if report.metadata.region in scope.regions or (report.metadata.issuer in scope.issuers and scope.issuers)
    ]


def of_the_nation(understanding: Understanding) -> bool:
    """Whether a question is about the nation, or names no place at all."""
    scope = understanding.scope
    return not scope.issuers and (not scope.regions or NATION in scope.regions)
