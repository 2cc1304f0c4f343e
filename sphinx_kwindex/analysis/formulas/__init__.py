"""Formulas in TeX: what may be typeset, as it is typeset and in plain characters."""
