"""The pages of a folder and of the repository."""
