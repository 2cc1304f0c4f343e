"""Which definition uses which: of one file, and of all together."""
