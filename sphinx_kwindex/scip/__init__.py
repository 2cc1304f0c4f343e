"""The format SCIP, which tools that navigate code share; nothing else knows its bytes.

From the bottom up: ``wire`` (protobuf), ``messages`` (the records that are written),
``descriptors`` (what a symbol says of itself), and ``reading`` (the indexes of other tools).
"""
