"""What stands in a file and is no part of its report: banners, page counters, a site's own frame."""

from index.parsing.boilerplate import banners
from index.parsing.boilerplate.page_chrome import chrome_cuts
from index.parsing.document import Cut


def boilerplate_cuts(text: str) -> list[Cut]:
    """Every span of a text that is no part of its report."""
    return [*banners.invisible_cuts(text), *banners.cuts(text, banners.DEBRIS_RULES), *chrome_cuts(text)]
