"""The Reports tab: what the library holds, how files come in and go, collections, and a report's own page."""
