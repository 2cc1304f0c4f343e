"""The generated pages in a book."""
