"""The ledger asked: a measure found by what somebody types, its figures over all reports, and tables of them."""
