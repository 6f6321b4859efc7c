"""Every report asked every question: a row a report, a column a question."""
