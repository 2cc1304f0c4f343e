"""Finding what is referred to, here and elsewhere."""
