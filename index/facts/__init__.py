"""What a text says, clause by clause: facts with a key, figures and attributes."""
