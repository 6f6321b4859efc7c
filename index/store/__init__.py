"""What a library keeps: the catalogue, which is the truth, and the vectors and words derived from it."""
