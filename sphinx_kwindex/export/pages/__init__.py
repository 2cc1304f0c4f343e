"""The pages of a site for other programs: as Markdown, as JSON, and as lists of what there is.

They are made from the blocks of the staged pages, so they say what the pages say.
"""
