"""What bounds the work of a lexer, which whoever shows a text goes by as well."""

DELIMITERS = (
    ("<!--", "-->"), ("/*", "*/"), ("<?", "?>"), ("<%", "%>"), ("{#", "#}"), ("{%", "%}"),
    ("{{", "}}"), ("<![CDATA[", "]]>"), ("(*", "*)"), ("{-", "-}"), ("#|", "|#"), ("[[", "]]"),
)  # fmt: skip
"""Where what may be long begins, and ends, in any language."""
LONGEST_LINE = 10_000
"""A longer line was not written by a person, and is not lexed."""
