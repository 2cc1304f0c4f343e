"""The indexes that other tools made: what they say joins what our own engine found out.

From the bottom up: ``files`` (the indexes themselves), ``paths`` (which of our files they speak
of), ``lines`` (their columns in ours), ``checking`` (one file, held against its text), ``joining``
(both together, across files), and ``collecting`` (all of it).
"""
