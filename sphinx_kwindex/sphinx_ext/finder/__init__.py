"""The finder in a site: its data, its script, and the documents that the user wrote."""
