"""An article into claims: its check-worthy sentences, one claim a fact, each with what its surroundings say of it."""

from dataclasses import replace

from assistant.checking.checkable import Spans, find_claims
from assistant.checking.claims import Claim, NotCheckable, SourcePlace
from assistant.checking.resolving import after, opening, resolved
from assistant.checking.splitting import split
from assistant.verification.attributions import without_attributions


def article_claims(
    text: str, headings: Spans = (), tables: Spans = (), *, title: str = "", year: int | None = None
) -> list[Claim | NotCheckable]:
    """The facts that an article states, and its sentences that state none with the reason; in order, ids from 1.

    A claim's `text` is the words that it rests on, at its place in the article; `read_as` is what they mean there.
    `year` is that of the article's date, where that is known and does not stand in its first lines.
    """
    around = opening(text, title or "".join(text[slice(*span)] for span in headings[:1]), year)
    entries: list[Claim | NotCheckable] = []
    for sentence in find_claims(text, headings, tables):
        if isinstance(sentence, NotCheckable):
            entries.append(replace(sentence, id=str(len(entries) + 1)))
            continue
        start = sentence.place.start or 0
        for part in split(sentence.text):
            words = sentence.text[part.start : part.end]
            # Who passes it on goes first, or place and year would be put before him: 江苏2024年省统计局介绍.
            stated = without_attributions(part.text)
            whole = resolved(part.text if stated == part.text else " ".join(stated.split()), around)
            around = after(whole, around)
            place = SourcePlace(start=start + part.start, end=start + part.end)
            read_as = "" if whole == words else whole
            entries.append(Claim(str(len(entries) + 1), words, read_as, place))
    return entries
