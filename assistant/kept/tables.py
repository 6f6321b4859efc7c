"""The tables of what is kept, and the database's own version."""

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, MetaData, String, Table, Text

# Of the tables below. A database of a later version is refused: what it holds may not be lost by writing to it.
# Version 2 added the tables of asked reports, and nothing else: one of version 1 is given them when it is opened.
VERSION = 2

METADATA = MetaData()

KEPT_VERSION = Table("kept_version", METADATA, Column("version", Integer, primary_key=True, autoincrement=False))

# A conversation or a check. `library` is the folder of the library it was held with.
HEADS = Table(
    "heads",
    METADATA,
    Column("id", String(64), primary_key=True),
    Column("owner", String(64), nullable=False),
    Column("library", Text, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("title", Text, nullable=False),
    Column("begun", String(32), nullable=False),
    Column("changed", String(32), nullable=False),
    Index("heads_of_owner", "owner", "library", "changed"),
)

# A question. `place` is None where another took its place: it is in the conversation no more, and its link still opens.
TURNS = Table(
    "turns",
    METADATA,
    Column("id", String(64), primary_key=True),
    Column("head", String(64), ForeignKey("heads.id", ondelete="CASCADE"), nullable=False),
    Column("place", Integer),
    Column("question", Text, nullable=False),
    Column("asked", String(32), nullable=False),
    Column("state", String(64), nullable=False),
    Column("limits", Text, nullable=False),
    Column("answer", Text),
    Column("failure", Text, nullable=False),
    Column("ending", String(16), nullable=False),
    Index("turns_of_head", "head", "place"),
)

# The claims of a check, with the name of their file and the state of the library when it began.
CHECKS = Table(
    "checks",
    METADATA,
    Column("head", String(64), ForeignKey("heads.id", ondelete="CASCADE"), primary_key=True),
    Column("name", Text, nullable=False),
    Column("state", String(64), nullable=False),
    Column("entries", Text, nullable=False),
)

# What a check came from, where there is more than its claims: an article's text and Word file, the limits as the page
# sent them, and the verdicts of the check that it repeats.
CHECK_SOURCES = Table(
    "check_sources",
    METADATA,
    Column("head", String(64), ForeignKey("heads.id", ondelete="CASCADE"), primary_key=True),
    Column("text", Text, nullable=False),
    Column("document", LargeBinary),
    Column("limits", Text, nullable=False),
    Column("before", Text, nullable=False),
)

# What was decided of a claim, by its number from 1, and what a person says otherwise.
VERDICTS = Table(
    "verdicts",
    METADATA,
    Column("head", String(64), ForeignKey("heads.id", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("verdict", Text),
    Column("error", Text, nullable=False),
    Column("overrule", Text),
)

# Questions that every report was asked: the questions and the reports' rows as JSON.
EACH_RUNS = Table(
    "each_runs",
    METADATA,
    Column("head", String(64), ForeignKey("heads.id", ondelete="CASCADE"), primary_key=True),
    Column("state", String(64), nullable=False),
    Column("questions", Text, nullable=False),
    Column("reports", Text, nullable=False),
)

# What a report answered to a question, by the place of each from 0; `serial` rises with each that is written, `told` is
# 1 where it is an answer.
EACH_CELLS = Table(
    "each_cells",
    METADATA,
    Column("head", String(64), ForeignKey("heads.id", ondelete="CASCADE"), primary_key=True),
    Column("report", Integer, primary_key=True, autoincrement=False),
    Column("question", Integer, primary_key=True, autoincrement=False),
    Column("serial", Integer, nullable=False),
    Column("told", Integer, nullable=False),
    Column("cell", Text),
    Column("error", Text, nullable=False),
)
