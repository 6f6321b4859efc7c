"""A bundle as a page or a file for people and machines: a module a format."""
