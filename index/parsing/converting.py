"""Other word processors' files (.doc, .wps, .rtf, .odt), turned into .docx by LibreOffice where that is installed.

LibreOffice runs without a window, in a folder and with a profile of its own that are deleted afterwards, with limits
on time and memory, without macros and without addresses to fetch from.
"""

import os
import resource
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from index.errors import DamagedFile, LimitExceeded, UnsupportedFormat
from index.parsing.limits import Limits
from index.parsing.word.reading import parse_docx
from index.report import ParsedDocument

_NAMES = ("soffice", "libreoffice")
_SEARCHED = ("/usr/local/bin", "/usr/bin", "/bin", "/snap/bin")
_ELSEWHERE = (
    "/usr/lib/libreoffice/program/soffice",
    "/usr/lib64/libreoffice/program/soffice",
    "/opt/libreoffice/program/soffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
)
# Nothing is run, updated or fetched on behalf of a document.
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse">
<value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse">
<value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks"
 oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" oor:op="fuse">
<value>0</value></prop></item></oor:items>
"""


def find_office() -> Path | None:
    """LibreOffice's program; None where it is not installed."""
    folders = os.pathsep.join(dict.fromkeys([*os.environ.get("PATH", "").split(os.pathsep), *_SEARCHED]))
    named = (shutil.which(name, path=folders) for name in _NAMES)
    found = next((Path(path) for path in named if path), None)
    return found or next((Path(path) for path in _ELSEWHERE if os.access(path, os.X_OK)), None)


def parse_converted(data: bytes, suffix: str, limits: Limits) -> ParsedDocument:
    """The document in a file of that ending, read as the .docx that LibreOffice makes of it.

    Raises UnsupportedFormat, in both languages, where LibreOffice is not installed.
    """
    office = find_office()
    if office is None:
        raise UnsupportedFormat(
            f"is a {suffix} file, which is read through LibreOffice, and that is not installed; install LibreOffice "
            f"or save the file as .docx（读取 {suffix} 文件需要 LibreOffice，本机没有安装；请安装它，或把文件另存为 "
            ".docx）"
        )
    return parse_docx(to_docx(data, suffix, office, limits), limits)


def to_docx(data: bytes, suffix: str, office: Path, limits: Limits) -> bytes:
    """A file's bytes as .docx. Raises DamagedFile or LimitExceeded where LibreOffice makes none."""
    with tempfile.TemporaryDirectory(prefix="wenju-") as scratch:
        folder = Path(scratch)
        profile, given, made = folder / "profile", folder / f"report{suffix}", folder / "made"
        (profile / "user").mkdir(parents=True)
        (profile / "user" / "registrymodifications.xcu").write_text(_PROFILE, encoding="utf-8")
        made.mkdir()
        given.write_bytes(data)
        _run(
            [
                str(office),
                "--headless",
                "--norestore",
                "--nologo",
                "--nolockcheck",
                "--nodefault",
                f"-env:UserInstallation={profile.as_uri()}",
                "--convert-to",
                "docx",
                "--outdir",
                str(made),
                str(given),
            ],
            folder,
            limits,
        )
        results = sorted(made.glob("*.docx"))
        if not results:
            raise DamagedFile("could not be read by LibreOffice; open it in Word or WPS and save it as .docx")
        if results[0].stat().st_size > limits.source_bytes:
            raise LimitExceeded("becomes too large as .docx; check that it is the file you meant")
        return results[0].read_bytes()


def _run(command: list[str], folder: Path, limits: Limits) -> None:
    """Run LibreOffice to its end, or end it with all that it started."""
    environment = {
        "HOME": str(folder),
        "TMPDIR": str(folder),
        "PATH": os.pathsep.join(_SEARCHED),
        "LC_ALL": "C.UTF-8",
        # A document's links to the network lead nowhere.
        **dict.fromkeys(("http_proxy", "https_proxy", "ftp_proxy"), "http://127.0.0.1:9"),
    }
    child = subprocess.Popen(  # noqa: S603 - the program that find_office found, with paths of ours
        command,
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        preexec_fn=lambda: _bound(limits),
    )
    try:
        child.wait(timeout=limits.office_seconds)
    except subprocess.TimeoutExpired:
        raise LimitExceeded(
            f"took LibreOffice more than {limits.office_seconds:g} s to convert; save it as .docx or split it"
        ) from None
    finally:
        # Its starter may end before the program that it started.
        if child.poll() is None or child.returncode != 0:
            _end_group(child)
        child.wait()


def _end_group(child: subprocess.Popen[bytes]) -> None:
    try:
        os.killpg(child.pid, signal.SIGKILL)
    except ProcessLookupError:
        # All of it has ended.
        return


def _bound(limits: Limits) -> None:
    for kind, wanted in (
        (resource.RLIMIT_AS, limits.office_memory),
        (resource.RLIMIT_FSIZE, limits.source_bytes + 1),
        (resource.RLIMIT_CPU, limits.cpu_seconds),
    ):
        _, hard = resource.getrlimit(kind)
        resource.setrlimit(kind, (wanted if hard == resource.RLIM_INFINITY else min(wanted, hard), hard))
