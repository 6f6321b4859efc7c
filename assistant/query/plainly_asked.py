"""An English request as the plain question that it is: "Please give me Apple's net sales for Q2" asks what they were.

Kinds, cells and readers know plain questions. What is cut or put in front says nothing of what is asked; where in doubt
the question stays as it is.
"""

import re
from collections.abc import Callable, Sequence

from index.facts.english_clauses import find_verb
from index.facts.english_words import words
from index.facts.fact import Context
from index.patterns import regex
from index.text.script import has_han

_WH = r"(?:what|which|who|whom|whose|when|where|why|how)"
_ASKS = regex(
    rf"^(?:(?:in|at|by|on|for|from|as of|since|to) )?{_WH}\b"
    r"|^(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should)\b",
    re.IGNORECASE,
)
_COURTESY = regex(
    r"^(?:(?:hi|hello|hey|please|so|ok(?:ay)?|quick question|one question|just|also|and)[,:.!]?\s+"
    r"|(?:can|could|would|will) (?:you|anyone|somebody)(?: please)? (?:tell|give|explain to|remind|find) (?:me|us)\s+"
    r"|(?:can|could|would|will) you(?: please)? (?:say|find out|look up|give|state)\s+"
    r"|(?:tell|give|remind|get|find|send) (?:me|us)\s+"
    r"|(?:do|does) (?:you|anyone|anybody) (?:know|happen to know)\s+|any idea\s+"
    r"|i(?:['’]d| would) (?:also )?(?:like|love|want|need) to (?:know|see|find out|understand|learn|check)\s+"
    r"|i(?: also)? (?:need|want) to (?:know|see|find out|understand|check)\s+"
    r"|i(?:['’]m| am) (?:just )?(?:trying to (?:find out|understand|work out|find)|looking for|wondering"
    r"|curious(?: about)?"
    r"|after|interested in|keen to know)[,:]?\s+"
    r"|i (?:need|want|seek)\s+|(?:give|provide|state|quote|look up)\s+)+",
    re.IGNORECASE,
)
_PLEASE = regex(r",?\s*\b(?:please|thanks|thank you|if you can|if possible)\s*(?=[.?!]*$)", re.IGNORECASE)
# "Compare A with B" asks how A compares with it.
_COMPARE = regex(r"^compare (?P<one>.+?) (?:with|to|against) (?P<other>.+)$", re.IGNORECASE)
# One measure in two years: by how much it changed.
_OF_TWO_YEARS = regex(
    r"^(?:compare|how (?:did|do|does)) (?P<one>[^,;?]+?) in (?P<year>(?:19|20)\d\d) (?:compare )?(?:with|to|against)"
    r" (?:(?:those|that|the ones?) (?:in|of) )?(?P<other>(?:19|20)\d\d)[.?!]*$",
    re.IGNORECASE,
)
# "Apple Q2 FY2023: what were Mac net sales?": whose and when, in front of what is asked.
_OF_WHOM = regex(
    r"^(?P<who>[A-Z][\w&.'’-]*(?: (?:[A-Z&][\w&.'’-]*|of|and|the))*?)(?:['’]s)?,? "
    r"(?P<when>(?:in |for )?(?:(?:fiscal|FY|calendar)(?: year)? ?)?(?:Q[1-4]|[1-4]Q|FY|fiscal|(?:19|20)\d\d)"
    r"[\w ,'’-]*)\s*[:–—]\s*"
    rf"(?P<asks>{_WH}\b.*)$"
)
_NO_NAME = regex(r"^(?:the|its|their|his|her|our|this|that|these|those|all|any|each)\b|^\w+['’]s?\b", re.IGNORECASE)
# What leans on a remark: always; where no name stands before it.
_LEANS = regex(r"\b(?:it|they|them|he|she|him|this|that|these|those|so|one)\b", re.IGNORECASE)
_OF_SOMEBODY = regex(r"\b(?:its|their|his|her)\b", re.IGNORECASE)
_SENTENCES = regex(r"(?<=[.!])\s+(?=[A-Z])")
# What asks for more than what a thing was, or whether something is so.
_NO_PHRASE = regex(
    r"^(?:about|on|whether|if|that|more|anything|everything|something|an? (?:summary|overview|outline|list)|summar\w+"
    r"|describe|explain|outline|list|show|compare|name|discuss|analy[sz]e|check|rank|sort|order|split|break)\b",
    re.IGNORECASE,
)
_PLURAL = regex(r"\w*(?<![us])s$", re.IGNORECASE)
_BEHIND = regex(r"\s(?:of|at|in|for|by|from|on|as|during|since|per|to|under|and|with)\s.*$", re.IGNORECASE)
_SAYS_MORE = regex(r"[?;:]|\. |\b(?:against|versus|vs|compared)\b", re.IGNORECASE)
_FEWEST_WORDS, _MOST_WORDS = 3, 30
_SHORTEST_QUESTION = 5


