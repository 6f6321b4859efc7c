"""What an English question holds an answering sentence to: its names, its figures, and words that no other may replace.

A trained reader pairs words that are near in meaning, so that Mars stands for Earth and the second quarter for the
third. Names, numbers, an order, a degree or a denial of the question must therefore stand in the sentence.
"""

import re
from functools import cache

from assistant.answering.asking_words import forms
from assistant.answering.english_times import may_be_of_one_time, stretches, without_stretches
from assistant.reader.terms import stem
from index.patterns import regex
from index.structure.periods import MONTH_NAMES

_TOKEN = regex(r"[A-Za-z](?:[\w&'’-]|\.(?=\w))*")
_NUMBER = regex(r"(?<![\w.])\d[\d,]*(?:\.\d+)?")
# A day is one thing: July 21 is not told by another day of July beside 21 of something.
_DAY = regex(rf"\b(?P<day>(?:{'|'.join(MONTH_NAMES)})\s+\d{{1,2}})\b")
# What is told apart by its number: Scope 3, which "Scope 1 and 2" does not name.
_NUMBERED = regex(r"\b(?P<name>[A-Z][a-z]{2,}) (?P<number>\d{1,2})\b(?! (?:percent|million|billion)|[\d,.%])")
_OWN = regex(r"['’]s?$")
_QUARTER = regex(r"\b(?:Q(?P<after>[1-4])|(?P<before>[1-4])Q)\b")
_ORDINALS = ("first", "second", "third", "fourth")
_DENIAL = regex(r"n['’]t\b")
# Capitalised words that name nothing by themselves.
_NO_NAMES = frozenset({"i", "fy", "q1", "q2", "q3", "q4"})
_FISCAL = regex(r"FY ?(?:20)?\d\d", re.IGNORECASE)  # a time, which is held to elsewhere
_LOWER_TAIL = regex(r"(?:-[a-z]+)+$")
_OF_PEOPLE = regex(r"(?P<root>[A-Z][a-z]{3,}?)(?:ian|an|ese|ish)s?")
_NUMBER_WORDS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def lacks(
    question: str, sentence: str, around: str, years: tuple[int, ...] = (), period_end: str | None = None
) -> list[str]:
    """What of the question's names, numbers and exact words a sentence lacks; empty where it may answer.

    A name may stand in the text `around` as well: the title, the headings, the sentence before. `years` are held to
    their time elsewhere. `period_end` is the ISO date on which the report's period ends, of which all of it tells.
    """
    text = f"{around}\n{sentence}"
    if not may_be_of_one_time(question, sentence):
        return [question[one.start : one.end] for one in stretches(question)]
    days = [
        match[0]
        for match in _DAY.finditer(question)
        if not (re.search(rf"{match['day']}(?!\d)", sentence) or _ends_then(match["day"], period_end))
    ]
    if days:
        return days
    question = _DAY.sub(" ", question)
    numbered = [match[0] for match in _NUMBERED.finditer(question) if not _is_numbered_so(match, text)]
    if numbered:
        return numbered
    question, sentence = without_stretches(question), without_stretches(sentence)
    found = [name for name in names(question) if not is_named(name, text)]
    found = [name for name in found if not _stands_in_short(name, question, text)]
    figures = {number.rstrip(",") for number in _NUMBER.findall(_QUARTER.sub(" ", question))}
    found += [
        number
        for number in sorted(figures)
        if not (number.isdigit() and int(number) in years)
        and not re.search(rf"(?<![\d.,]){re.escape(number)}(?![\d]|[.,]\d)", text)
    ]
    return found + _exact_words(question, sentence)


def _ends_then(day: str, period_end: str | None) -> bool:
    """Whether a day ("October 30") is the one on which the period ends."""
    if period_end is None:
        return False
    month, number = day.split()
    _, end_month, end_day = period_end.split("-")
    return (month, int(number)) == (MONTH_NAMES[int(end_month) - 1], int(end_day))


def _is_numbered_so(match: re.Match[str], text: str) -> bool:
    row = r"(?:\d+(?:,|,? and|,? or|,? &|/) ?)*"
    return re.search(rf"\b{match['name']}s? {row}{match['number']}(?!\d)", text) is not None


def names(question: str) -> list[str]:
    """The words of a question that are names by their capitals; the first word is none."""
    found = []
    for match in _TOKEN.finditer(question):
        word = _OWN.sub("", match[0])
        opens = not question[: match.start()].strip(" \"“'‘") or question[: match.start()].rstrip()[-1:] in ".?!"
        if opens and not (word.isupper() and len(word) > 1):
            continue
        if not word.isupper():
            word = _LOWER_TAIL.sub("", word)  # Superfund-type
        if re.search("[A-Z]", word) and word.lower() not in _NO_NAMES and not _FISCAL.fullmatch(word):
            found.append(word)
    return list(dict.fromkeys(found))


