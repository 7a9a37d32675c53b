"""A reading drawn against its zones; mirror: service_worker/screens/ruler.js.

The drawing is 320 wide; the track runs from 10 to 310. Everything is a whole number,
so that both hosts print the same bytes.
"""

from collections.abc import Iterator
from typing import Any

from fieldapp.domain.documents import Document
from fieldapp.domain.quantities import padded
from fieldapp.screens.decimals import places, scaled

LEFT = 10
WIDTH = 300
ROOM = 72
MOST_TICKS = 12
BOUNDS = ["red_below", "amber_below", "amber_above", "red_above"]


def ruler(item: Document, limit: Document | None, value: str | None) -> Document | None:
    """Return zones, ticks, labels and mark; None when there is nothing to draw."""
    scale = item.get("scale")
    if not scale or limit is None:
        return None
    bounds = [limit.get(name) for name in BOUNDS]
    texts = [scale["from"], scale["to"], *bounds, value]
    if any("E" in text for text in texts if text):
        return None
    power = places(*texts)
    low, high = scaled(scale["from"], power), scaled(scale["to"], power)
    if high <= low:
        return None
    edges = [None if bound is None else scaled(bound, power) for bound in bounds]
    return {
        "zones": _zones(edges, low, high),
        "ticks": _ticks(low, high),
        "labels": _labels(scale, _padded(bounds, item), edges, low, high),
        "mark": None if value is None else _x(scaled(value, power), low, high),
    }


def _padded(bounds: list[str | None], item: Document) -> list[str | None]:
    decimals = item.get("decimals") or 0
    return [None if bound is None else padded(bound, decimals) for bound in bounds]


def _x(number: int, low: int, high: int) -> int:
    inside = min(max(number, low), high)
    return LEFT + WIDTH * (inside - low) // (high - low)


def _zones(edges: list[int | None], low: int, high: int) -> list[Document]:
    red_below, amber_below, amber_above, red_above = edges
    amber_from = low if red_below is None else red_below
    amber_to = high if red_above is None else red_above
    green_from = amber_from if amber_below is None else amber_below
    green_to = amber_to if amber_above is None else amber_above
    stretches = [
        ("red", low, amber_from),
        ("amber", amber_from, green_from),
        ("green", green_from, green_to),
        ("amber", green_to, amber_to),
        ("red", amber_to, high),
    ]
    return [
        {"zone": zone, "x": _x(start, low, high), "width": width}
        for zone, start, end in stretches
        if (width := _x(end, low, high) - _x(start, low, high)) > 0
    ]


def _ticks(low: int, high: int) -> list[int]:
    step = next(step for step in _steps() if (high - low) // step <= MOST_TICKS)
    first = (low // step + 1) * step
    return [_x(number, low, high) for number in range(first, high, step)]


def _steps() -> Iterator[int]:
    power = 1
    while True:
        yield from (power, 2 * power, 5 * power)
        power *= 10


def _labels(
    scale: Document,
    bounds: list[str | None],
    edges: list[int | None],
    low: int,
    high: int,
) -> list[Document]:
    minimum = _first(bounds[0], bounds[1])
    maximum = _first(bounds[3], bounds[2])
    least = _first(edges[0], edges[1])
    most = _first(edges[3], edges[2])
    left = None if least is None else _x(least, low, high)
    right = None if most is None else _x(most, low, high)
    labels = []
    if (left is None or left >= LEFT + ROOM) and (
        right is None or right >= LEFT + ROOM
    ):
        labels.append(_label("from", scale["from"], LEFT, "start"))
    if left is not None and minimum is not None:
        is_tight = right is not None and right - left < ROOM
        labels.append(_label("minimum", minimum, *_anchored(left, is_tight, "end")))
    if right is not None and maximum is not None:
        is_tight = left is not None and right - left < ROOM
        labels.append(_label("maximum", maximum, *_anchored(right, is_tight, "start")))
    end = LEFT + WIDTH
    if (left is None or left <= end - ROOM) and (right is None or right <= end - ROOM):
        labels.append(_label("to", scale["to"], end, "end"))
    return labels


def _anchored(x: int, is_tight: bool, anchor: str) -> tuple[int, str]:  # noqa: FBT001
    if is_tight:
        return x, anchor
    if x < LEFT + ROOM // 2:
        return LEFT, "start"
    if x > LEFT + WIDTH - ROOM // 2:
        return LEFT + WIDTH, "end"
    return x, "middle"


def _label(kind: str, value: str, x: int, anchor: str) -> Document:
    return {"kind": kind, "value": value, "x": x, "anchor": anchor}


def _first(one: Any, other: Any) -> Any:
    return other if one is None else one
