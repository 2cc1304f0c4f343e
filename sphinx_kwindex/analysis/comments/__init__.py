"""What comments say: their words, without delimiters, directives of tools, notices and code.

One way for all languages: :mod:`syntax` takes a comment out of its delimiters, :mod:`words` drops
what nobody wrote for readers of the code (:mod:`directives`, :mod:`notices`, :mod:`code`) and turns
what is marked up (:mod:`markup`) into prose.
"""

from sphinx_kwindex.analysis.comments.head import leading_comment
from sphinx_kwindex.analysis.comments.syntax import Comment, comments_in
from sphinx_kwindex.analysis.comments.words import described_lines, first_words, summary_of_comments

__all__ = [
    "Comment",
    "comments_in",
    "described_lines",
    "first_words",
    "leading_comment",
    "summary_of_comments",
]
