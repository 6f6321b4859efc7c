"""English sentences as both readers read them: that of sentences, and that of passages of each sentence alone.

The two have learnt from different texts and are wrong of different sentences: their log odds, added, tell right from
wrong better than either does.
"""

from collections.abc import Sequence
from dataclasses import replace
from math import exp, log

from assistant.answering.sentence_read import ReadSentence
from assistant.reader.by_passage import Reader
from index.models.passage_reader import Passage

MOST = 14  # sentences that both read, the surest first
_LEAST = 1e-4  # of a chance, so that neither decides alone


def jointly_read(reader: Reader, question: str, found: Sequence[ReadSentence]) -> list[ReadSentence]:
    """The surest English sentences with the chance that both readers give them, the surest first.

    Raises EmbeddingError.
    """
    english = [each for each in found if each.one.report.metadata.language == "en"]
    best = sorted(english, key=lambda each: -each.read.chance)[:MOST]
    passages = [
        Passage(
            " ".join(each.one.text_around.split()),
            " ".join(dict.fromkeys([each.one.report.metadata.title, *each.one.report.headings(each.one.first)])),
        )
        for each in best
    ]
    joint = [
        ReadSentence(each.one, replace(each.read, chance=_both(each.read.chance, other.chance)))
        for each, other in zip(best, reader.read(question, passages), strict=True)
    ]
    return sorted(joint, key=lambda each: -each.read.chance)


def _both(one: float, other: float) -> float:
    return 1 / (1 + exp(-(_odds(one) + _odds(other))))


def _odds(chance: float) -> float:
    held = min(max(chance, _LEAST), 1 - _LEAST)
    return log(held / (1 - held))
