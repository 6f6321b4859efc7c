"""Checking claims: files and articles into claims, claims into parts, parts judged against the reports' quotes."""
