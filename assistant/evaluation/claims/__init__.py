"""Runs over claims with known verdicts."""
