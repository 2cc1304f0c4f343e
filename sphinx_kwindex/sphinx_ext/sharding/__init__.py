"""The build of one shard, and the one that merges all: what they do otherwise than a whole build.

The pages come from an archive instead of the pipeline.  A build reads the user's documents, its own
pages, and of others the heads of those that tables of contents list, so that its pages show what
they show in a whole build; it writes its own alone.
"""
