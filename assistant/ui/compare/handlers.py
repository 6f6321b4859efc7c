"""What happens on the Compare tab, in plain values. Every value from the browser is checked again here."""

import re
from collections.abc import Sequence

from assistant.errors import WrongUsage
from assistant.ledger.figures import figures
from assistant.ledger.grid_workbook import grids_workbook
from assistant.ledger.grids import Grids, grids_of
from assistant.ledger.picture import png_of
from assistant.ledger.tables import csv_text
from assistant.messages import Language, message
from assistant.ui.ask.handlers import Handlers
from assistant.ui.compare import figures_view
from assistant.ui.compare.wanted import Wanted
from assistant.ui.own_routes import Download

# Measures that the form offers, of those told most often.
OFFERED = 60
CSV = "text/csv; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_TABLE = re.compile(r"([0-9]{1,2})-([0-9]{1,3})", re.ASCII)


class CompareHandlers:
    """The tab's behaviour, for all who use it: what needs nothing kept."""

    def __init__(self, handlers: Handlers) -> None:
        self._handlers = handlers

    # -- figures side by side

    def figures(self, wanted: Wanted, language: Language) -> str:
        """The view of the figures as HTML."""
        reports = self._handlers.reports()
        if not reports:
            return f'<p class="wj-note">{message(language, "compare.no_reports")}</p>'
        offered = figures_view.Offered(reports, self._offered())
        return figures_view.view_html(wanted, offered, self._grids(wanted, language), language)

    def figures_file(self, form: str, wanted: Wanted, language: Language) -> Download:
        """The tables as a file: `csv` a line a figure, `xlsx` as they stand."""
        found = [grids for _, grids in self._grids(wanted, language) if grids.rows]
        if not found:
            raise WrongUsage(message(language, "compare.none"))
        name = f"{_named(wanted)}.{form}"
        if form == "xlsx":
            return Download(name, XLSX, grids_workbook(found, language))
        rows = [row for grids in found for row in grids.rows]
        return Download(name, CSV, csv_text(rows, language).encode())

    def plot_file(self, form: str, table: str, wanted: Wanted, language: Language) -> Download:
        """The drawing of one table, as `svg` or `png`. Raises WrongUsage where there is none."""
        place = _TABLE.fullmatch(table)
        found = self._grids(wanted, language)
        drawn = None
        if place and int(place[1]) < len(found) and int(place[2]) < len(found[int(place[1])][1].grids):
            grids = found[int(place[1])][1]
            drawn = figures_view.drawing(grids, grids.grids[int(place[2])], language)
        if drawn is None:
            raise WrongUsage(message(language, "compare.none"))
        name = f"{_named(wanted)}.{form}"
        if form == "png":
            return Download(name, "image/png", png_of(drawn))
        return Download(name, "image/svg+xml", drawn.encode())

    def _grids(self, wanted: Wanted, language: Language) -> list[tuple[str, Grids]]:
        library = self._handlers.assistant.library
        scope = wanted.scope(self._handlers.reports())
        return [
            (typed, grids_of(figures(library, typed, scope=scope), language, wanted.years)) for typed in wanted.measures
        ]

    def _offered(self) -> Sequence[str]:
        """The measures that the ledgers tell most often, each once by its best known name."""
        told = self._handlers.assistant.library.subjects(most=4 * OFFERED)
        return list(dict.fromkeys(each.canonical or each.measure for each in told if each.measure))[:OFFERED]


def _named(wanted: Wanted) -> str:
    """A file's name: the measures."""
    return re.sub(r'[\\/:*?"<>|\s\x00-\x1f]+', "-", "-".join(wanted.measures))[:60].strip("-.") or "wenju"
