"""The first sentence of a docstring, which is not said again below."""

from __future__ import annotations

from sphinx_kwindex.analysis.sentences import ELLIPSIS, whole_sentence


class Opening:
    """The first sentence, on its way from the paragraph that it begins.

    Parameters
    ----------
    sentence:
        The sentence as written, on one line; empty where there is none.
    """

    def __init__(self, sentence: str) -> None:
        self.sentence = sentence
        self._is_ahead = bool(sentence)

    def cut_from(self, paragraph: str) -> str:
        """Return what a paragraph says after the sentence; all of it unless it begins so."""
        if not self._is_ahead:
            return paragraph
        head = self.sentence.removesuffix(ELLIPSIS)
        if not paragraph.startswith(head):
            return paragraph
        if head != self.sentence:
            self.sentence = whole_sentence(paragraph)
        self._is_ahead = False
        return paragraph[len(self.sentence) :].strip()

    def is_below(self, title: str) -> bool:
        """Return whether the sentence is still to come below a title, or is that itself."""
        is_ahead = self._is_ahead
        if title == self.sentence:
            self._is_ahead = False
        return is_ahead
