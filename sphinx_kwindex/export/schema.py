"""The form of the data as a JSON Schema, made from the records that are written."""

from __future__ import annotations

import msgspec

from sphinx_kwindex.records.data_lines import FORMAT, LINES, MANIFEST, Manifest


def data_schema() -> bytes:
    """Return the schema of the lines of each file of data, and of the manifest, by their names."""
    kinds: dict[str, type[msgspec.Struct]] = {f"{name}.jsonl": LINES[name] for name in LINES}
    kinds[MANIFEST] = Manifest
    roots, components = msgspec.json.schema_components(
        kinds.values(), ref_template="#/$defs/{name}"
    )
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"Data of sphinx-kwindex, format {FORMAT}",
        "description": "What a line of each file is, by the name of the file.",
        "properties": dict(zip(kinds, roots, strict=True)),
        "$defs": components,
    }
    return msgspec.json.format(msgspec.json.encode(schema), indent=2) + b"\n"
