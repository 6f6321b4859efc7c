"""Local models: the embedding model, a cross-encoder that ranks again, one that judges entailment."""