def plainly_asked(question: str, names: Callable[[], Sequence[str]]) -> str:
    """The question without courtesy and remarks, a bare phrase as what is asked of it; unchanged where it is plain.

    `names` gives those of the library's issuers; it is asked only where a phrase may open with one.
    """
    if has_han(question):
        return question
    text = _without_remarks(question.strip())
    text = _PLEASE.sub("", text)
    asked = _COURTESY.sub("", text)
    if _NO_PHRASE.match(asked) and not asked.lower().startswith("compare "):
        return text  # "tell me about its risks"
    if asked != text:
        asked = asked[:1].upper() + asked[1:]
    if (match := _OF_TWO_YEARS.match(asked)) is not None:
        first, last = sorted((match["year"], match["other"]))
        return f"By how much did {_small(match['one'], names)} change from {first} to {last}?"
    if (match := _COMPARE.match(asked)) is not None:
        return f"How did {_small(match['one'], names)} compare with {match['other'].rstrip('.?! ')}?"
    if (match := _OF_WHOM.match(asked)) is not None:
        when = re.sub(r"^(?:in|for) ", "", match["when"].strip(" ,"))
        asks = match["asks"].rstrip("?. ")
        return f"{asks[:1].upper()}{asks[1:]} at {match['who']} in {when}?"
    if _is_a_phrase(asked):
        phrase = asked.rstrip(".?! ")
        article = "" if _NO_NAME.match(phrase) or _begins_with_a_name(phrase, names) else "the "
        verb = "were" if _PLURAL.fullmatch(_BEHIND.sub("", phrase).split()[-1]) else "was"
        return f"What {verb} {article}{_small(phrase, names)}?"
    return f"{asked[:-1]}?" if asked.endswith(".") and _ASKS.match(asked) else asked


def _without_remarks(text: str) -> str:
    """The last sentence where it asks by itself, and those before it name nothing and nobody."""
    *before, last = _SENTENCES.split(text)
    if not before or not last.endswith("?") or len(last.split()) < _SHORTEST_QUESTION:
        return text
    remark = " ".join(before)
    told = re.search(r"(?<=[a-z,] )[A-Z]|[\d?“”\"]", remark)
    whose = _OF_SOMEBODY.search(last)
    named = whose is None or re.search(r"(?<=[a-z] )[A-Z]", last[: whose.start()]) is not None
    return last if told is None and named and not _LEANS.search(last) else text


def _is_a_phrase(text: str) -> bool:
    """Whether it names a thing and says nothing of it: "Lost-time injury rate at Harrow & Finch in 2022"."""
    bare = text.rstrip(".?! ")
    if _ASKS.match(bare) or not _FEWEST_WORDS <= len(bare.split()) <= _MOST_WORDS or _SAYS_MORE.search(bare):
        return False
    return find_verb(words(bare, Context(claim=True))) is None and re.search(rf"\b{_WH}\b", bare, re.I) is None


def _begins_with_a_name(phrase: str, names: Callable[[], Sequence[str]]) -> bool:
    first, *others = phrase.split()
    written = first[:1].isupper() and (
        not first[1:].replace("-", "").islower() or bool(others and others[0][:1].isupper())
    )
    return written or any(phrase.lower().startswith(name.lower()) for name in names())


def _small(phrase: str, names: Callable[[], Sequence[str]]) -> str:
    """With a small first letter, unless its first word is a name, or is written as one."""
    name = _begins_with_a_name(phrase, names) or phrase.split()[0].endswith(("'s", "’s"))
    return phrase if name else phrase[:1].lower() + phrase[1:]
