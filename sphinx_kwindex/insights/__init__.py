"""Evidence about a file that is neither a definition nor an import: what rules match in it."""
