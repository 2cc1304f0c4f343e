"""What Sphinx makes of a site as a whole: the search index and the inventory."""
