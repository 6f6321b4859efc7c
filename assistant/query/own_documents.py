"""Which documents speak for whom they are issued by: reports, and the plans and reviews that no kind of report names.

A notice or a guide tells of others as well; an agency's strategic plan is asked as its annual report is.
"""

import re

from index.patterns import regex
from index.report import Metadata

_ENGLISH_REPORT = regex(r"\b(?:report|plan|review)$", re.IGNORECASE)


def is_own_document(metadata: Metadata) -> bool:
    """Whether a document is its issuer's own account of itself: a report of any kind, or an English plan or review."""
    if metadata.kind != "other":
        return True
    return (
        metadata.language == "en" and metadata.issuer is not None and _ENGLISH_REPORT.search(metadata.title) is not None
    )
