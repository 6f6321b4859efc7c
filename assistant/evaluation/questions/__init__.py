"""Runs over questions with known answers."""
