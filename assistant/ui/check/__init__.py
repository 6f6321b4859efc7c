"""The Check tab: a table of claims, and a claim beside its evidence."""
