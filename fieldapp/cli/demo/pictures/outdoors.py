"""Scenes in the street and on the roof: façade, pole, drop, dish, grounding."""

from math import cos, pi, sin
from random import Random

from fieldapp.cli.demo.pictures.canvas import HEIGHT, WIDTH, Canvas, Colour, shade

SKIES: tuple[tuple[Colour, Colour], ...] = (
    ((104, 158, 214), (206, 226, 240)),
    ((132, 150, 168), (208, 210, 208)),
    ((88, 140, 205), (235, 222, 190)),
)
WALLS: tuple[Colour, ...] = (
    (226, 208, 170),
    (214, 150, 112),
    (168, 190, 160),
    (232, 228, 220),
    (190, 170, 190),
    (224, 190, 110),
)
GATES: tuple[Colour, ...] = ((62, 96, 74), (92, 92, 98), (120, 70, 52), (46, 66, 104))
CONCRETE: Colour = (150, 146, 138)
BLACK: Colour = (34, 34, 36)
STEEL: Colour = (176, 180, 184)
GREEN: Colour = (72, 140, 74)


def facade(rng: Random) -> Canvas:
    """Draw a house from the pavement: wall, roof, gate, number."""
    canvas = Canvas(rng, *rng.choice(SKIES))
    colour = rng.choice(WALLS)
    roof = rng.randint(170, 260)
    canvas.draw.polygon(
        [(60, roof + 90), (240, roof), (980, roof), (1150, roof + 90)], (150, 78, 54)
    )
    canvas.wall((90, roof + 88, 1120, 720), shade(colour, 1.08), shade(colour, 0.86))
    _tiles(canvas, roof)
    _window(canvas, rng.randint(160, 220), roof + 170)
    _gate(canvas, rng.randint(520, 640), rng.choice(GATES))
    canvas.box((430, roof + 180, 500, roof + 225), (248, 248, 244), 6)
    house = str(rng.randint(12, 2900))
    canvas.text((438, roof + 186), house, 28, BLACK)
    canvas.wall((0, 720, WIDTH, HEIGHT), (170, 166, 158), (110, 108, 106))
    canvas.draw.line((0, 790, WIDTH, 776), (200, 196, 188), 8)
    _bush(canvas, rng.randint(80, 160), 700)
    return canvas


def pole(rng: Random) -> Canvas:
    """Draw the distribution box on its pole, among the wires."""
    canvas = Canvas(rng, *rng.choice(SKIES))
    _bush(canvas, rng.randint(60, 200), 860)
    _bush(canvas, rng.randint(900, 1100), 880)
    left = rng.randint(500, 580)
    canvas.wall((left, 0, left + 110, HEIGHT), (172, 168, 160), (126, 122, 116))
    for n in range(4):
        y = 90 + n * rng.randint(38, 52)
        sag = rng.randint(10, 60)
        wire = [(x, y + sag * sin(pi * x / WIDTH)) for x in range(0, WIDTH + 1, 60)]
        canvas.cable(wire, BLACK, 5)
    top = rng.randint(330, 400)
    canvas.box((left - 70, top, left + 190, top + 330), (58, 60, 64), 26)
    canvas.box((left - 40, top + 30, left + 160, top + 110), (240, 236, 214), 6)
    name = f"CTO {rng.randint(20, 340):03d}-{rng.choice('ABC')}"
    canvas.text((left - 28, top + 48), name, 34, BLACK)
    for port in range(8):
        x = left - 46 + port * 28
        is_taken = rng.randrange(3)
        canvas.box((x, top + 250, x + 18, top + 290), GREEN if is_taken else BLACK, 3)
        if is_taken:
            bend = [(x + 9, top + 290), (x + rng.randint(-30, 40), top + 380)]
            canvas.cable([*bend, (rng.randint(200, 1000), 900)], BLACK, 6)
    return canvas


def drop(rng: Random) -> Canvas:
    """Draw the cable along a wall, clamped and led in."""
    colour = rng.choice(WALLS)
    canvas = Canvas(rng, shade(colour, 1.1), shade(colour, 0.8))
    for row in range(0, HEIGHT, 75):
        canvas.draw.line((0, row, WIDTH, row), shade(colour, 0.92), 3)
    canvas.wall((0, 0, WIDTH, 110), (120, 84, 60), (86, 60, 44))
    corner = rng.randint(700, 950)
    down = rng.randint(560, 700)
    line = [(0, 190), (corner - 40, 220), (corner, 260), (corner, down)]
    canvas.cable([*line, (corner + 90, down + 60)], BLACK, 14)
    for x in range(120, corner - 60, rng.randint(130, 180)):
        canvas.box((x, 176, x + 26, 232), STEEL, 5)
    for y in range(320, down, 110):
        canvas.box((corner - 22, y, corner + 22, y + 20), STEEL, 5)
    canvas.draw.ellipse((corner + 70, down + 30, corner + 130, down + 90), BLACK)
    canvas.draw.ellipse((corner + 84, down + 44, corner + 116, down + 76), CONCRETE)
    return canvas