def is_named(name: str, text: str) -> bool:
    """Whether a text has a name: in another number or as a people's, as initials of words in capitals, or spelt out.

    A country also by its other names (`alike_names`).
    """
    others = _other_names().get(name.lower(), ())
    if any(re.search(rf"(?<!\w){re.escape(other)}(?!\w)", text) for other in others):
        return True
    root = re.escape(stem(name.lower()))
    if re.search(rf"(?<!\w){root}(?:'s|’s|s|es|n|an|ian|ish|ese)?(?!\w)", text.lower()):
        return True
    if (of_people := _OF_PEOPLE.fullmatch(name)) is not None and re.search(
        rf"(?<!\w){of_people['root']}\w{{0,3}}\b", text
    ):
        return True  # a Canadian store is one in Canada
    if not name.isupper() or len(name) < 2:
        return False
    dotted = r"\.?\s?".join(name)
    return re.search(rf"(?<!\w){dotted}(?!\w)", text) is not None or name in _initials(text)


def _stands_in_short(name: str, question: str, text: str) -> bool:
    """Whether a text has the initials of the run of capitals that a name is part of: VA for Veterans Affairs."""
    runs = (match[0] for match in _RUN_OF_CAPITALS.finditer(question) if name in match[0].split())
    return any(
        re.search(rf"(?<!\w){''.join(word[0] for word in run.split() if word[0].isupper())}(?!\w)", text) is not None
        for run in runs
    )


_RUN_OF_CAPITALS = regex(r"[A-Z][a-z]+(?: (?:(?:of|and|the|for) )?[A-Z][a-z]+)+")


def _initials(text: str) -> set[str]:
    """The initials of all runs of words in capitals, two and more: US of the United States."""
    found = set()
    for run in re.finditer(r"[A-Z][\w-]*(?:\s+(?:(?:of|and|the|for)\s+)*[A-Z][\w-]*)+", text):
        words = re.findall(r"[A-Za-z][\w-]*", run[0])
        for letters in ("".join(word[0] for word in words if word[0].isupper()), "".join(word[0] for word in words)):
            spelt = letters.upper()  # the Defense of Marriage Act is DOMA
            found |= {spelt[at:end] for at in range(len(spelt)) for end in range(at + 2, len(spelt) + 1)}
    return found


@cache
def _other_names() -> dict[str, tuple[str, ...]]:
    rows = [tuple(row.split("|")) for row in forms("alike_names")]
    return {name.lower(): row for row in rows for name in row}


def _exact_words(question: str, sentence: str) -> list[str]:
    """The words of order, degree and denial that a question has and a sentence has in no form."""
    asked = _words(_FRACTION.sub(" ", _AT_LEAST.sub(" ", question)))
    told = _words(sentence)
    if _THE_LAST.search(question) and not _THE_LAST.search(sentence):
        return ["last"]
    return [row[0] for row in _rows() if not asked.isdisjoint(row) and told.isdisjoint(row)]


def _words(text: str) -> set[str]:
    text = _QUARTER.sub(lambda one: f"{_ORDINALS[int(one['after'] or one['before']) - 1]} quarter", text)
    words = set(re.findall(r"[a-z]+", _DENIAL.sub(" not", text).lower().replace("most significant", "largest")))
    return words | {
        _NUMBER_WORDS[int(each) - 2]
        for each in re.findall(r"(?<![\d.,])\d{1,2}(?![\d.,%])", text)
        if 1 < int(each) < 13
    }


# "By about a third" says how much, and what answers says so in its own way.
_FRACTION = regex(r"\b(?:an?|one|two|three) (?:third|quarter|fifth|half)s?\b|\bhalf (?:an?|the|of)\b", re.IGNORECASE)


# "At least one" is no superlative, "in all" counts no whole, and what lasts is not the last.
_AT_LEAST = regex(
    r"\b(?:at least|in (?:all|total)|all told|after all|first of all|at all"
    r"|the (?:whole|entire) (?:of )?(?:the )?(?:fiscal|calendar|year|quarter|period|first|second|third|fourth)"
    r"|all of (?:fiscal|calendar|(?:19|20)\d\d))\b",
    re.IGNORECASE,
)
_THE_LAST = regex(
    r"\b(?:the|its|their|our|his|her|very) (?:last|final|latest)\b"
    r"(?! (?:year|quarter|month|fiscal|(?:\w+ )?years|months))",
    re.IGNORECASE,
)


@cache
def _rows() -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(row.split()) for row in forms("exact_english"))
