"""Whether a quote says what a statement says."""
