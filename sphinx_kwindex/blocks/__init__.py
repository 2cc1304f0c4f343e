"""What pages are made of, and the formats that show it."""
