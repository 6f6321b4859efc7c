"""`wenju facts` and `wenju figures`: the ledger of a report, and a measure over all reports."""

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.cli.options import a_path, a_year
from assistant.cli.status import DONE
from assistant.cli.terminal import complain, print_document, print_line
from assistant.cli.writing import print_bytes, require_no_terminal, write_bytes
from assistant.errors import WrongUsage
from assistant.settings import Settings

if TYPE_CHECKING:
    from assistant.ledger.figures import Figures
    from assistant.ledger.row import LedgerRow
    from assistant.ledger.tables import UnitColumn
    from assistant.messages import Language

KINDS = [
    "level",
    "flow",
    "stock",
    "change",
    "points",
    "share",
    "rank",
    "difference",
    "ratio",
    "count",
    "date",
    "duration",
    "name",
    "act",
]
PLOTS = (".png", ".svg", ".html")
# Bare counts and ranks are in no unit that another could be converted to.
_PLAIN = ("", "第")
# Titles of reports that one line names; --json has their ids.
_NAMED = 5


def add_parser(verbs: Any, shared: argparse.ArgumentParser) -> None:
    """Adds both verbs to the parser."""
    facts = verbs.add_parser("facts", parents=[shared], help="every figure of a report, with its parts and quote")
    facts.add_argument("report", metavar="REPORT", help="an exact file name or the start of an id")
    facts.add_argument("--section", type=int, metavar="N", help="only this section of the outline")
    _add_forms(facts)
    facts.set_defaults(run=_facts)

    figures = verbs.add_parser("figures", parents=[shared], help="a measure over all reports, with quotes")
    figures.add_argument("measure", metavar="MEASURE", help="such as 地区生产总值, GDP or revenue")
    figures.add_argument("--region", action="append", help="only figures of this region")
    figures.add_argument("--issuer", action="append", metavar="I", help="only of this company or office")
    figures.add_argument("--year", type=a_year, action="append", help="the year that the figure is about")
    figures.add_argument("--kind", action="append", choices=KINDS, metavar="K", help=f"one of {', '.join(KINDS)}")
    figures.add_argument("--unit", action="append", metavar="U", help="only figures in it or convertible, such as 亿元")
    stage = figures.add_mutually_exclusive_group()
    stage.add_argument("--planned", action="store_true", help="only aims")
    stage.add_argument("--happened", action="store_true", help="only what has come about")
    figures.add_argument(
        "--plot", type=a_path, metavar="FILE", help="draw it over years or regions: .png, .svg or .html"
    )
    _add_forms(figures)
    figures.set_defaults(run=_figures)


def _add_forms(parser: argparse.ArgumentParser) -> None:
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--csv", action="store_true", help="a table on stdout")
    form.add_argument("--xlsx", action="store_true", help="a workbook whose figures link to their quotes")
    parser.add_argument("--out", type=a_path, metavar="FILE", help="write the table there, not to stdout")


