"""Parsing in a child process: a file that eats memory or time, or breaks a C library, costs only itself."""

import base64
import contextlib
import importlib.util
import os
import selectors
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import asdict, astuple
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

from index import errors
from index.errors import DamagedFile, LimitExceeded, NoTextLayer, UnreadableReport
from index.parsing.limits import Limits
from index.parsing.parser import Marked
from index.parsing.transfer import decode_line, encode_line, from_json
from index.report import ParsedDocument


def recognition_is_installed() -> bool:
    """Whether the extra `ocr` is there; nothing of it is loaded."""
    return importlib.util.find_spec("rapidocr") is not None


class ParserProcess:
    """Parses files one after another in one child process, started when first needed and replaced when it dies.

    A context manager; leaving it ends the child. Safe to share between threads, which then take turns.
    """

    # What the child runs.
    worker = "index.parsing.worker"

    def __init__(self, limits: Limits | None = None) -> None:
        self.limits = limits or Limits()
        self._child: subprocess.Popen[bytes] | None = None
        self._complaints: IO[bytes] | None = None
        self._turn = threading.Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def parse(self, path: Path) -> ParsedDocument:
        """The document in a file. Raises an UnreadableReport where the file gives none.

        Pictures of pages are read by text recognition where the extra `ocr` is installed, under limits of its own.
        """
        return from_json(self.document_answer(path, {})["document"])

    def document_answer(self, path: Path, request: dict[str, Any]) -> dict[str, Any]:
        """The child's whole answer with a document in it, as JSON, by recognition where text can't be read."""
        answer = None
        try:
            answer = self._result(path, request)
            if not answer["document"]["unread"] or not recognition_is_installed():
                return answer
        except NoTextLayer:
            if not recognition_is_installed():
                raise
        with type(self)(self.limits.for_recognition()) as other:
            try:
                return other._result(path, {**request, "recognise": True})
            except UnreadableReport:
                # The pages that have text are read already, and the others named.
                if answer is None:
                    raise
                return answer

    def render(self, path: Path, page: int, markings: Sequence[Marked] = (), across: int | None = None) -> bytes:
        """A page of a PDF as PNG, `across` pixels wide where they are told, the quotes in `markings` marked.

        Raises an UnreadableReport, or NoSuchPage.
        """
        wanted = [[text, [astuple(box) for box in boxes], *span] for text, boxes, *span in markings]
        return base64.b64decode(self._result(path, {"page": page, "markings": wanted, "across": across})["image"])

    def _result(self, path: Path, request: dict[str, Any]) -> dict[str, Any]:
        with self._turn:
            try:
                answer = self._ask({"path": str(Path(path).absolute()), "limits": asdict(self.limits), **request})
            except BaseException:
                # Whatever came between (Ctrl-C, a death): an answer still to come must never meet another file.
                self._stop()
                raise
            if answer.get("retire"):
                self._stop()
        if "error" in answer:
            kind = getattr(errors, answer["error"], UnreadableReport)
            raise kind(answer["message"])
        return answer

    def close(self) -> None:
        """End the child process, if one runs."""
        with self._turn:
            self._stop()

    def _ask(self, request: dict[str, Any]) -> dict[str, Any]:
        child = self._running()
        assert child.stdin is not None
        try:
            child.stdin.write(encode_line(request))
            child.stdin.flush()
        except BrokenPipeError:
            raise self._epitaph(child) from None
        line = self._read_line(child)
        if line is None:
            raise LimitExceeded(
                f"kept the parser waiting for {self.limits.idle_seconds:g} s without any work; add it again"
            )
        if not line.endswith(b"\n"):
            raise self._epitaph(child)
        return decode_line(line)

    def _read_line(self, child: subprocess.Popen[bytes]) -> bytes | None:
        """One line of the child's; cut short when the child died, None when it did nothing for too long.

        How long it works is bounded by its own processor time: the clock runs on too where others have the processor.
        """
        assert child.stdout is not None
        pieces: list[bytes] = []
        with selectors.DefaultSelector() as selector:
            selector.register(child.stdout, selectors.EVENT_READ)
            allowed = self.limits.idle_seconds
            worked, since = _processor_seconds(child.pid), time.monotonic()
            while not pieces or not pieces[-1].endswith(b"\n"):
                if not selector.select(min(1.0, allowed)):
                    now = _processor_seconds(child.pid)
                    if now != worked:
                        worked, since = now, time.monotonic()
                    # Where the system does not tell, a tenfold has to do.
                    elif time.monotonic() - since >= (allowed if now is not None else 10 * allowed):
                        return None
                    continue
                since = time.monotonic()
                piece = os.read(child.stdout.fileno(), 1 << 20)
                if not piece:
                    break
                pieces.append(piece)
        return b"".join(pieces)

    def _running(self) -> subprocess.Popen[bytes]:
        if self._child is not None and self._child.poll() is None:
            return self._child
        self._stop()
        self._complaints = tempfile.TemporaryFile()  # noqa: SIM115 - _stop closes it
        # -P: the folder that we happen to stand in may hold a json.py of its own.
        self._child = subprocess.Popen(  # noqa: S603 - our own modules
            [sys.executable, "-P", "-m", self.worker],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._complaints,
            cwd=os.sep,
            env=_environment(),
            # Ctrl-C is for us; we end the child ourselves.
            start_new_session=True,
        )
        return self._child

    def _stop(self) -> None:
        child, self._child = self._child, None
        if child is not None:
            for stream in (child.stdin, child.stdout):
                if stream is not None:
                    # The child may have died with a request unread.
                    with contextlib.suppress(BrokenPipeError):
                        stream.close()
            child.kill()
            child.wait()
        if self._complaints is not None:
            self._complaints.close()
            self._complaints = None

    def _epitaph(self, child: subprocess.Popen[bytes]) -> UnreadableReport:
        """Why the child died, as the file's error."""
        code = child.wait(timeout=10)
        if code == -signal.SIGXCPU:
            return LimitExceeded(
                f"needs more computing than its size explains (more than {self.limits.cpu_seconds} s for the file "
                f"and {self.limits.cpu_seconds_a_page:g} s a page); limits.cpu_seconds allows more"
            )
        if code in (-signal.SIGKILL, -signal.SIGABRT, -signal.SIGTRAP, -signal.SIGILL):
            return LimitExceeded(
                f"ended the parser, most likely for want of memory ({self.limits.memory // 1024**2:,} MiB allowed); "
                "limits.memory_megabytes allows more, or save it again"
            )
        if code < 0:
            return DamagedFile(f"crashed the parser ({signal.Signals(-code).name}); save it again in another program")
        return DamagedFile(f"stopped the parser ({self._last_complaint()}); save it again in another program")

    def _last_complaint(self) -> str:
        if self._complaints is None:
            return "no reason given"
        self._complaints.seek(0)
        lines = self._complaints.read().decode("utf-8", "replace").strip().splitlines()
        return lines[-1][:200] if lines else "no reason given"


def _processor_seconds(pid: int) -> float | None:
    """The processor time that a process and the children that it waited for have used; None where that isn't told."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return None
    return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")


def _environment() -> dict[str, str]:
    """What the child needs and no more: where modules and programs are, and UTF-8."""
    root = str(Path(__file__).resolve().parents[2])
    folders = [folder for folder in sys.path if folder and Path(folder).is_absolute()]
    return {
        "PYTHONPATH": os.pathsep.join(dict.fromkeys([root, *folders])),
        "PATH": os.environ.get("PATH", os.defpath),
        "PYTHONUTF8": "1",
        "LC_ALL": "C.UTF-8",
    }
