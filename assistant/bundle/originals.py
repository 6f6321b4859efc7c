"""The kept original of each report that is quoted, and a PDF's pages with the quotes marked, beside the bundle."""

import hashlib
import re
from pathlib import Path
from typing import Any

from assistant.bundle.making import sealed
from assistant.bundle.schema import Bundle, KeptCitation
from assistant.errors import AssistantError
from index.errors import NoSuchPage, UnreadableReport
from index.library import Library
from index.store.durable import write_file

FOLDER = "originals"


def with_originals(bundle: Bundle, library: Library, folder: Path) -> Bundle:
    """Writes them into `folder`/originals and returns the bundle that names them.

    Raises AssistantError where a kept file is missing or changed: then it is not the original.
    """
    content = bundle.to_json()
    for report in content["reports"]:
        report["original"] = _copy(library, report["report_id"], report["sources"][0]["name"], folder)
    drawn: dict[str, str | None] = {}
    kept = [citation for claim in bundle.claims for citation in claim.citations]
    kept += [citation for answer in bundle.answers for citation in answer.citations]
    kept += [sentence for answer in bundle.answers for sentence in answer.related]
    listed: list[dict[str, Any]] = [
        citation for item in (*content["claims"], *content["answers"]) for citation in item["citations"]
    ]
    listed += [sentence for answer in content["answers"] for sentence in answer.get("related", ())]
    for citation, document in zip(kept, listed, strict=True):
        image = _picture(library, citation, folder, drawn)
        if image is not None:
            document["image"] = image
    return sealed(content)


def _copy(library: Library, report_id: str, name: str, folder: Path) -> str:
    original = library.original(report_id)
    try:
        content = original.read_bytes()
    except OSError:
        content = b""
    if hashlib.sha256(content).hexdigest() != report_id:
        raise AssistantError(f"the kept file of {name} is missing or changed; see: wenju doctor")
    # Named by its hash: a report's own name may be anything.
    suffix = re.sub(r"[^a-z0-9.]", "", original.suffix.lower())[:10]
    place = f"{FOLDER}/{report_id}{suffix}"
    write_file(folder / place, content)
    return place


def _picture(library: Library, citation: KeptCitation, folder: Path, drawn: dict[str, str | None]) -> str | None:
    """The page with the quote marked; None for a report without pages, or where the page does not draw."""
    if citation.page is None:
        return None
    place = f"{FOLDER}/{citation.report_id[:16]}-p{citation.page}-{citation.start}-{citation.end}.png"
    if place not in drawn:
        try:
            picture = library.page_image(citation.report_id, citation.page, (citation.start, citation.end))
        except (NoSuchPage, UnreadableReport):
            drawn[place] = None
        else:
            write_file(folder / place, picture)
            drawn[place] = place
    return drawn[place]
