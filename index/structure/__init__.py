"""A parsed document's headings, sections, tables and metadata, and the passages that it is cut into."""
