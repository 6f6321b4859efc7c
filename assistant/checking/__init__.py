"""Claims in, verdicts out: claims are found and split, evidence is gathered, and each is judged by what it rests on."""
