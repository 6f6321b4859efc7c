"""`wenju ui` and `wenju doctor`: the browser interface, and whether this installation is sound."""

import argparse
from typing import Any

from assistant.cli.options import add_model_option
from assistant.cli.status import DONE, FAILED
from assistant.cli.terminal import print_document, print_line
from assistant.settings import Settings, with_model


def add_parser(verbs: Any, shared: argparse.ArgumentParser) -> None:
    """Adds both verbs to the parser."""
    ui = verbs.add_parser("ui", parents=[shared], help="open the browser interface")
    ui.add_argument("--host", help="default 127.0.0.1; beyond this computer, such as 0.0.0.0, with --password-file")
    ui.add_argument("--port", type=int, help="default 7860; 0 takes a free one")
    ui.add_argument("--password-file", metavar="F", help="who may come in; lines of wenju password NAME")
    ui.add_argument("--mcp", action="store_true", default=None, help="serve the endpoints as tools of MCP, at /mcp")
    ui.add_argument(
        "--also",
        metavar="LIBRARY",
        action="append",
        dest="libraries",
        help="open this library too; as often as you like",
    )
    ui.add_argument(
        "--libraries",
        metavar="FOLDER",
        dest="library_folder",
        help="offer whatever libraries lie directly inside this folder",
    )
    add_model_option(ui, "writes the answers, above the quotes")
    ui.set_defaults(run=_ui)

    doctor = verbs.add_parser("doctor", parents=[shared], help="check the library and the environment")
    add_model_option(doctor, "is asked for a word")
    doctor.add_argument("--repair", action="store_true", help="write again what is derived: damaged files, the ledger")
    doctor.set_defaults(run=_doctor)


def _ui(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.llm.model import build_model
    from assistant.ui import launch

    settings = with_model(settings, options.llm)
    build_model(settings.llm)  # what is wrong with it is said before a page is opened
    names = ("host", "port", "password_file", "mcp", "libraries", "library_folder")
    given = {name: getattr(options, name) for name in names}
    changes = {name: value for name, value in given.items() if value is not None}
    launch(settings.model_copy(update={"ui": settings.ui.model_copy(update=changes)}))
    return DONE


def _doctor(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.cli.doctor import examine

    examination = examine(with_model(settings, options.llm), repair=options.repair)
    if options.json:
        print_document(examination.to_json())
    else:
        for line in examination.lines():
            print_line(line)
    return DONE if examination.sound else FAILED
