"""Everything that can go wrong between a report file and a ranked passage.

ReportIndexError                 the root; its message is one line for the user
├── UnreadableReport             a file gave no report; the others go on
│   ├── UnsupportedFormat        no parser for this kind of file
│   ├── DamagedFile              empty, truncated, not what its name says
│   ├── EncryptedFile            needs a password
│   ├── NoTextLayer              page images only
│   └── LimitExceeded            too large, too slow or too deep to parse safely
├── NoSuchPage                   the report has no page of that number, or no pages (wrong usage)
├── UnknownReport                no report, or several, by that name or id (wrong usage)
├── LibraryError
│   ├── LibraryMissing           there is no library in that folder
│   ├── LibraryBusy              another process is writing; a retry helps
│   ├── LibraryDamaged           the catalogue itself does not read
│   ├── LibraryMismatch          made with another model or another layout
│   ├── LibraryNotWritable       permission or space; nothing was changed
│   ├── WrongLibraryAddress      the address names no library (wrong usage)
│   ├── ClusterExtraMissing      a cluster's address, and the extra for clusters is not installed
│   ├── LibraryUnreachable       a cluster's object store or Milvus does not answer; a retry helps
│   └── WorkersUnreachable       no Ray cluster answers, or its workers lack what it takes
├── EmbeddingError               the embedding model does not load
└── WordsError                   the model that finds words is missing, or is not the one tested
"""


class ReportIndexError(Exception):
    """Root of this package's errors; `str()` is one line: what, where, what to do next."""


class UnreadableReport(ReportIndexError):
    """A file that cannot become a report. `str()` gives the reason without the file's name."""


class UnsupportedFormat(UnreadableReport):
    """No parser reads this kind of file."""


class DamagedFile(UnreadableReport):
    """The file is empty, truncated or not what its name says."""


class EncryptedFile(UnreadableReport):
    """The file needs a password."""


class NoTextLayer(UnreadableReport):
    """The file holds pictures of pages and no text."""


class LimitExceeded(UnreadableReport):
    """The file is larger, slower or deeper than the limits allow."""


class NoSuchPage(ReportIndexError):
    """The report has no page of that number, or is no PDF."""


class UnknownReport(ReportIndexError):
    """No report, or more than one, goes by the name or id given."""


class LibraryError(ReportIndexError):
    """The library as a whole cannot do what was asked."""


class LibraryMissing(LibraryError):
    """There is no library in the folder given."""


class LibraryBusy(LibraryError):
    """Another process is writing to the library; trying again later helps."""


class LibraryDamaged(LibraryError):
    """The catalogue, which is the truth, does not read."""


class LibraryMismatch(LibraryError):
    """The library was made with another embedding model or another layout."""


class LibraryNotWritable(LibraryError):
    """No permission or no space to write; nothing was changed."""


class WrongLibraryAddress(LibraryError):
    """The address of a library cannot be understood."""


class ClusterExtraMissing(LibraryError):
    """A cluster is named, and what it takes is not installed."""


class LibraryUnreachable(LibraryError):
    """The object store or Milvus of a cluster library does not answer; trying again later helps."""


class WorkersUnreachable(LibraryError):
    """The Ray cluster that was named does not answer, or its workers can't do the work."""


class EmbeddingError(ReportIndexError):
    """The embedding model cannot be loaded."""


class WordsError(ReportIndexError):
    """The model that finds words is missing, damaged, or not the one that was tested."""
