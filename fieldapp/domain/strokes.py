"""A signature as vectors in tenths of a pixel (mirror: domain/strokes.js).

`{"format": 1, "box": [x, y, width, height], "strokes": [[x, y, t, dx, dy, dt, …]]}`:
each stroke starts with its point and the milliseconds since the first touch, then
come differences. All are integers, so the digest is the same everywhere.
"""

import json
from typing import Any

from fieldapp.problem import Problem

Document = dict[str, Any]
LARGEST_BYTES = 6144
MOST_UNITS = 100_000
POINT = 3
BOX = 4


def parse_strokes(text: str) -> Document | None:
    """Return the drawing, None for an empty one; refuses what no pad has written."""
    if not text.strip():
        return None
    if len(text) > LARGEST_BYTES:
        raise Problem("arguments_invalid", field="signature")
    try:
        drawing = json.loads(text)
    except ValueError as fault:
        raise Problem("arguments_invalid", field="signature") from fault
    if not _is_drawing(drawing):
        raise Problem("arguments_invalid", field="signature")
    return drawing if drawing["strokes"] else None


def stroke_paths(drawing: Document) -> list[str]:
    """Return one SVG path a stroke, in the units of the drawing's box."""
    return [_path(stroke) for stroke in drawing["strokes"]]


def _path(stroke: list[int]) -> str:
    x, y = stroke[0], stroke[1]
    if len(stroke) == POINT:
        return f"M{x} {y}l1 0"
    rest = range(POINT, len(stroke), POINT)
    return f"M{x} {y}" + "".join(f"l{stroke[at]} {stroke[at + 1]}" for at in rest)


def _is_drawing(drawing: Any) -> bool:
    if not isinstance(drawing, dict) or set(drawing) != {"format", "box", "strokes"}:
        return False
    if drawing["format"] != 1 or not _are_units(drawing["box"], BOX):
        return False
    strokes = drawing["strokes"]
    return isinstance(strokes, list) and all(_is_stroke(each) for each in strokes)


def _is_stroke(stroke: Any) -> bool:
    if not isinstance(stroke, list) or not stroke or len(stroke) % POINT:
        return False
    return _are_units(stroke, len(stroke))


def _are_units(numbers: Any, count: int) -> bool:
    if not isinstance(numbers, list) or len(numbers) != count:
        return False
    return all(type(each) is int and abs(each) <= MOST_UNITS for each in numbers)
