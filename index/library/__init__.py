"""A library of reports: the one door to the catalogue and what is derived from it.

Any number of readers and one writer; every search sees one whole generation. A module a story: `reports.py` what is
there, `searching.py` what is found, `figures.py` what is told in figures, `changing.py` how it changes.
"""

from index.library.figures import Figures
from index.library.searching import Search

__all__ = ["Library"]


class Library(Search, Figures):
    """Reports in a folder, or in another store. Nothing is created until the first report is added."""
