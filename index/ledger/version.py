"""Which reader a kept ledger was read by."""

from index.facts.reports import FACTS_VERSION

# Whoever changes what the entries are changes this: ledgers that were kept are read again.
LEDGER_VERSION = "13"


def ledger_version() -> str:
    """Names the readers of facts and of entries; a ledger of another version is out of date."""
    return f"facts {FACTS_VERSION}, ledger {LEDGER_VERSION}"
