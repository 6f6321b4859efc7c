"""What a text says: figures, units, years, places, sentences. Nothing here reads a file or a library."""
