"""Patterns for comparing a statement with a quote: what says nothing, what denies, what plans, what is done."""

import re

from index.lexicon.loading import any_of, words
from index.text.script import HAN

LIGHT = re.compile(any_of(sorted(words("light_words", "chinese"), key=lambda word: -len(word.word))))
LIGHT_ENGLISH = frozenset(word.word for word in words("light_words", "english"))
DENIAL = re.compile(
    rf"(?P<none>{any_of(words('denials', 'none'))}|\b(?:{any_of(words('denials', 'none_english'))}|not exceed\w*)\b)"
    rf"|(?P<denial>{any_of(words('denials', 'denies'))}|\b(?:{any_of(words('denials', 'denies_english'))})\b)",
    re.IGNORECASE,
)
PLANS = re.compile(
    rf"{any_of(words('plan_words', 'chinese'))}|到20[2-9]\d年|\b(?:{any_of(words('plan_words', 'english'))})\b",
    re.IGNORECASE,
)
DONE = re.compile(
    rf"{any_of(words('outcome_words', 'chinese'))}|\b(?:{any_of(words('outcome_words', 'english'))})\b",
    re.IGNORECASE,
)
# The year that a figure is compared with, not the one that it is of.
COMPARED_YEAR = re.compile(
    r"(?:比|较|相比|相较于?|同比于|以|from|since|compared (?:with|to)|over|vs\.?)\s?((?:19|20)\d\d)年?(?:底|末)?",
    re.IGNORECASE,
)
UNTIL_YEAR = re.compile(
    r"(?:(?<!年)[到至]|截至|截止|by(?: the end of)?|until|as of)\s?((?:19|20)\d\d)年?(?!至|到|[-—–~])", re.IGNORECASE
)
OWN_TITLE = re.compile(rf"《[^《》]{{2,60}}》|((?:19|20)\d\d)年(?:[{HAN}]{{0,10}})政府工作报告")
