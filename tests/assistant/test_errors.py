"""The tree of what can go wrong: which errors mean wrong usage, and that the docstring draws it as it is."""

import pytest

from assistant import errors
from assistant.errors import AssistantError, ModelFailed, SettingsError, WrongUsage


@pytest.mark.parametrize(("error", "is_usage"), [(WrongUsage, True), (SettingsError, True), (ModelFailed, False)])
def test_trying_again_helps_for_what_is_no_wrong_usage(error: type[AssistantError], is_usage: bool) -> None:
    assert issubclass(error, WrongUsage) is is_usage
    assert str(error("what; where; what next")) == "what; where; what next"


def test_the_docstring_draws_every_error_under_its_parent() -> None:
    drawn: dict[str, int] = {}
    for line in (errors.__doc__ or "").splitlines():
        head = line.lstrip("│├└─ ")
        if head and head.split()[0].isidentifier() and head.split()[0] in vars(errors):
            drawn[head.split()[0]] = (len(line) - len(head)) // 4
    known = {
        name: len(kind.__mro__) - len(AssistantError.__mro__)
        for name, kind in vars(errors).items()
        if isinstance(kind, type) and issubclass(kind, AssistantError)
    }
    assert drawn == known
