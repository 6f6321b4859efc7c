"""`wenju backup` and `wenju restore`: a consistent copy of the library while it is in use, and back."""

import argparse
from typing import Any

from assistant.cli.options import a_path
from assistant.cli.status import DONE, FAILED
from assistant.cli.terminal import complain, print_document, print_line
from assistant.settings import Settings


def add_parser(verbs: Any, shared: argparse.ArgumentParser) -> None:
    """Adds both verbs to the parser."""
    backup = verbs.add_parser("backup", parents=[shared], help="copy the library, whole, while it is in use")
    backup.add_argument("folder", type=a_path, metavar="DIR", help="an empty folder, or an earlier backup")
    backup.set_defaults(run=_backup)
    restore = verbs.add_parser("restore", parents=[shared], help="make the library of a backup")
    restore.add_argument("folder", type=a_path, metavar="DIR", help="a folder that wenju backup wrote")
    restore.set_defaults(run=_restore)


def _backup(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.build import build_library

    return _say(options, build_library(settings).back_up(options.folder), f"backed up to {options.folder}")


def _restore(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.build import build_library

    return _say(options, build_library(settings).restore(options.folder), f"restored to {settings.library}")


def _say(options: argparse.Namespace, copied: Any, done: str) -> int:
    if options.json:
        document = {"reports": copied.reports, "generation": copied.generation, "files": copied.files}
        print_document(document | {"copied": copied.copied, "missing": list(copied.missing)})
    else:
        print_line(f"{done}: {copied.reports} reports, {copied.copied} of {copied.files} files copied")
    for name in copied.missing:
        complain(f"{name} is missing or damaged and was left out; see: wenju doctor")
    return FAILED if copied.missing else DONE
