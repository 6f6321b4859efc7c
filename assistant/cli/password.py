"""`wenju password`: a line for the file that lets people and programs in from other computers."""

import argparse
import getpass
import sys
from typing import Any

from assistant.cli.status import DONE
from assistant.cli.terminal import complain, print_document, print_line
from assistant.errors import WrongUsage
from assistant.settings import Settings


def add_parser(verbs: Any, shared: argparse.ArgumentParser) -> None:
    """Adds the verb to the parser."""
    password = verbs.add_parser(
        "password", parents=[shared], help="make a line for the file of wenju ui --password-file"
    )
    password.add_argument("name", metavar="NAME", help="who comes in with it")
    password.add_argument("--token", action="store_true", help="make a token for programs instead of a password")
    password.set_defaults(run=_password)


def _password(options: argparse.Namespace, _: Settings) -> int:
    from assistant.access.passwords import password_line, token_line

    if options.token:
        token, line = token_line(options.name)
        if options.json:
            print_document({"name": options.name, "token": token, "line": line})
            return DONE
        complain(f"the token, which is shown this once: {token}")
    else:
        line = password_line(options.name, _asked_for(options.name))
        if options.json:
            print_document({"name": options.name, "line": line})
            return DONE
    print_line(line)
    return DONE


def _asked_for(name: str) -> str:
    """The password: typed twice at a terminal, else the first line of standard input."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    first = getpass.getpass(f"Password for {name}: ")
    if getpass.getpass("The same again: ") != first:
        raise WrongUsage("the two passwords are not the same; try again")
    return first
