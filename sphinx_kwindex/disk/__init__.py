"""Opening files: those of repositories, which nobody vetted, and our own."""
