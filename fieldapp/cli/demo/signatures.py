"""Scribbles that pass for signatures, drawn by the program in tenths of a pixel."""

from random import Random

from fieldapp.domain.canonical import canonical_bytes

POOL = 12
WIDTH, HEIGHT = 3000, 1600
MS_BETWEEN_POINTS = 16


def signature(n: int) -> bytes:
    """Return one of a dozen signatures, the same bytes for the same number."""
    rng = Random(f"signature:{n % POOL}")  # noqa: S311 # a drawing, not a secret
    x, y, elapsed = 240, 800, 0
    strokes = []
    for _ in range(rng.randint(1, 3)):
        stroke = [x, y, elapsed]
        for step in range(rng.randint(14, 30)):
            up = -1 if step % 4 < 2 else 1  # noqa: PLR2004 # two up, two down: a wave
            dx, dy = rng.randint(18, 60), up * rng.randint(60, 260)
            dy = max(200 - y, min(dy, HEIGHT - 200 - y))
            stroke += [dx, dy, MS_BETWEEN_POINTS]
            x, y, elapsed = x + dx, y + dy, elapsed + MS_BETWEEN_POINTS
        strokes.append(stroke)
        x, y, elapsed = x + rng.randint(40, 90), 800, elapsed + 300
    drawing = {
        "format": 1,
        "box": [0, 0, max(WIDTH, x + 200), HEIGHT],
        "strokes": strokes,
    }
    return canonical_bytes(drawing)
