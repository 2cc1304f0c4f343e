"""What tests and examples name of other files, seen from either side."""
