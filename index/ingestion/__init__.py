"""From paths to reports that are stored: find files, read them, cut them into passages, embed."""
