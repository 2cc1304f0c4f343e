"""Sites of several projects that lie below one folder, joined: one finder, and one A–Z.

Each is built for itself and lies there as Sphinx left it.  What its finder holds is enough to find
everything that it has, so nothing else is read, and no source.
"""
