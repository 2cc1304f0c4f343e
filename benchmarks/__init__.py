"""Compare sphinx-kwindex with other documentation generators on one tree of Python files.

Run it from the checkout: ``python -m benchmarks TREE``. Each tool builds a copy of the tree three
times (first build, no-op build, build after a one-line edit), and the report gives time, memory,
pages and warnings of each build, with the ratios of sphinx-kwindex to each peer.

Machines are noisy, so seconds of different runs must not be compared. The tools therefore take
turns within one run, scenario by scenario, and the ratios of one run are what counts.
"""
