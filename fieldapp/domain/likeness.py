"""How alike two photos look (mirror: service_worker/domain/likeness.js)."""

SIDE = 9
"""A photo is told by this many rows and columns of mean grey."""

LEAST_RANGE = 24
LIKE_BITS = 7


def fingerprint(cells: list[int]) -> str | None:
    """Return 128 bits as hexadecimal text: which neighbour in 9 x 9 cells is brighter.

    A difference hash over rows and over columns (N. Krawetz, "Kind of Like That",
    2013), twice the usual 64 bits: with those one pair in a thousand of photos that
    have nothing in common looked alike, with these none. `cells` are greys from 0 to
    255, row by row. None for a view without contrast, which looks like any other.
    """
    if len(cells) != SIDE * SIDE:
        raise ValueError("a fingerprint is taken of 9 rows of 9 cells")
    if max(cells) - min(cells) < LEAST_RANGE:
        return None
    places = [(row, column) for row in range(SIDE - 1) for column in range(SIDE - 1)]
    at = [row * SIDE + column for row, column in places]
    across = [cells[here] < cells[here + 1] for here in at]
    down = [cells[here] < cells[here + SIDE] for here in at]
    bits = "".join("1" if bit else "0" for bit in [*across, *down])
    return "".join(f"{int(bits[n : n + 4], 2):x}" for n in range(0, len(bits), 4))


def difference(one: str, other: str) -> int:
    """Return in how many bits two fingerprints differ."""
    return (int(one, 16) ^ int(other, 16)).bit_count()


def is_alike(one: str, other: str) -> bool:
    """Whether two fingerprints are those of one view."""
    return difference(one, other) <= LIKE_BITS
