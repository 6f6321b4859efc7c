"""What words mean, as data: a table (.tsv) a kind, and one loader for all of them."""
