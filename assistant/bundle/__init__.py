"""Evidence to keep: verdicts and answers as a bundle that can be verified, and pages of it for people and machines."""
