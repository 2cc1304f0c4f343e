"""What projects declare of themselves."""
