"""A language model behind our own clock."""
