"""The pages of a file."""
