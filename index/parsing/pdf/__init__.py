"""PDF files: from characters to lines, tables, headings and blocks; pages drawn; pictures read."""
