"""What happens on the Compare tab, in plain values. Every value from the browser is checked again here."""

import re
from collections import OrderedDict
from collections.abc import Sequence

from assistant.bundle.comparison import comparison_file
from assistant.compared.comparing import ReportComparison, compare_reports
from assistant.errors import WrongUsage
from assistant.ledger.figures import figures
from assistant.ledger.grid_workbook import grids_workbook
from assistant.ledger.grids import Grids, grids_of
from assistant.ledger.picture import png_of
from assistant.ledger.tables import csv_text
from assistant.messages import Language, message
from assistant.ui.ask.handlers import Handlers
from assistant.ui.compare import between_view, figures_view, views
from assistant.ui.compare.wanted import Wanted
from assistant.ui.own_routes import Download
from index.errors import UnknownReport
from index.patterns import regex

# Measures that the form offers, of those told most often.
OFFERED = 60
CSV = "text/csv; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# Comparisons that are remembered: a pair of long reports takes a second, a download of it none.
REMEMBERED = 8
_MEDIA = {
    "md": "text/markdown; charset=utf-8",
    "csv": CSV,
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "json": "application/json",
}
_ID = regex(r"[0-9a-f]{64}", re.ASCII)
_TABLE = regex(r"([0-9]{1,2})-([0-9]{1,3})", re.ASCII)


class CompareHandlers:
    """The tab's behaviour, for all who use it: what needs nothing kept."""

    def __init__(self, handlers: Handlers) -> None:
        self._handlers = handlers
        self._compared: OrderedDict[tuple[int, str, str], ReportComparison] = OrderedDict()

    # -- figures side by side

    def figures(self, wanted: Wanted, language: Language) -> str:
        """The view of the figures as HTML."""
        reports = self._handlers.reports()
        if not reports:
            head = views.head_html("figures", language)
            return head + views.empty_html(message(language, "compared.no_reports"), 0, language)
        offered = figures_view.Offered(reports, self._offered())
        return figures_view.view_html(wanted, offered, self._grids(wanted, language), language)

    def figures_file(self, form: str, wanted: Wanted, language: Language) -> Download:
        """The tables as a file: `csv` a line a figure, `xlsx` as they stand."""
        found = [grids for _, grids in self._grids(wanted, language) if grids.rows]
        if not found:
            raise WrongUsage(message(language, "compared.none"))
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
            raise WrongUsage(message(language, "compared.none"))
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

    # -- one report against another

    def between(self, before: str, after: str, language: Language) -> str:
        """The view of two reports as HTML; where none are named, two are proposed."""
        reports = self._handlers.reports()
        chosen = (before, after)
        if not any(chosen):
            chosen = between_view.suggested(reports)
        found = self._between(before, after) if before and after else None
        return between_view.view_html(reports, chosen, found, language)

    def between_file(self, form: str, before: str, after: str) -> Download:
        """The comparison as a file."""
        name, content = comparison_file(self._between(before, after), form)
        return Download(name, _MEDIA[form], content)

    def _between(self, before: str, after: str) -> ReportComparison:
        """Raises UnknownReport, and WrongUsage where the two are one."""
        library = self._handlers.assistant.library
        for each in (before, after):
            if not _ID.fullmatch(each):
                raise UnknownReport("no report has such an id")
        key = (library.generation(), before, after)
        found = self._compared.get(key)
        if found is None:
            found = self._compared[key] = compare_reports(library, before, after)
            while len(self._compared) > REMEMBERED:
                self._compared.popitem(last=False)
        return found


def _named(wanted: Wanted) -> str:
    """A file's name: the measures."""
    return re.sub(r'[\\/:*?"<>|\s\x00-\x1f]+', "-", "-".join(wanted.measures))[:60].strip("-.") or "wenju"
