"""What goes wrong at an endpoint, as a status of HTTP and one line."""

from dataclasses import dataclass

from pydantic import ValidationError

from assistant.errors import AssistantError, WrongUsage
from assistant.short_traceback import print_short
from index.errors import LibraryBusy, LibraryMissing, NoSuchPage, ReportIndexError, UnknownReport
from index.patterns import regex

_FOLDERS = regex(r"(?<![^\s'\"(])/(?!(?:api|gradio_api|wenju|mcp)/)(?:[^\s/;,:'\"]+/)+(?=[^\s/])")
UNFORESEEN = "this failed inside Wenju; the server's own log says why"


@dataclass(frozen=True, slots=True)
class Failure:
    """The status that HTTP has for it, and a line for whoever asked."""

    status: int
    line: str


def failure(error: Exception) -> Failure:
    """What is said of an error; the details of anything unforeseen go to standard error alone."""
    if isinstance(error, ValidationError):
        return Failure(400, refused_fields(error))
    if isinstance(error, WrongUsage):
        return Failure(400, one_line(error))
    if isinstance(error, UnknownReport | NoSuchPage):
        return Failure(404, one_line(error))
    if isinstance(error, LibraryMissing | LibraryBusy):
        return Failure(503, one_line(error))
    if isinstance(error, AssistantError | ReportIndexError):
        return Failure(500, one_line(error))
    print_short(error)
    return Failure(500, UNFORESEEN)


def refused_fields(error: ValidationError) -> str:
    """The first field that is wrong, what is wrong with it, and where the fields are described."""
    first = error.errors(include_url=False, include_context=False, include_input=False)[0]
    where = ".".join(str(part) for part in first["loc"])
    says = {"missing": "is missing", "extra_forbidden": "is no field of this endpoint"}
    said = says.get(first["type"], first["msg"][:1].lower() + first["msg"][1:])
    return one_line(f"{where!r} {said}; docs/api.md lists the fields" if where else f"{said}; see docs/api.md")


def one_line(said: object) -> str:
    """A message without line ends, and without the folders of this computer: whoever asks may sit at another."""
    return _FOLDERS.sub("", " ".join(str(said).split()))
