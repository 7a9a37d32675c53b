"""Scribbles that pass for signatures, drawn by the program in tenths of a pixel."""

from itertools import pairwise
from math import cos, pi, sin
from random import Random

from fieldapp.domain.canonical import canonical_bytes

POOL = 12
HEIGHT = 1600
BASELINE = 900
LEFT = 250
POINTS_A_LOOP = 9
MS_BETWEEN_POINTS = 16


def signature(n: int) -> bytes:
    """Return one of a dozen signatures, the same bytes for the same number."""
    rng = Random(f"signature:{n % POOL}")  # noqa: S311 # a drawing, not a secret
    strokes, left, elapsed = [], LEFT, 0
    for letters in (rng.randint(2, 3), rng.randint(3, 5)):
        points = _loops(rng, left, letters)
        strokes.append(_stroke(points, elapsed))
        left = max(x for x, _ in points) + 120
        elapsed += len(points) * MS_BETWEEN_POINTS + 300
    strokes.append(_stroke(_flourish(rng, left), elapsed))
    box = [0, 0, left + 200, HEIGHT]
    return canonical_bytes({"format": 1, "box": box, "strokes": strokes})


def _loops(rng: Random, left: int, letters: int) -> list[tuple[int, int]]:
    """Return a line of leaning loops, the first one tall like a capital."""
    points = []
    for letter in range(letters):
        tall = rng.randint(430, 560) if not letter else rng.randint(110, 330)
        wide, step = rng.randint(70, 140), rng.randint(180, 260)
        for point in range(POINTS_A_LOOP):
            turn = 2 * pi * point / POINTS_A_LOOP
            rise = tall * (1 - cos(turn)) / 2
            x = left + step * point / POINTS_A_LOOP - wide * sin(turn) + rise * 0.35
            points.append((round(x), round(BASELINE - rise)))
        left += step
    return points


def _flourish(rng: Random, right: int) -> list[tuple[int, int]]:
    """Return the line that people put under their name."""
    dip = rng.randint(40, 130)
    xs = range(LEFT, right, max(1, (right - LEFT) // 10))
    return [
        (x, BASELINE + 180 + round(dip * sin(pi * n / 10))) for n, x in enumerate(xs)
    ]


def _stroke(points: list[tuple[int, int]], started_ms: int) -> list[int]:
    """Return the first point and its time, then the steps to the others."""
    stroke = [*points[0], started_ms]
    for (x, y), (next_x, next_y) in pairwise(points):
        stroke += [next_x - x, next_y - y, MS_BETWEEN_POINTS]
    return stroke
