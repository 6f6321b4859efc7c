"""English compound statements: "Revenue rose 5% and costs fell 3%", "A and B rose 5% and 3% respectively"."""

import re
from collections.abc import Iterator

from assistant.checking.parts import StatementPart, counted, has_figure, top_level, trimmed
from index.patterns import regex
from index.text.sentences import split_sentences

_MARKS = ",;. \t\n"
# Finite forms only: "a 5% increase" and "cash used for" state nothing by themselves.
VERB = (
    r"(?:(?:has|have|had|will|would|may|also|further|then) )*(?:been |be )?"
    r"(?:r[io]ses?|risen|fell|falls|fallen|grew|grows|grown|increase[ds]|decrease[ds]|decline[ds]|drop(?:ped|s)|"
    r"climb(?:ed|s)|reduce[ds]|cuts?|double[ds]|triple[ds]|halve[ds]|exceed(?:ed|s)|reache[ds]|total(?:l?ed|s)|"
    r"complete[ds]|opene?[ds]|launche[ds]|built|signed|adopted|acquired|established|added|recycle[ds]|recover(?:ed|s)|"
    r"installed|hired|paid|spent|invested|generate[ds]|produce[ds]|use[ds]|sold|made|earned|lost|gained|jumped|surged|"
    r"slipped|shrank|improved|was|were|is|are|stood at|amounted|accounts?(?:ed)?|came|remain(?:ed|s)|met|missed|"
    r"achieved|plans? to|aims? to|targets|expects? to)"
)
_JOINT = regex(
    r"\s*;\s*|,\s+(?:and|while|whereas|but|yet|though|although)\s+|\s+(?:and|while|whereas|but)\s+|,\s+(?!\d)", re.I
)
_OPENS_WITH_VERB = regex(rf"(?:it |they )?(?:then |also )?{VERB}\b(?! (?:in part |partially )?by\b)", re.I)
# A phrase that hangs on the clause before it and has no subject of its own.
_HANGS = (
    r"(?:offset|driven|due|mainly|primarily|partly|partially|including|compared|resulting|reflecting|which|that|who|"
    r"to|by|of|for|as|with|from|in|on|up|down)\b"
)
# A subject has no figure, is no such phrase, and begins with no verb.
_FINITE = regex(
    rf"^(?!{_HANGS}|{VERB}\b)"
    rf"(?P<subject>[A-Za-z][^,;\d$€£¥%]{{1,60}}?(?: \d)?(?: [a-z]+){{0,3}})\s+{VERB}\b",
    re.I,
)
# "16% due to demand for devices and services revenue …": what "and" joins can't be told so far behind a figure.
_WORDS_BEHIND_A_FIGURE = 4
_LEAD = regex(
    r"^(?:(?:in|during|for|by|at the end of|as of)\s+(?:the year |fiscal (?:year )?|FY ?|early |late |mid-)?"
    r"(?:\d{4}|Q[1-4] \d{4}|[A-Z][a-z]+ \d{4})|last year|this year|in the (?:same|first|second) (?:period|half|quarter)"
    r"|compared (?:with|to) \d{4}),?\s+",
    re.I,
)
_RESPECTIVELY = regex(
    rf"^(?P<lead>(?:[^,]{{1,30}},\s+)?)(?P<subjects>.+?)\s+(?P<verb>{VERB}(?:\s(?:by|to|at|of))?)\s+"
    r"(?P<values>.*?),?\s+respectively\b",
    re.I,
)
_LISTED = regex(r"(?:[\s,]|\band\b)*")
_NO_NAME = regex(r"\b(?:(?:19|20)\d\d|for|to|which|that|by|years?|both)\b", re.I)
_LONGEST_NAME = 5  # words
_INITIAL = regex(r"\b[A-Z]\.$")
_SHORTEST_SENTENCE = 4  # words


