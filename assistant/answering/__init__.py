"""Answers by the kind of question: from the ledger where figures are asked for, from the reports' words elsewhere."""
