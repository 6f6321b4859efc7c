"""Report files in, ranked passages out."""
