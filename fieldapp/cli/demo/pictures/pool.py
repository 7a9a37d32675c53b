"""The pool of some sixty photos: which scenes, how many of each, drawn once."""

from collections.abc import Callable
from concurrent.futures import Executor, Future
from functools import cache
from random import Random

from fieldapp.cli.demo.pictures import indoors, outdoors
from fieldapp.cli.demo.pictures.canvas import Canvas

Photo = tuple[str, int]
"""A scene and a number below that of `SCENES`."""

SCENES: dict[str, tuple[Callable[[Random], Canvas], int]] = {
    "facade": (outdoors.facade, 8),
    "pole": (outdoors.pole, 8),
    "drop": (outdoors.drop, 5),
    "dish": (outdoors.dish, 3),
    "grounding": (outdoors.grounding, 3),
    "ont": (indoors.ont, 6),
    "label": (indoors.label, 9),
    "connector": (indoors.connector, 5),
    "television": (indoors.television, 6),
    "meter": (indoors.meter, 5),
    "speed_test": (indoors.speed_test, 2),
}


@cache
def drawn(photo: Photo) -> bytes:
    """Return the JPEG of a photo of the pool, the same bytes every time."""
    scene, number = photo
    draw, _ = SCENES[scene]
    rng = Random(f"photo:{scene}:{number}")  # noqa: S311 # a drawing, not a secret
    return draw(rng).jpeg()


def draw_ahead(threads: Executor) -> dict[Photo, Future[bytes]]:
    """Begin to draw the whole pool; Pillow leaves Python to others meanwhile."""
    return {photo: threads.submit(drawn, photo) for photo in all_photos()}


def all_photos() -> list[Photo]:
    """Return the whole pool."""
    return [
        (scene, number)
        for scene, (_, count) in SCENES.items()
        for number in range(count)
    ]
