"""Candidates of both legs to one ranking."""
