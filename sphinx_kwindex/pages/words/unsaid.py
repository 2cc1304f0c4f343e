"""What stands in place of a file's own words; it is no word to search for."""

UNSAID = "It does not say what it is for."
