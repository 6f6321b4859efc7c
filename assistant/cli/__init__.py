"""The command line: `wenju`, a module for each kind of command. Importing it loads nothing heavy."""

from assistant.cli.program import main

__all__ = ["main"]