def split(text: str) -> list[StatementPart]:
    """The facts that a statement makes; one or none where they can't be told apart."""
    parts: list[StatementPart] = []
    lead = subject = ""
    for start, end in _facts(text):
        words = text[start:end]
        opening = _LEAD.match(words)
        lead = opening[0] if opening else lead
        rest = words[opening.end() :] if opening else words
        if parts and _OPENS_WITH_VERB.match(rest):
            if not subject or _names_another(parts[-1].text):
                parts[-1] = StatementPart(parts[-1].text + text[parts[-1].end : end], parts[-1].start, end)
                continue
            rest = f"{subject} {re.sub(r'^(?:it|they) ', '', rest, flags=re.I)}"
        else:
            found = _FINITE.match(rest)
            subject = found["subject"] if found else ""
        whole = words if not parts else f"{lead}{rest}"
        parts += [StatementPart(one, start, end) for one in _respectively(whole)]
    return parts


def _names_another(words: str) -> bool:
    """Whether behind a statement's last figure something is named that a verb may be of: "…, while costs, which …"."""
    figures = counted(words)
    clauses = _JOINT.split(words[figures[-1].end :])[1:] if figures else []
    return any(clause.strip(_MARKS) and not re.match(_HANGS, clause, re.I) for clause in clauses)


def subject_of(sentence: str) -> str:
    """The grammatical subject of a sentence that states a figure or a deed; empty where it can't be told."""
    opening = _LEAD.match(sentence)
    found = _FINITE.match(sentence[opening.end() :] if opening else sentence)
    return found["subject"] if found else ""


def _facts(text: str) -> Iterator[tuple[int, int]]:
    for start, end in _sentences(text):
        first = start
        for joint in top_level(text, _JOINT, start, end):
            before = text[first : joint.start()]
            if "," not in joint[0] and ";" not in joint[0] and not _is_near_a_figure(before):
                continue
            if _stands_alone(before) and _begins_a_fact(text[joint.end() : end]):
                yield trimmed(text, first, joint.start(), _MARKS)
                first = joint.end()
        if text[first:end].strip(_MARKS):
            yield trimmed(text, first, end, _MARKS)


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    """Sentences, those joined again that only an initial or a short tail divides: "C.S. Lewis"."""
    first = None
    for sentence in split_sentences(text, 0, len(text)):
        first = sentence.start if first is None else first
        rest = text[sentence.end :]
        if _INITIAL.search(text, first, sentence.end) or 0 < len(rest.split()) < _SHORTEST_SENTENCE:
            continue
        yield first, sentence.end
        first = None
    if first is not None:
        yield first, len(text)


def _is_near_a_figure(words: str) -> bool:
    figures = counted(words)
    return bool(figures) and len(words[figures[-1].end :].split()) <= _WORDS_BEHIND_A_FIGURE


def _stands_alone(words: str) -> bool:
    opening = _LEAD.match(words.lstrip())
    rest = words.lstrip()[opening.end() :] if opening else words.lstrip()
    return has_figure(words) and (_FINITE.match(rest) is not None or _OPENS_WITH_VERB.match(rest) is not None)


def _begins_a_fact(words: str) -> bool:
    """Whether what follows has a verb of its own before the next joint, and a figure."""
    clause = _JOINT.split(words, maxsplit=1)[0]
    return has_figure(clause) and (_OPENS_WITH_VERB.match(clause) is not None or _FINITE.match(clause) is not None)


def _respectively(text: str) -> list[str]:
    """ "A and B rose 5% and 3% respectively" as two statements; the text itself where that is not all it says."""
    match = _RESPECTIVELY.match(text)
    if match is None or text[match.end() :].strip(" ."):
        return [text]
    subjects = [name for name in re.split(r",?\s+and\s+|,\s+", match["subjects"]) if name]
    figures = counted(match["values"])
    between = match["values"]
    for figure in reversed(figures):
        between = between[: figure.start] + between[figure.end :]
    if (
        len(subjects) < 2
        or len(subjects) != len(figures)
        or not _LISTED.fullmatch(between)
        or any(_NO_NAME.search(name) or len(name.split()) > _LONGEST_NAME for name in subjects)
    ):
        return [text]
    # "Scope 1 and Scope 2 emissions": what the last name has beyond a first one that begins alike.
    first, last = subjects[0].split(), subjects[-1].split()
    if first[0] == last[0] and len(first) < len(last):
        subjects = [" ".join([name, *last[len(first) :]]) for name in subjects[:-1]] + [subjects[-1]]
    return [
        f"{match['lead']}{name} {match['verb']} {figure.text}" for name, figure in zip(subjects, figures, strict=True)
    ]
