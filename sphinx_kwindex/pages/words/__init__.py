"""Figures, sentences and docstrings as text."""
