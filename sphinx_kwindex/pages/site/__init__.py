"""The plan of a site: its pages, their names, and what can be referred to."""
