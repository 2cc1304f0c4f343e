"""The data of the finder: a few small scripts of many, which a browser loads when it needs them.

*Entries.*  An entry is one line: its kind, what it is (public, tested, documented), its weight, its
name, its anchor and the first sentence about it.  The header above it says on which page it is.  No
line number is in an entry: an edit that shifts lines changes none.

*Keys.*  An entry is found by each word edge of its name: ``load_state_dict`` by ``loadstatedict``,
``statedict`` and ``dict``; further by what encloses it with its name (``moduleloadstatedict``) and
by initials (``lsd``).  A place of an entry under a key is a *posting*.

*Shards.*  The postings of a family, sorted by key, are cut into shards by a binary trie over the
letters of the keys: a node is a shard if its postings fit into one, else it is halved.  So the
content of a shard depends on the postings of its node alone, and an edit rewrites the shards that
hold what it changed, whatever else there is.  Shards are named after their content.

*Families.*  ``names`` holds the entries, ``words`` which words are inside others (``open`` in
``urlopen``; typing errors are mended by it as well), ``lines`` the lines of the places of files.
For a beginning that spans many shards of names there is one of the best entries, a *top*.

*Root.*  One script with the first key and the name of every shard.  A query looks up its words
there and loads at most three shards.  Where that would be large, the root names a directory for
each first letter instead, which has those of the shards for it (``directories``).

*Making.*  From nothing, postings are sorted on disk and each shard is written as soon as it is
complete (``making``); after an edit, the shards that hold what changed are made again (``index``).
Both end with the same shards.

Every shard is a script that calls one function, since browsers refuse to read other files for a
page that was opened from a folder.
"""
