"""A question to what it asks for: kind, scope, words to search; follow-ups made whole."""
