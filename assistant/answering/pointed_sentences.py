"""The sentences of English reports that the passage reader points into, as the reader of sentences would tell them.

That reader has learnt sentences of Chinese reports; the reader of passages has learnt English texts, and sees each
sentence among its neighbours.
"""

from collections.abc import Sequence
from itertools import islice

from assistant.answering.excerpts import Excerpt
from assistant.answering.sentence_read import ReadSentence
from assistant.reader.by_passage import Reader, stretches_around
from index.models.sentence_reader import Read
from index.report import Sentence
from index.text.sentences import split_sentences

STRETCHES = 8  # read for a question: .08 s of processor time each


def pointed_sentences(reader: Reader, question: str, near: Sequence[Excerpt]) -> list[ReadSentence]:
    """The sentence that each stretch around the nearest ones answers with, the surest first.

    `near` are the nearest first. Their chance is that the stretch answers, and that it does so with that span.
    Raises EmbeddingError.
    """
    places = [(one.report, Sentence(one.first, one.last, False)) for one in near]
    stretches = list(islice(stretches_around(places), STRETCHES))
    known = {(one.report.report_id, one.first): one for one in near}
    found: dict[tuple[str, int], ReadSentence] = {}
    read = reader.read(question, [stretch.passage() for _, stretch in stretches])
    for (_, stretch), each in zip(stretches, read, strict=True):
        report, start = stretch.report, stretch.start + each.start
        end = max(start + 1, stretch.start + each.end)
        for one in split_sentences(report.text, stretch.start, stretch.end):
            if one.start <= start < one.end and end <= one.end:
                place = report.report_id, one.start
                excerpt = known.get(place) or Excerpt(report, one.start, one.end, one.start, one.end, (), share=0)
                told = Read(each.chance * each.sureness, start - one.start, end - one.start)
                found.setdefault(place, ReadSentence(excerpt, told))
    return sorted(found.values(), key=lambda each: -each.read.chance)
