"""A sheet to draw a scene on, made to look as if a phone had taken it."""

from collections.abc import Sequence
from functools import cache
from io import BytesIO
from math import cos, radians, sin
from random import Random

from PIL import Image, ImageChops, ImageDraw, ImageFont, ImageOps

WIDTH, HEIGHT = 1200, 900
QUALITY = 70
ZOOM = 0.93

Colour = tuple[int, int, int]
GRAIN: Colour = (232, 232, 232)
Box = tuple[float, float, float, float]


class Canvas:
    """One picture in the making, with chance of its own."""

    def __init__(self, rng: Random, top: Colour, bottom: Colour) -> None:
        self.rng = rng
        self.image = _gradient(top, bottom, (WIDTH, HEIGHT))
        self.draw = ImageDraw.Draw(self.image)

    def wall(self, box: Box, top: Colour, bottom: Colour) -> None:
        """Fill a box with light that falls off downwards."""
        left, upper, right, lower = (round(edge) for edge in box)
        self.image.paste(_gradient(top, bottom, (right - left, lower - upper)), box[:2])  # type: ignore[arg-type]

    def box(self, box: Box, colour: Colour, radius: int = 12) -> None:
        """Draw a thing with its shadow and a lit upper edge."""
        left, upper, right, lower = box
        shadow = (left + 10, upper + 14, right + 10, lower + 14)
        self.draw.rounded_rectangle(shadow, radius, shade(colour, 0.35))
        self.draw.rounded_rectangle(box, radius, colour)
        lit = (left + 6, upper + 5, right - 6, upper + 12)
        self.draw.rounded_rectangle(lit, 4, shade(colour, 1.2))

    def cable(
        self, points: Sequence[tuple[float, float]], colour: Colour, px: int
    ) -> None:
        """Draw a bent line with a highlight."""
        self.draw.line(points, shade(colour, 0.6), px + 4, joint="curve")
        self.draw.line(points, colour, px, joint="curve")

    def light(self, centre: tuple[float, float], colour: Colour, radius: int) -> None:
        """Draw a lamp and its glow."""
        x, y = centre
        for grown in (3, 2):
            glow = radius * grown
            ring = (x - glow, y - glow, x + glow, y + glow)
            self.draw.ellipse(ring, shade(colour, 0.25 + 0.15 * (3 - grown)))
        self.draw.ellipse((x - radius, y - radius, x + radius, y + radius), colour)

    def text(
        self, at: tuple[float, float], words: str, size: int, colour: Colour
    ) -> None:
        """Write words; the font comes with Pillow, so that machines agree."""
        self.draw.text(at, words, fill=colour, font=ImageFont.load_default(size))

    def jpeg(self) -> bytes:
        """Return the photo: tilted a little, soft, grainy, darker at its edges."""
        photo = ImageChops.multiply(self._tilted(), _film())
        file = BytesIO()
        photo.save(file, "JPEG", quality=QUALITY)
        return file.getvalue()

    def _tilted(self) -> Image.Image:
        """Turn by a hand's unsteadiness, close enough that no corner is empty."""
        angle = radians(self.rng.uniform(-2, 2))
        across, along = cos(angle) * ZOOM, sin(angle) * ZOOM
        left = WIDTH / 2 * (1 - across) - HEIGHT / 2 * along
        upper = HEIGHT / 2 * (1 - across) + WIDTH / 2 * along
        turn = (across, along, left, -along, across, upper)
        method, soft = Image.Transform.AFFINE, Image.Resampling.BILINEAR
        return self.image.transform((WIDTH, HEIGHT), method, turn, soft)


def shade(colour: Colour, factor: float) -> Colour:
    """Return the colour in more or less light."""
    red, green, blue = (min(255, round(part * factor)) for part in colour)
    return red, green, blue


def _gradient(top: Colour, bottom: Colour, size: tuple[int, int]) -> Image.Image:
    """Return light that changes downwards: one column of it, drawn wide."""
    column = Image.linear_gradient("L").resize((1, size[1]))
    return ImageOps.colorize(column, top, bottom).resize(size, Image.Resampling.NEAREST)


@cache
def _film() -> Image.Image:
    """Return what a small lens and its sensor do to every photo."""
    rings = Image.radial_gradient("L").resize((WIDTH, HEIGHT))
    lens = ImageOps.colorize(rings, (255, 255, 255), (150, 150, 150))
    width, height = WIDTH // 2, HEIGHT // 2
    chance = Random("film").randbytes(width * height)  # noqa: S311 # grain, no secret
    grain = Image.frombytes("L", (width, height), chance).resize((WIDTH, HEIGHT))
    return ImageChops.multiply(lens, ImageOps.colorize(grain, GRAIN, (255, 255, 255)))
