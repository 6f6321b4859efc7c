"""Closed classes, names and spoken forms, as data."""
