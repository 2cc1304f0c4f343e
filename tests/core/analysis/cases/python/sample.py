"""Predicts tides."""


class Station:
    """A place."""

    name: str = "Heron Quay"

    def read(self, path):
        raise ValueError(f"cannot read {path}")
