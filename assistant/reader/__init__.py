"""The extractive reader: ranked passages to the quotes that answer."""
