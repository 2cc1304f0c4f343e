"""What links and names in documents mean."""
