"""One claim and the evidence for it into a verdict."""

from collections.abc import Sequence

from index.library import Library
from index.scope import Scope

from ..answer import Verdict
from ..settings import Settings


class Judge:
    """Decides single statements; the driver brings whole claims down to those."""

    def __init__(self, library: Library, settings: Settings) -> None:
        self._library = library
        self._settings = settings

    def judge(self, claim: str, scope: Scope | None, given: Sequence[str] = ()) -> Verdict:
        """The verdict on one statement, its id left empty.

        `scope` is the user's own limit; with `given` texts those alone are the evidence. Raises LibraryMissing.
        """
        raise NotImplementedError
