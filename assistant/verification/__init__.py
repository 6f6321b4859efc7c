"""Facts of a claim against facts of reports: one comparison, part by part."""
