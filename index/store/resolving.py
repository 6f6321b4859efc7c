"""Which report a name means that somebody types: a file name, or the beginning of an id."""

import unicodedata

from index.errors import UnknownReport
from index.store.store import Generation

SHORTEST_PREFIX = 4


def resolved(name: str, catalogue: Generation, where: object) -> str:
    """The id of the report that `name` names: a unique prefix of an id, or an exact file name, in any Unicode form.

    Raises UnknownReport.
    """
    matching = catalogue.named(unicodedata.normalize("NFC", name))
    if not matching and len(name) >= SHORTEST_PREFIX:
        matching = catalogue.beginning_with(name.lower()) or catalogue.beginning_anyhow(name)
    if len(matching) == 1:
        return matching[0]
    if matching:
        ids = ", ".join(report_id[:12] for report_id in matching[:20])
        raise UnknownReport(f"{name!r} names {len(matching)} reports; say which by its id: {ids}")
    raise UnknownReport(
        f"no report {name!r} among the {catalogue.count()} in {where}; "
        "give a file name or the first characters of an id from: wenju list"
    )
