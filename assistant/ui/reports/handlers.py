"""What happens on the Reports tab, in plain values. Every value from the browser is checked again here.

What goes wrong below leaves it as an exception; routes.py, the outermost call, says it in the page's language.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, get_args

from assistant.errors import WrongUsage
from assistant.ledger.row import row_of
from assistant.messages import Language, message
from assistant.report_sets import ReportSets
from assistant.ui.ask import judged
from assistant.ui.ask.chosen import read_chosen
from assistant.ui.ask.handlers import Handlers
from assistant.ui.leaf import drawn_width
from assistant.ui.panels import outcome_line
from assistant.ui.reports import listing, report_page
from assistant.ui.reports.incoming import Incoming
from assistant.ui.reports.taken import Taken
from assistant.ui.uploads import shown_name
from assistant.verification.versions import earlier_versions, may_be_versions
from index.errors import LibraryMissing, LimitExceeded, UnknownReport, UnreadableReport
from index.ingestion.finding import shown
from index.ingestion.preparing import FileOutcome
from index.library import Library
from index.parsing.formats import Format
from index.parsing.page_image import has_page_images
from index.report import KINDS
from index.store.rows import StoredReport
from index.text.folding import simplified
from index.text.regions import canonical_region

FIELD_CHARACTERS = 300
# Reports that may be versions of one another are compared word by word: of more than these, none is named.
MOST_COMPARED = 40


class ReportsHandlers:
    """The tab's behaviour, for all who use it."""

    def __init__(self, handlers: Handlers, samples: Path | None = None) -> None:
        """`samples` is the folder of sample reports that an empty library offers; without one it offers none."""
        self._handlers = handlers
        self._samples = samples
        self._incoming = Incoming()
        self._taken = Taken()
        self._versions: tuple[int, list[tuple[str, str]]] | None = None

    @property
    def library(self) -> Library:
        """The library that the page shows."""
        return self._handlers.assistant.library

    @property
    def sets(self) -> ReportSets:
        """Its collections."""
        return ReportSets(self.library.root)

    # -- looking

    def listing(self, language: Language) -> str:
        """The tab with its table, as HTML."""
        reports = self._handlers.reports()
        facts = self.library.fact_counts() if reports else {}
        return listing.listing_html(listing.Listed(reports, facts, self.sets.all()), language)

    def versions(self, language: Language) -> str:
        """Which reports are earlier versions of others, as HTML; worked out once for each state of the library."""
        reports = {each.report_id: each for each in self._handlers.reports()}
        if not reports:
            return ""
        generation = self.library.generation()
        if self._versions is None or self._versions[0] != generation:
            self._versions = (generation, self._earlier(list(reports.values())))
        known = [(reports[one], reports[later]) for one, later in self._versions[1] if {one, later} <= reports.keys()]
        return listing.versions_html(known, language)

    def _earlier(self, reports: Sequence[StoredReport]) -> list[tuple[str, str]]:
        groups: dict[tuple[object, ...], list[str]] = {}
        for each in reports:
            groups.setdefault(may_be_versions(each.metadata), []).append(each.report_id)
        found = []
        for ids in groups.values():
            if 1 < len(ids) <= MOST_COMPARED:
                pairs = earlier_versions([self.library.get(report_id) for report_id in ids])
                found += [(one.report_id, later.report_id) for one, later in pairs]
        return found

    def page(self, report_id: str, language: Language) -> str:
        """A report's own page as HTML. Raises UnknownReport."""
        report, entry = self.library.get(report_id), self._entry(report_id)
        facts = self.library.fact_counts().get(report_id)
        return report_page.page_html(report, entry, facts, self._leaves(report_id), language)

    def part(self, report_id: str, name: str, language: Language) -> str:
        """One part of a report's page as HTML. Raises UnknownReport, WrongUsage."""
        known = next((each for each in get_args(report_page.PartName) if each == name), None)
        if known is None:
            raise WrongUsage("a report's page has no such part")
        report, rows = self.library.get(report_id), None
        if known == "facts" and report_id in self.library.fact_counts():
            rows = [row_of(report, entry) for entry in self.library.ledger(report_id)]
        return report_page.part_html(known, report, rows, self._leaves(report_id), language)

    def leaf(self, report_id: str, page: int, quote: tuple[int, int] | None, across: int = 0) -> bytes:
        """A page of a PDF as PNG, at least `across` pixels wide as far as pages are drawn so wide. Raises
        UnknownReport, NoSuchPage, UnreadableReport.
        """
        return self._handlers.drawn(report_id, page, quote, drawn_width(across))

    def _leaves(self, report_id: str) -> int:
        report = self.library.get(report_id)
        return len(report.page_starts) if has_page_images(report, self.library.original(report_id)) else 0

    def _entry(self, report_id: str) -> StoredReport:
        found = self.library.reports([report_id])
        if not found:
            raise UnknownReport("it is gone")
        return found[0]

    # -- files come, reports change and go

    def add(self, named: object, job: object, replacing: object, language: Language) -> dict[str, Any]:
        """Reads one uploaded file in. What became of it: its status, its report's id, and a line of HTML."""
        file = self._handlers.uploaded(named, language)
        old = self._known_id(replacing) if replacing else None
        with self._incoming.reading(str(job)[:80]) as event:
            try:
                (outcome,) = self.library.add([file], replacing=old, wait=False, stopped=event.is_set)
            finally:
                file.unlink(missing_ok=True)
        self._handlers.behind.is_left()
        return {
            "status": outcome.status,
            "report": outcome.report_id,
            "html": outcome_line(outcome, language),
        }

    def fit(self, named: object, size: object, language: Language) -> str:
        """Why a file of this name and size is not taken, as a line of HTML, before it is sent; else empty."""
        name, most = shown(shown_name(named)), self._handlers.assistant.settings.limits.source_megabytes
        try:
            Format.of_suffix(Path(name).suffix)
            if type(size) is int and size > most * 1_000_000:
                raise LimitExceeded(
                    f"is {size / 1e6:,.0f} MB, more than the {most:,} MB allowed; "
                    "the setting limits.source_megabytes allows more"
                )
        except UnreadableReport as error:
            return outcome_line(FileOutcome(name, Path(), "refused", reason=str(error)), language)
        return ""

    def stop(self, job: object) -> None:
        """Takes a file back that is waiting or being read."""
        self._incoming.stop(str(job)[:80])

    def add_samples(self, language: Language) -> int:
        """Adds the sample reports; how many there are. Raises WrongUsage where they are not here."""
        if self._samples is None or not self._samples.is_dir():
            raise WrongUsage(message(language, "reports.samples_missing"))
        files = sorted(each for each in self._samples.iterdir() if each.is_file() and not each.name.startswith("."))
        added = self.library.add(files, wait=False)
        self._handlers.behind.is_left()
        return len(added)

    def describe(self, report_id: object, said: Mapping[str, Any], language: Language) -> None:
        """Corrects title, issuer, region and year, those that are given. Raises WrongUsage."""
        entry = self._entry(self._known_id(report_id))
        stated: dict[str, Any] = {}
        for name in ("title", "issuer", "region"):
            if name in said:
                words = " ".join(str(said[name] or "").split())[:FIELD_CHARACTERS]
                stated[name] = words or None
        if "title" in stated and not stated["title"]:
            raise WrongUsage(message(language, "reports.title_needed"))
        if stated.get("region"):
            stated["region"] = canonical_region(stated["region"]) or simplified(stated["region"])
        if "year" in said:
            year = str(said["year"] or "").strip()
            if year and not (year.isascii() and year.isdigit() and len(year) == 4 and year[0] != "0"):
                raise WrongUsage(message(language, "reports.bad_year"))
            stated["year"] = int(year) if year else None
        changed = {name: value for name, value in stated.items() if value != getattr(entry.metadata, name)}
        if changed:
            self.library.describe(entry.report_id, changed)
            self._handlers.behind.is_left()

    def remove(self, report_ids: object) -> tuple[int, str]:
        """Removes reports; how many, and a token to have them back by (empty where that cannot be)."""
        wanted = [self._known_id(each) for each in report_ids] if isinstance(report_ids, list) else []
        taken = self.library.take_out(wanted)
        return len(wanted), self._taken.hold(taken) if len(taken) == len(wanted) else ""

    def undo(self, token: object, language: Language) -> int:
        """Puts back what a removal took; how many. Raises WrongUsage where it is no longer held."""
        taken = self._taken.give(str(token))
        if not taken:
            raise WrongUsage(message(language, "reports.undo_gone"))
        self.library.put_back(taken)
        self._handlers.behind.is_left()
        return len(taken)

    def _known_id(self, value: object) -> str:
        report_id = value if isinstance(value, str) else ""
        return self._entry(report_id).report_id

    # -- collections, and what a question can be limited to

    def change_set(self, said: Mapping[str, Any]) -> int:
        """Makes, fills, renames or removes a collection as `verb` says; how many reports it has. Raises WrongUsage."""
        verb, name = said.get("verb"), str(said.get("name") or "")
        reports = [self._known_id(each) for each in said.get("reports") or ()]
        if verb == "put":
            before = next((one.reports for one in self.sets.named([name.strip()])), ())
            return len(self.sets.put(name, (*before, *reports)).reports)
        if verb == "drop":
            before = next((one.reports for one in self.sets.named([name])), ())
            return len(self.sets.put(name, (each for each in before if each not in reports)).reports)
        if verb == "rename":
            self.sets.rename(name, str(said.get("new") or ""))
        elif verb == "delete":
            self.sets.remove(name)
        else:
            raise WrongUsage("a collection is put, dropped from, renamed or deleted")
        return 0

    def choices(self, language: Language) -> dict[str, list[dict[str, Any]]]:
        """What a question can be limited to: for each of the limits, values with the words that they are shown by."""
        try:
            reports = self.library.reports()
        except LibraryMissing:
            reports = []
        known = {each.report_id for each in reports}
        years = sorted({year for each in reports for year in each.metadata.years}, reverse=True)
        regions = sorted({each.metadata.region for each in reports if each.metadata.region})
        issuers = sorted({each.metadata.issuer for each in reports if each.metadata.issuer})
        kinds = {each.metadata.kind for each in reports}
        return {
            "years": [{"value": year, "words": str(year)} for year in years],
            "regions": [{"value": each, "words": each} for each in regions],
            "issuers": [{"value": each, "words": each} for each in issuers],
            "kinds": [
                {"value": kind, "words": message(language, f"report_kind.{kind}")} for kind in KINDS if kind in kinds
            ],
            "collections": [
                {"value": one.name, "words": one.name, "count": len(known.intersection(one.reports))}
                for one in self.sets.all()
            ],
            "reports": [{"value": each.report_id, "words": each.metadata.title} for each in reversed(reports)],
        }

    # -- what a reader says of an answer

    def judge(self, said: Mapping[str, Any], language: Language) -> str:
        """Keeps or takes back a judgement of an answer, and says so. Raises WrongUsage, UnknownReport."""
        question = str(said.get("question") or "").strip()[: FIELD_CHARACTERS * 10]
        chosen = read_chosen(said.get("scope"))
        if not question:
            raise WrongUsage("a judgement is of a question")
        verdict = said.get("verdict")
        if verdict == "none":
            judged.forget(self.library, question, chosen)
            return message(language, "judge.forgotten")
        answers = [str(each) for each in said.get("answers") or ()]
        if verdict == "up":
            quotes = judged.quoted(self.library, [_place(each) for each in said.get("quotes") or ()])
        elif said.get("unanswerable") is True:
            quotes, answers = [], []
        else:
            scope = self._handlers.scope_of(chosen)
            ids = self.library.report_ids(scope) if scope is not None else [each.report_id for each in self._reports()]
            words = str(said.get("quote") or "")
            quotes, answers = [judged.find_quote(self.library, words, ids, language)], []
        judged.keep(self.library, question, answers, quotes, chosen)
        return message(language, "judge.kept")

    def _reports(self) -> list[StoredReport]:
        return self._handlers.reports()


def _place(value: object) -> tuple[str, int, int]:
    if isinstance(value, list) and len(value) == 3 and all(type(each) is int for each in value[1:]):
        return str(value[0]), value[1], value[2]
    raise WrongUsage("a quote is a report and where it begins and ends")
