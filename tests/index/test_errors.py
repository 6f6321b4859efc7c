"""The tree of errors: as its docstring draws it, and told apart by what a caller can do."""

import inspect
import re

import pytest

from index import errors
from index.errors import LibraryBusy, LibraryError, ReportIndexError, UnknownReport, UnreadableReport

CLASSES = [value for value in vars(errors).values() if inspect.isclass(value)]


def drawn() -> dict[str, str | None]:
    """Each class of the docstring's tree with the one it stands under."""
    above: list[str] = []
    found: dict[str, str | None] = {}
    for line in (errors.__doc__ or "").splitlines()[2:]:
        match = re.match(r"([│├└─ ]*)([A-Z]\w+)", line)
        if match is None:
            continue
        depth = len(match[1]) // 4
        above = above[:depth]
        found[match[2]] = above[-1] if above else None
        above.append(match[2])
    return found


def test_the_docstring_draws_the_tree_that_is_there() -> None:
    there = {one.__name__: None if one is ReportIndexError else one.__bases__[0].__name__ for one in CLASSES}
    assert drawn() == there


@pytest.mark.parametrize("one", CLASSES)
def test_each_is_one_of_ours_and_says_what_it_is_for(one: type[Exception]) -> None:
    assert issubclass(one, ReportIndexError)
    assert one.__doc__
    assert str(one("what, where, what next")) == "what, where, what next"


def test_a_file_that_gives_no_report_is_no_fault_of_the_library() -> None:
    """The others go on; and only one of the library's is helped by trying again."""
    assert not issubclass(UnreadableReport, LibraryError) and not issubclass(UnknownReport, UnreadableReport)
    assert issubclass(LibraryBusy, LibraryError)