def dish(rng: Random) -> Canvas:
    """Draw an offset dish on a mast above the tiles."""
    canvas = Canvas(rng, *rng.choice(SKIES))
    canvas.draw.polygon([(0, 780), (WIDTH, 690), (WIDTH, 900), (0, 900)], (152, 80, 56))
    for x in range(0, WIDTH, 60):
        canvas.draw.line((x, 780 - x // 13, x - 30, HEIGHT), (122, 60, 42), 4)
    x, y = rng.randint(520, 680), rng.randint(330, 400)
    canvas.wall((x - 14, y, x + 16, 790), STEEL, (120, 124, 128))
    wide, tall = rng.randint(230, 270), rng.randint(250, 290)
    edge = (x - wide, y - tall, x + wide, y + tall)
    canvas.draw.ellipse(edge, (150, 152, 156))
    inner = (x - wide + 14, y - tall + 10, x + wide - 8, y + tall - 14)
    canvas.draw.ellipse(inner, (214, 216, 220))
    canvas.draw.ellipse((x - 120, y - 150, x + 90, y + 60), (226, 228, 230))
    arm = [(x, y + tall - 20), (x - 330, y + 160)]
    canvas.cable(arm, STEEL, 16)
    canvas.box((x - 390, y + 110, x - 310, y + 190), (236, 234, 226), 18)
    canvas.cable([(x - 340, y + 190), (x - 120, y + 340), (x, 700)], BLACK, 9)
    return canvas


def grounding(rng: Random) -> Canvas:
    """Draw the clamp, the green wire and the rod in the earth."""
    canvas = Canvas(rng, (158, 146, 132), (112, 84, 60))
    for _ in range(260):
        x, y = rng.randrange(WIDTH), rng.randint(430, HEIGHT)
        size = rng.randint(4, 16)
        stone = shade((140, 104, 76), rng.uniform(0.7, 1.3))
        canvas.draw.ellipse((x, y, x + size, y + size * 0.7), stone)
    x = rng.randint(520, 680)
    canvas.wall((x, 180, x + 46, 660), (196, 128, 76), (140, 84, 50))
    canvas.draw.ellipse((x - 60, 620, x + 110, 690), (84, 60, 42))
    wave = [
        (x + 20 + step * 26, 300 - 120 * sin(step / 5) - 30 * cos(step))
        for step in range(20)
    ]
    canvas.cable(wave, GREEN, 18)
    canvas.box((x - 34, 260, x + 82, 350), STEEL, 10)
    canvas.draw.ellipse((x - 18, 288, x + 16, 322), (110, 112, 116))
    canvas.draw.line((x - 16, 305, x + 14, 305), BLACK, 5)
    return canvas


def _tiles(canvas: Canvas, roof: int) -> None:
    for x in range(120, 1100, 44):
        lean = (x - 600) // 8
        canvas.draw.line((x - lean, roof + 4, x, roof + 86), (122, 60, 42), 4)


def _window(canvas: Canvas, left: int, top: int) -> None:
    canvas.box((left, top, left + 220, top + 190), (236, 234, 230), 6)
    canvas.wall(
        (left + 14, top + 14, left + 206, top + 176), (64, 84, 104), (120, 140, 150)
    )
    for x in (left + 78, left + 140):
        canvas.draw.line((x, top + 14, x, top + 176), (236, 234, 230), 8)


def _gate(canvas: Canvas, left: int, colour: Colour) -> None:
    canvas.wall((left, 400, left + 380, 720), shade(colour, 1.15), shade(colour, 0.8))
    for x in range(left, left + 381, 38):
        canvas.draw.line((x, 400, x, 720), shade(colour, 0.65), 7)
    canvas.draw.rectangle((left, 392, left + 384, 404), shade(colour, 0.6))


def _bush(canvas: Canvas, x: int, y: int) -> None:
    for _ in range(60):
        dx, dy = canvas.rng.gauss(0, 60), canvas.rng.gauss(0, 34)
        size = canvas.rng.randint(18, 44)
        leaf = shade((70, 116, 58), canvas.rng.uniform(0.6, 1.25))
        canvas.draw.ellipse((x + dx, y + dy, x + dx + size, y + dy + size), leaf)
