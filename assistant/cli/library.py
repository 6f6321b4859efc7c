"""`wenju add`, `remove`, `list` and `show`: what is in the library."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.cli.options import a_count, a_path, a_source, a_span, a_year, region_named
from assistant.cli.status import DONE
from assistant.cli.terminal import complain, print_document, print_line
from assistant.cli.writing import print_bytes
from assistant.errors import WrongUsage
from assistant.settings import Settings
from index.parsing.formats import NAMED
from index.store.opening import is_folder

if TYPE_CHECKING:
    from index.report import Report


def add_parser(verbs: Any, shared: argparse.ArgumentParser) -> None:
    """Adds the four verbs to the parser."""
    add = verbs.add_parser("add", parents=[shared], help="add files or folders of reports")
    add.add_argument("paths", nargs="+", type=a_source, metavar="PATH", help=f"{NAMED}, a folder, or a library")
    add.add_argument("--year", type=a_year, help="the report's own year, above what its text says")
    add.add_argument("--region", help="the region it is about, such as 广东")
    add.add_argument("--issuer", metavar="I", help="the company or office that gives it")
    add.add_argument("--title", help="its title")
    add.add_argument("--source-url", metavar="U", help="where it was published")
    add.add_argument("--replace", metavar="REPORT", help="take this report out when the new one comes in")
    add.add_argument("--sync", action="store_true", help="also remove what came from a folder and is no longer in it")
    add.add_argument(
        "--ray",
        metavar="ADDRESS",
        help="have a Ray cluster read and embed, for a library in a cluster; `local`: every core of this machine",
    )
    waiting = add.add_mutually_exclusive_group()
    waiting.add_argument(
        "--wait", dest="wait", action="store_true", default=True, help="till all is embedded (the default)"
    )
    waiting.add_argument(
        "--no-wait", dest="wait", action="store_false", help="leave that to the next wenju add or to the page"
    )
    add.set_defaults(run=_add)

    remove = verbs.add_parser("remove", parents=[shared], help="remove reports")
    remove.add_argument("reports", nargs="+", metavar="REPORT", help="an exact file name or the start of an id")
    remove.set_defaults(run=_remove)

    listing = verbs.add_parser("list", parents=[shared], help="list the reports")
    listing.set_defaults(run=_list)

    show = verbs.add_parser("show", parents=[shared], help="show a report's data and outline, or a section's text")
    show.add_argument("report", metavar="REPORT", help="an exact file name or the start of an id")
    what = show.add_mutually_exclusive_group()
    what.add_argument("--section", type=int, metavar="N", help="the section's number in the outline")
    what.add_argument("--table", type=a_count, metavar="N", help="a table by its number, with periods and units")
    what.add_argument("--removed", action="store_true", help="what was taken out of the text, where and why")
    show.add_argument("--csv", action="store_true", help="with --table: the table as CSV")
    show.add_argument("--page", type=a_count, metavar="N", help="with --image: the page of a PDF")
    show.add_argument("--quote", type=a_span, metavar="START:END", help="with --image: the span to mark on it")
    show.add_argument("--image", type=a_path, metavar="FILE.png", help="write the page's picture there")
    show.set_defaults(run=_show)


def _add(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.build import build_library, workers_of
    from assistant.cli.adding import adding_told
    from assistant.cli.output import print_outcomes
    from index.ingestion.finding import is_folder as found_folder

    library = build_library(settings)
    if options.ray is not None and (options.replace is not None or is_folder(settings.library)):
        raise WrongUsage("--ray adds many files to a library in a cluster; leave --replace out: docs/cluster.md")
    stated = _stated(options)
    replacing = None
    if options.replace is not None:
        if len(options.paths) != 1 or not isinstance(options.paths[0], Path) or found_folder(options.paths[0]):
            raise WrongUsage("--replace takes one file; name the one that comes in the old report's place")
        replacing = library.resolve(options.replace)
    if options.sync and not any(isinstance(path, Path) and found_folder(path) for path in options.paths):
        raise WrongUsage("--sync compares a folder with what came from it; name the folder")
    with adding_told(options.quiet, options.json) as told, workers_of(settings, options.ray) as workers:
        outcomes = library.add(
            options.paths,
            stated,
            options.source_url,
            replacing,
            told.file,
            options.sync,
            wait=False,
            told=told.outcome,
            workers=workers,
        )
        if library.exists and options.wait:
            library.finish(told.behind)
    left = library.pending() if library.exists else None
    if left is not None and left.passages and not options.quiet:
        reports = f"{left.reports} report{'' if left.reports == 1 else 's'}"
        complain(f"{left.passages} passages of {reports} are not embedded; go on: wenju doctor --repair")
    return print_outcomes(outcomes, options.paths, as_json=options.json)


def _stated(options: argparse.Namespace) -> dict[str, Any]:
    for name in ("region", "issuer", "title"):
        if getattr(options, name) is not None and not getattr(options, name).strip():
            raise WrongUsage(f"--{name} is empty; leave it out, or say what it is")
    stated = {
        "year": options.year,
        "region": region_named(options.region),
        "issuer": options.issuer,
        "title": options.title,
    }
    return {name: value for name, value in stated.items() if value is not None}


def _remove(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.build import build_library

    library = build_library(settings)
    ids = [library.resolve(name) for name in options.reports]
    titles = library.titles(ids)
    library.remove(dict.fromkeys(ids))
    if options.json:
        print_document({"removed": list(dict.fromkeys(ids))})
    else:
        for report_id in dict.fromkeys(ids):
            print_line(f"removed {report_id[:12]}  {titles.get(report_id, '(its entry was damaged)')}")
    return DONE


def _list(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.build import build_library
    from assistant.cli.output import list_lines
    from assistant.endpoints.documents import list_document

    stored = build_library(settings).reports()
    if options.json:
        print_document(list_document(stored))
    else:
        for line in list_lines(stored):
            print_line(line)
    return DONE


def _show(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.build import build_library
    from assistant.cli.show import removal_lines, section_document, show_document, show_lines

    library = build_library(settings)
    report = library.get(library.resolve(options.report))
    if options.image is not None:
        from assistant.cli.page_picture import write_page

        page = write_page(library, report, options.page, options.quote, options.image)
        written = {"report_id": report.report_id, "page": page, "image": str(options.image)}
        print_document(written) if options.json else print_line(f"wrote page {page} to {options.image}")
        return DONE
    if options.page is not None or options.quote is not None:
        raise WrongUsage("--page and --quote choose a picture; say where to write it: --image FILE.png")
    if options.csv and options.table is None:
        raise WrongUsage("--csv writes a table; say which: --table N")
    if options.table is not None:
        _show_table(report, options)
        return DONE
    if options.section is None:
        if options.json:
            print_document(show_document(report))
        else:
            for line in removal_lines(report) if options.removed else show_lines(report):
                print_line(line)
        return DONE
    if not 0 <= options.section < len(report.sections):
        raise WrongUsage(
            f"{report.sources[0].name} has no section {options.section}; "
            f"its sections are 0 to {len(report.sections) - 1}"
        )
    section = report.sections[options.section]
    if options.json:
        print_document(section_document(report, section))
    else:
        print_line(report.text[section.start : section.end].strip())
    return DONE


def _show_table(report: "Report", options: argparse.Namespace) -> None:
    from assistant.cli.show_table import table_csv, table_document, table_lines

    if options.csv:
        print_bytes(table_csv(report, options.table).encode())
    elif options.json:
        print_document(table_document(report, options.table))
    else:
        for line in table_lines(report, options.table):
            print_line(line)
