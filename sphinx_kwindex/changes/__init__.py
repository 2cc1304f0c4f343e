"""What changed between two states of a repository, told from the data of a build of each."""
