"""Questions about a repository, answered from the data of a build alone."""
