"""Results into a folder of files, each written whole; the same results at the same time give the same bytes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.bundle.escaping import json_text
from assistant.bundle.formats.claim_review import claim_review_page
from assistant.bundle.formats.commented import commented
from assistant.bundle.formats.csv import csv_page
from assistant.bundle.formats.docx import docx_page
from assistant.bundle.formats.html import html_page
from assistant.bundle.formats.markdown import markdown_page
from assistant.bundle.items import Item
from assistant.bundle.making import make_bundle
from assistant.bundle.originals import with_originals
from assistant.bundle.schema import Bundle
from assistant.errors import WrongUsage
from assistant.settings import Settings
from index.library import Library
from index.store.durable import write_file


def _bundle_file(bundle: Bundle) -> bytes:
    return json_text(bundle.to_json()).encode()


_WRITTEN: dict[str, tuple[str, Callable[[Bundle], bytes]]] = {
    "md": ("evidence.md", markdown_page),
    "html": ("evidence.html", html_page),
    "docx": ("evidence.docx", docx_page),
    "csv": ("evidence.csv", csv_page),
    "json": ("bundle.json", _bundle_file),
    "jsonld": ("claimreview.jsonld", claim_review_page),
}
FORMATS = tuple(_WRITTEN)


@dataclass(frozen=True, slots=True)
class Article:
    """A Word document that the claims were found in, as it came: its file's name and content."""

    name: str
    content: bytes

    @property
    def commented_name(self) -> str:
        """What it is called with the comments in it."""
        return f"{Path(self.name).stem}.checked.docx"


def named_formats(listed: str) -> tuple[str, ...]:
    """The formats of a list such as `html,docx`; all of them where it is empty. Raises WrongUsage."""
    names = tuple(filter(None, (name.strip().lower() for name in listed.split(","))))
    unknown = [name for name in names if name not in _WRITTEN]
    if unknown:
        raise WrongUsage(f"no format {unknown[0]!r}; they are {', '.join(FORMATS)}")
    return names or FORMATS


def write_exports(
    items: Sequence[Item],
    folder: Path,
    formats: Sequence[str] = FORMATS,
    *,
    library: Library,
    settings: Settings,
    originals: bool = False,
    made: str | None = None,
    article: Article | None = None,
) -> list[Path]:
    """Writes verdicts and answers, in their order, in each of `formats`; returns the files in that order.

    `originals` puts the quoted reports' files beside them; `article` is put there with a comment at each claim, last in
    the list. `made` is the time they bear (ISO 8601, UTC), now where
    None. Raises WrongUsage for an unknown format, AssistantError where a quote does not stand in its report.
    """
    chosen = named_formats(",".join(formats))
    if folder.exists() and not folder.is_dir():
        raise WrongUsage(f"{folder} is a file; name a folder for the export")
    bundle = make_bundle(items, library, settings, made)
    folder.mkdir(parents=True, exist_ok=True)
    if originals:
        bundle = with_originals(bundle, library, folder)
    # All are made before the first is written, so that a failure leaves the earlier export whole.
    pages = [(folder / _WRITTEN[name][0], _WRITTEN[name][1](bundle)) for name in dict.fromkeys(chosen)]
    if article is not None:
        pages.append((folder / article.commented_name, commented(article.content, bundle).content))
    for path, content in pages:
        write_file(path, content)
    return [path for path, _ in pages]
