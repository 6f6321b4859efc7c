"""Regular expressions that are compiled at their first use.

The modules that a question needs state some 1,500 of them, which take .7 s of processor time to compile; it uses fewer
than half.
"""

import re
from typing import Any, cast

_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "sub", "subn", "split", "scanner")


def regex(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """What `re.compile` gives, compiled when it is first used; for those that modules state when they are imported."""
    return cast("re.Pattern[str]", _Uncompiled(pattern, flags))


class _Uncompiled:
    """A pattern's source. At the first use its methods become those of the compiled pattern, at no further cost."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern = pattern
        self._stated = flags

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):  # what copying and pickling look for
            raise AttributeError(name)
        compiled = re.compile(self.pattern, self._stated)
        for each in _METHODS:
            setattr(self, each, getattr(compiled, each))
        return getattr(compiled, name)

    def __repr__(self) -> str:
        return f"regex({self.pattern!r}, {self._stated!r})"
