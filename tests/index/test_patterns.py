"""Regular expressions compiled at their first use: the same as those compiled at once, and each of them one."""

import copy
import gc
import importlib
import pkgutil
import re
import subprocess
import sys

import pytest

import assistant
import index
from index.patterns import regex


@pytest.mark.parametrize(("pattern", "flags"), [(r"(?P<year>\d{4})年", 0), (r"(?P<year>[a-z]+)", re.IGNORECASE)])
def test_what_it_finds_is_what_re_compile_gives(pattern: str, flags: int) -> None:
    late, now, text = regex(pattern, flags), re.compile(pattern, flags), "2024年, ABC, 2025年"
    assert late.search(text, 17) is now.search(text, 17) is None
    assert late.pattern == pattern
    assert [match.span() for match in late.finditer(text)] == [match.span() for match in now.finditer(text)]
    assert late.findall(text) == now.findall(text)
    assert late.sub("x", text) == now.sub("x", text)
    assert late.subn("x", text, count=1) == now.subn("x", text, count=1)
    assert late.split(text, maxsplit=1) == now.split(text, maxsplit=1)
    for method in ("search", "match", "fullmatch"):
        ours, theirs = getattr(late, method)(text), getattr(now, method)(text)
        assert (ours and ours.groupdict()) == (theirs and theirs.groupdict())
    assert (late.flags, late.groups, dict(late.groupindex)) == (now.flags, now.groups, dict(now.groupindex))


def test_it_is_compiled_when_it_is_first_used() -> None:
    late = regex("a+")
    assert "search" not in vars(late)
    assert late.search("baa") is not None
    assert vars(late)["search"]("baa").span() == (1, 3)  # from now on it costs what a compiled one does


def test_a_copy_finds_the_same() -> None:
    used = regex("a+")
    assert used.search("aa")
    for each in (regex("a+"), used):
        assert copy.copy(each).findall("aba") == ["a", "a"]


def test_a_faulty_one_is_named_when_it_is_used() -> None:
    with pytest.raises(re.error):
        regex("(").search("")


def test_every_one_that_a_module_states_can_be_compiled() -> None:
    """What `re.compile` would have told at import."""
    for package in (assistant, index):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not module.name.endswith("__main__"):
                importlib.import_module(module.name)
    stated = [each for each in gc.get_objects() if type(each) is type(regex(""))]
    assert len(stated) > 1000
    for each in stated:
        assert each.flags is not None, each.pattern


def test_the_modules_of_a_question_compile_next_to_none_when_imported() -> None:
    code = (
        "import re, sys\n"
        "from index.patterns import _Uncompiled\n"
        "before = _Uncompiled.__getattr__; used = []\n"
        "_Uncompiled.__getattr__ = lambda self, name: used.append(self.pattern) or before(self, name)\n"
        "import assistant.chain\n"
        "print(len(used))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert int(done.stdout) < 10
