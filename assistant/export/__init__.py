"""Verdicts and answers as files to keep: a bundle that can be verified, and pages of it for people and machines."""

from .items import Overrule, Reviewed
from .reading import read_bundle
from .writing import FORMATS, named_formats, write_exports

__all__ = ["FORMATS", "Overrule", "Reviewed", "named_formats", "read_bundle", "write_exports"]
