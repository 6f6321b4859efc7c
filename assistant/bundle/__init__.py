"""Verdicts and answers as files to keep: a bundle that can be verified, and pages of it for people and machines."""

from assistant.bundle.items import Overrule, Reviewed
from assistant.bundle.reading import read_bundle
from assistant.bundle.writing import FORMATS, named_formats, write_exports

__all__ = ["FORMATS", "Overrule", "Reviewed", "named_formats", "read_bundle", "write_exports"]
