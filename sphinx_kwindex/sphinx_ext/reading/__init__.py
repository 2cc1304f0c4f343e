"""From staged pages to documents."""
