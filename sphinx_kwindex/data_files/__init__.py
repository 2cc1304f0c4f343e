"""The data that a build wrote for other programs, read."""
