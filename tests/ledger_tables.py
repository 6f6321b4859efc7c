"""Reports whose blocks are lines and tables, as the ledger's readers of tables take them."""

from index.ledger.times import Times, times_of
from index.parsing.html import parse_html
from index.parsing.markdown import parse_markdown
from index.report import BlockKind, Metadata, Report, Source
from index.structure.sections import section_tree

YEARLY = Metadata("Report", language="en", year=2022, kind="annual_report")


def report_of(text: str, metadata: Metadata = YEARLY) -> Report:
    """A report of a Markdown text, or of HTML where it begins with a tag."""
    document = (parse_html if text.lstrip().startswith("<") else parse_markdown)(text.encode())
    sections = section_tree(document, None)
    return Report(
        "0" * 64, metadata, document.text, "", "1", sections, document.blocks, sources=(Source("r", None, ""),)
    )


def table_of(text: str, metadata: Metadata = YEARLY) -> tuple[Report, int, Times]:
    """The report, the number of its last table and its times."""
    report = report_of(text, metadata)
    number = max(number for number, block in enumerate(report.blocks) if block.kind is BlockKind.TABLE)
    return report, number, times_of(report)
