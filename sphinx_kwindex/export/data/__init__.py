"""The facts of a repository as lines of JSON, for scripts and for our own ``query``."""
