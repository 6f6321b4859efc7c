"""The ledger: every figure of a report as one entry, with its parts and where they stand."""
