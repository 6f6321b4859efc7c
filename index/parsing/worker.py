"""The parsing process: reads requests as JSON lines, answers each with a document or a reason.

`python -m index.parsing.worker MEMORY CPU_SECONDS`; see sandbox.py, which starts and watches it. A bug or a hostile
file may end this process at any moment, and that is why it is one.
"""

import base64
import gc
import os
import resource
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO

from index.errors import DamagedFile, LimitExceeded, NoSuchPage, UnreadableReport
from index.parsing import parse_file
from index.parsing.limits import Limits, allow_work
from index.parsing.transfer import decode_line, encode_line, to_json
from index.report import Box, ParsedDocument

# Makes what an answer holds beside the document, of what the request says is wanted.
Further = Callable[[ParsedDocument, dict[str, Any], Limits], dict[str, Any]]


def main(further: Further | None = None) -> None:
    """Serve requests until standard input ends; those that want a `report` have `further` go on with the document."""
    # Nothing that a C library prints may reach the answers: they get a descriptor of their own.
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    serve(sys.stdin.buffer, answers, further)


def serve(requests: BinaryIO, answers: BinaryIO, further: Further | None = None) -> None:
    """Answer each request in turn; `retire` in an answer asks for a fresh process."""
    for line in requests:
        request = decode_line(line)
        limits = Limits(**request["limits"])
        _bound(limits)
        answer = _answer(request, limits, further)
        gc.collect()
        # Address space is rarely given back; half of the limit must be left for the next file.
        answer["retire"] = answer.get("retire", False) or _address_space() > limits.memory // 2
        answers.write(encode_line(answer))
        answers.flush()
        if answer["retire"]:
            return


def _answer(request: dict[str, Any], limits: Limits, further: Further | None) -> dict[str, Any]:
    path = Path(request["path"])
    try:
        if "page" in request:
            return {"image": _image(path, request["page"], request["markings"], request["across"])}
        recognise = bool(request.get("recognise"))
        document = _recognised(path, limits) if recognise else parse_file(path, limits)
        # Sections, passages and tokens are paid by the character.
        allow_work(limits.cpu_seconds_a_million_characters * len(document.text) / 1_000_000)
        more = further(document, request["report"], limits) if further is not None and "report" in request else {}
        return {"document": to_json(document), **more, "retire": recognise}
    except (UnreadableReport, NoSuchPage) as error:
        return {"error": type(error).__name__, "message": str(error)}
    except MemoryError:
        return {"error": LimitExceeded.__name__, "message": memory_message(limits), "retire": True}


def _recognised(path: Path, limits: Limits) -> ParsedDocument:
    from index.parsing.pdf.ocr import parse_scanned

    document = parse_scanned(path.read_bytes(), limits=limits)
    limits.require_characters(len(document.text))
    return document


def _image(path: Path, page: int, markings: list[Any], across: int | None) -> str:
    from index.parsing.pdf.drawing import Marking, render_page

    try:
        data = path.read_bytes()
    except OSError as error:
        raise DamagedFile(f"cannot be read from disk ({error.strerror})") from error
    wanted = [Marking(text, tuple(Box(*box) for box in boxes), *span) for text, boxes, *span in markings]
    return base64.b64encode(render_page(data, page, wanted, across)).decode("ascii")


def memory_message(limits: Limits) -> str:
    """The reason given when a file needs more memory than it may have."""
    return f"needs more than {limits.memory // 1024**2:,} MiB of memory to parse; limits.memory_megabytes allows more"


def _bound(limits: Limits) -> None:
    _limit(resource.RLIMIT_AS, limits.memory)
    usage = resource.getrusage(resource.RUSAGE_SELF)
    used = int(usage.ru_utime + usage.ru_stime)
    _limit(resource.RLIMIT_CPU, used + limits.cpu_seconds)


def _limit(kind: int, value: int) -> None:
    """Set a soft limit within the hard one, which only root may raise."""
    _, hard = resource.getrlimit(kind)
    resource.setrlimit(kind, (value if hard == resource.RLIM_INFINITY else min(value, hard), hard))


def _address_space() -> int:
    pages = int(Path("/proc/self/statm").read_text().split()[0]) if Path("/proc/self/statm").exists() else 0
    return pages * resource.getpagesize()


if __name__ == "__main__":
    main()
