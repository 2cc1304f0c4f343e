"""Which definitions are tests, what they name, and how they are run."""
