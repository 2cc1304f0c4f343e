"""The stages in a row, and what they take and give."""
