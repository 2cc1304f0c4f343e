"""Building a site in shards: four steps, of which each reads files and writes files.

The steps are those of every build, cut where what passes from one to the next is small and plain:
facts of files, staged pages, written pages.
"""
