"""What themes are told of a page."""
