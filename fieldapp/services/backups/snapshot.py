"""What a copy of a database says about the moment that it shows."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Its life, its schema, and every file of evidence that it counts on."""

    epoch: str
    revision: str
    blobs: list[tuple[str, int]]
