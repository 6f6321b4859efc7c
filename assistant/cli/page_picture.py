"""`wenju show REPORT --page N --quote START:END --image FILE.png`: a page's picture in a file."""

from pathlib import Path

from assistant.errors import WrongUsage
from index.library import Library
from index.report import Report


def write_page(library: Library, report: Report, page: int | None, quote: tuple[int, int] | None, file: Path) -> int:
    """Writes the page's picture and returns its number: without `page`, that on which the quote begins."""
    if quote is not None and quote[1] > len(report.text):
        raise WrongUsage(f"--quote ends beyond the report's {len(report.text)} characters")
    number = page or (report.page_at(quote[0]) if quote else None)
    if number is None:
        raise WrongUsage("--image needs --page N, or --quote START:END of a report with pages")
    file.write_bytes(library.page_image(report.report_id, number, quote))
    return number