def _facts(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.build import build_library
    from assistant.ledger.figures import facts
    from assistant.messages import message

    _require_form(options)
    library = build_library(settings)
    report_id = library.resolve(options.report)
    found = facts(library, report_id, options.section)
    if report_id in library.without_ledger() and not options.quiet:
        complain("the figures of this report were read now and are not kept; keep them with: wenju doctor --repair")
    language: Language = "en" if library.get(report_id).metadata.language == "en" else "zh"
    if options.json and not (options.csv or options.xlsx):
        print_document(found.to_json())
    elif not _wrote_table(options, found.rows, language, ()):
        for line in row_lines(found.rows, language):
            print_line(line)
        if not found.rows:
            print_line(message(language, "ledger.none"))
    return DONE


def _figures(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.build import build_library
    from assistant.ledger.figures import figures
    from assistant.ledger.tables import unit_named
    from assistant.query.stated import stated_scope
    from index.text.script import language_of

    _require_form(options)
    if options.plot is not None and options.plot.suffix.lower() not in PLOTS:
        wanted = options.plot.suffix or "a file without an ending"
        raise WrongUsage(f"--plot writes {', '.join(PLOTS[:-1])} or {PLOTS[-1]}, not {wanted}")
    if not options.measure.strip():
        raise WrongUsage("the measure is empty; name one, such as GDP")
    library = build_library(settings)
    asked = tuple(unit_named(unit.strip()) for unit in options.unit or ())
    found = figures(
        library,
        options.measure,
        scope=stated_scope(library, regions=options.region or (), issuers=options.issuer or ()),
        years=tuple(options.year or ()),
        kinds=tuple(options.kind or ()),
        units=tuple(column.base for column in asked),
        planned=True if options.planned else False if options.happened else None,
    )
    language = language_of(options.measure)
    if options.plot is not None:
        _plot(found, options.plot, language, asked)
    if options.json and not (options.csv or options.xlsx):
        print_document(found.to_json())
    elif _wrote_table(options, found.rows, language, asked):
        if not options.quiet:
            for line in (*taken_lines(found, language), *missing_lines(found, language)):
                complain(line)
    else:
        lines = (*taken_lines(found, language), *row_lines(found.rows, language, asked))
        for line in (*lines, *missing_lines(found, language)):
            print_line(line)
    return DONE


def _require_form(options: argparse.Namespace) -> None:
    if options.out is not None and not (options.csv or options.xlsx):
        raise WrongUsage("--out writes a table; say which: --csv or --xlsx")
    if options.xlsx and options.out is None:
        require_no_terminal("workbook", ".xlsx")


def _wrote_table(
    options: argparse.Namespace, rows: "Sequence[LedgerRow]", language: "Language", asked: "Sequence[UnitColumn]"
) -> bool:
    """Writes a table where one is asked for."""
    if not (options.csv or options.xlsx):
        return False
    from assistant.ledger.tables import csv_text, xlsx_bytes

    content = xlsx_bytes(rows, language, asked) if options.xlsx else csv_text(rows, language, asked).encode()
    if options.out is not None:
        write_bytes(options.out, content)
    else:
        print_bytes(content)
    return True


def _plot(found: "Figures", path: Path, language: "Language", asked: "Sequence[UnitColumn]") -> None:
    from assistant.ledger.plotting import plot

    drawn = plot(found, language, asked, page=path.suffix.lower() == ".html")
    if drawn is None:
        complain("there is nothing to draw: no two years or places have a figure of one kind and unit")
    elif path.suffix.lower() == ".png":
        from assistant.ledger.picture import FONTS, has_chinese, png_of

        if not has_chinese():
            package = FONTS.replace("_", "-")
            complain(f"no font here has Chinese, which the picture lacks: pip install {package}, or draw an .svg")
        write_bytes(path, png_of(drawn))
    else:
        write_bytes(path, drawn.encode())


def taken_lines(found: "Figures", language: "Language") -> Iterator[str]:
    """What the measure was taken for, where that is called otherwise; the nearest ones where it is unknown."""
    from assistant.messages import listed, message

    measure = found.measure
    if not measure.is_known:
        yield message(language, "ledger.unknown", typed=measure.typed)
        if measure.nearest:
            yield message(language, "ledger.nearest", measures=listed(language, measure.nearest))
    elif measure.typed != measure.taken_for:
        yield message(language, "ledger.taken_for", typed=measure.typed, measure=measure.taken_for)


def row_lines(rows: "Sequence[LedgerRow]", language: "Language", asked: "Sequence[UnitColumn]" = ()) -> Iterator[str]:
    """Lines of each figure: what it is, what disagrees with it, what stands there, and where."""
    from assistant.ledger import tables
    from assistant.messages import message

    columns = {column.base: column for column in tables.columns_of(rows, language, asked)}
    for row in rows:
        column = columns[row.entry.unit]
        converted = f"{tables.value(row, column)}{column.name}"
        written = "".join(row.entry.text.split()).replace("％", "%")
        figure = tables.said(row, language)
        told = [
            tables.kind_said(row, language),
            tables.stage_said(row, language),
            tables.period_said(row),
            row.entry.base,
            " ".join(row.entry.qualifiers),
            "" if row.decides else message(language, "ledger.also"),
        ]
        same = converted.strip().removeprefix("-") == written.removeprefix("-") or column.base in _PLAIN
        shown = figure if same else f"{figure} = {converted}"
        yield "  ".join(part for part in (row.whose, row.entry.measure, shown, " · ".join(filter(None, told))) if part)
        yield from (f"    {note}" for note in tables.notes(row, language))
        yield f"    {' '.join(row.sentence.split())}"
        yield f"    {row.locator}"


def missing_lines(found: "Figures", language: "Language") -> Iterator[str]:
    """Which reports have a later version, which in scope give no figure, and whose ledgers are not there yet."""
    from assistant.messages import listed, message

    if found.measure.is_known and not found.rows:
        yield message(language, "ledger.none_in_scope", measure=found.measure.taken_for)
    aside = {row.source: row.set_aside for row in found.rows if row.set_aside is not None}
    for source, later in aside.items():
        if later.reason == "version":
            yield message(language, "ledger.version", title=later.title, earlier=source, later=later.source)
    if found.rows and found.without:
        named = listed(language, _named(found, found.without))
        yield message(language, "ledger.without", count=len(found.without), reports=named)
    if found.unread:
        named = listed(language, _named(found, found.unread))
        yield message(language, "ledger.unread", count=len(found.unread), reports=named)


def _named(found: "Figures", ids: Sequence[str]) -> list[str]:
    """The titles of the first few."""
    return [found.title_of(each) for each in ids[:_NAMED]] + (["…"] if len(ids) > _NAMED else [])
