"""Facts of a statement against facts of reports: one comparison, part by part."""
