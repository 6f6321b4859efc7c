"""Word documents (.docx, .docm): the text that a reader of the page sees, out of the package's XML."""
