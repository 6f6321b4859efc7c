"""Which report a name means that somebody types: a file name, or the beginning of an id."""

import unicodedata
from collections.abc import Sequence
from pathlib import Path

from index.errors import UnknownReport


def resolved(name: str, stored: Sequence[tuple[str, str, tuple[str, ...]]], root: Path) -> str:
    """The id of the report that `name` names: a unique prefix of an id, or an exact file name, in any Unicode form.

    `stored` are (id, kept file, names) of each report of the library in `root`. Raises UnknownReport.
    """
    wanted = unicodedata.normalize("NFC", name)
    exact = [
        report_id
        for report_id, _, names in stored
        if any(wanted == unicodedata.normalize("NFC", known) for known in names)
    ]
    matching = exact or [report_id for report_id, *_ in stored if len(name) >= 4 and report_id.startswith(name.lower())]
    if len(matching) == 1:
        return matching[0]
    if matching:
        ids = ", ".join(report_id[:12] for report_id in matching)
        raise UnknownReport(f"{name!r} names {len(matching)} reports; say which by its id: {ids}")
    raise UnknownReport(
        f"no report {name!r} among the {len(stored)} in {root}; "
        "give a file name or the first characters of an id from: wenju list"
    )
