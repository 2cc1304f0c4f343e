"""What names and imports of Python mean in a repository."""
