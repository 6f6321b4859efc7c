"""Prompts as files, one a prompt and language: `load` gives one by name. Fields stand in {braces}."""

from importlib import resources


def load(name: str) -> str:
    """The text of `prompts/NAME.md`, such as `answer.zh`. Raises LookupError, naming those there are."""
    folder = resources.files(__package__)
    try:
        return (folder / f"{name}.md").read_text("utf-8")
    except FileNotFoundError:
        there = sorted(path.name.removesuffix(".md") for path in folder.iterdir() if path.name.endswith(".md"))
        raise LookupError(f"no prompt {name!r}; there are: {', '.join(there)}") from None
