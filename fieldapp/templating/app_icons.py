"""Draws the mark, two arcs and one bright dot, as the icons of the installed app."""

from PIL import Image, ImageDraw

from fieldapp.sources import ROOT

FOLDER = ROOT / "static" / "icons"
BAR, ARC, DOT = "#0B3B36", "#FFFFFF", "#CBF23E"
OVERSAMPLING = 8


def main() -> None:
    """Write every icon; run as python -m fieldapp.templating.app_icons."""
    FOLDER.mkdir(exist_ok=True)
    draw(192, mark=0.66, radius=0.22).save(FOLDER / "app-192.png", optimize=True)
    draw(512, mark=0.66, radius=0.22).save(FOLDER / "app-512.png", optimize=True)
    maskable = draw(512, mark=0.5, radius=0)
    maskable.save(FOLDER / "app-maskable-512.png", optimize=True)
    touch = draw(180, mark=0.62, radius=0)
    touch.convert("RGB").save(FOLDER / "apple-touch-icon.png", optimize=True)
    small = draw(48, mark=0.76, radius=0.2)
    small.save(FOLDER / "favicon.ico", sizes=[(16, 16), (32, 32), (48, 48)])


def draw(size: int, *, mark: float, radius: float) -> Image.Image:
    """Return the mark on the bar's colour; mark and radius are shares of the side."""
    side = size * OVERSAMPLING
    image = Image.new("RGBA", (side, side))
    pen = ImageDraw.Draw(image)
    pen.rounded_rectangle((0, 0, side - 1, side - 1), radius * side, fill=BAR)
    unit = side * mark / 18
    left, top = (side - 18 * unit) / 2 - 3 * unit, (side - 18 * unit) / 2 - 4 * unit
    for reach in (16, 9):
        _arc(pen, left + 3 * unit, top + 21 * unit, reach * unit, 2 * unit)
    _dot(pen, left + 18 * unit, top + 6 * unit, 3 * unit, DOT)
    return image.resize((size, size), Image.Resampling.LANCZOS).quantize(96)


def _arc(
    pen: ImageDraw.ImageDraw, x: float, y: float, reach: float, stroke: float
) -> None:
    """Draw a quarter circle around (x, y) with round ends."""
    outer = reach + stroke / 2
    box = (x - outer, y - outer, x + outer, y + outer)
    pen.arc(box, 270, 360, fill=ARC, width=round(stroke))
    _dot(pen, x, y - reach, stroke / 2, ARC)
    _dot(pen, x + reach, y, stroke / 2, ARC)


def _dot(
    pen: ImageDraw.ImageDraw, x: float, y: float, radius: float, colour: str
) -> None:
    pen.ellipse((x - radius, y - radius, x + radius, y + radius), fill=colour)


if __name__ == "__main__":
    main()
