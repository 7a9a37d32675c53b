"""Scenes inside the house: ONT, label, connector, TV, meter, speed test."""

from random import Random

from fieldapp.cli.demo.customers import serial_like
from fieldapp.cli.demo.device_models import models_of
from fieldapp.cli.demo.pictures.canvas import HEIGHT, WIDTH, Canvas, Colour, shade

WOODS: tuple[Colour, ...] = ((150, 108, 72), (196, 160, 118), (92, 66, 50))
PLASTER: tuple[Colour, ...] = ((228, 222, 210), (206, 214, 216), (222, 204, 186))
WHITE: Colour = (240, 240, 238)
BLACK: Colour = (30, 31, 34)
LED: Colour = (90, 240, 120)
LED_RED: Colour = (250, 80, 60)
GREEN: Colour = (52, 148, 84)
YELLOW: Colour = (240, 204, 60)
DISPLAY: Colour = (176, 206, 160)


def ont(rng: Random) -> Canvas:
    """Draw the fibre modem on a shelf, its lamps lit."""
    canvas = _room(rng)
    left, top = rng.randint(250, 340), rng.randint(330, 400)
    colour = rng.choice((WHITE, BLACK))
    canvas.box((left, top, left + 560, top + 270), colour, 34)
    ink = shade(colour, 0.6) if colour is WHITE else (190, 190, 194)
    canvas.text((left + 40, top + 40), "cerrado fibra", 34, ink)
    lamps = ("PWR", "PON", "LOS", "LAN", "2.4G", "5G")
    for n, name in enumerate(lamps):
        x = left + 70 + n * 84
        is_lit = name != "LOS" and rng.randrange(8) > 0
        canvas.light((x, top + 150), LED if is_lit else (70, 74, 72), 9)
        canvas.text((x - 18, top + 180), name, 20, ink)
    for n, cable in enumerate((YELLOW, (70, 110, 190), BLACK)):
        x = left + 120 + n * 150
        end = x + rng.randint(-120, 120)
        canvas.cable([(x, top + 270), (x + 20, top + 360), (end, HEIGHT)], cable, 12)
    return canvas


def label(rng: Random) -> Canvas:
    """Draw a sticker with model, serial, MAC and bars."""
    canvas = Canvas(rng, (96, 98, 102), (60, 62, 66))
    left, top = rng.randint(130, 190), rng.randint(170, 230)
    canvas.box((left, top, left + 880, top + 500), (246, 246, 242), 14)
    model = rng.choice((*models_of("ont"), *models_of("stb")))
    canvas.text((left + 40, top + 34), model.name.upper(), 46, BLACK)
    serial = serial_like(rng, model.serial_pattern)
    mac = serial_like(rng, "@@:@@:@@:@@:@@:@@")
    canvas.text((left + 40, top + 120), f"S/N {serial}", 54, BLACK)
    _bars(canvas, left + 40, top + 200)
    canvas.text((left + 40, top + 300), f"MAC {mac}", 42, BLACK)
    canvas.text((left + 40, top + 370), "12 V  1,5 A", 34, (70, 70, 72))
    canvas.text((left + 40, top + 424), "COMODATO - CERRADO FIBRA", 34, (70, 70, 72))
    for row in range(12):
        for column in range(12):
            if rng.randrange(2):
                x, y = left + 680 + column * 13, top + 40 + row * 13
                canvas.draw.rectangle((x, y, x + 12, y + 12), BLACK)
    return canvas


def connector(rng: Random) -> Canvas:
    """Draw a green fibre connector close up, clean or bent at its boot."""
    canvas = Canvas(rng, *rng.choice((((70, 72, 80), (40, 42, 48)), _wood(rng))))
    x, y = rng.randint(420, 520), rng.randint(370, 450)
    bend = rng.randint(-220, 220)
    tail = [(x - 60, y + 70), (x - 220, y + 80), (x - 420, y + 80 + bend // 2)]
    canvas.cable([*tail, (-20, y + bend)], rng.choice((YELLOW, WHITE)), 34)
    canvas.box((x - 120, y + 40, x + 40, y + 110), shade(GREEN, 0.8), 16)
    canvas.box((x, y, x + 300, y + 150), GREEN, 14)
    canvas.box((x + 60, y + 26, x + 240, y + 60), shade(GREEN, 1.3), 8)
    canvas.box((x + 300, y + 36, x + 390, y + 116), (216, 220, 214), 6)
    canvas.box((x + 390, y + 62, x + 440, y + 90), (250, 250, 246), 4)
    for _ in range(rng.randint(0, 50)):
        dx, dy = rng.randint(0, 380), rng.randint(0, 150)
        size = rng.randint(2, 7)
        dirt = (x + dx, y + dy, x + dx + size, y + dy + size)
        canvas.draw.ellipse(dirt, (92, 74, 50))
    return canvas


def television(rng: Random) -> Canvas:
    """Draw a TV with a picture on it, above its receiver."""
    canvas = _room(rng)
    left, top = rng.randint(180, 240), rng.randint(90, 140)
    canvas.box((left, top, left + 780, top + 470), BLACK, 10)
    right, lower = left + 764, top + 452
    canvas.wall((left + 16, top + 16, right, lower), *_programme(rng))
    ground = shade((70, 140, 76), rng.uniform(0.6, 1.3))
    ridge = [(x, lower - rng.randint(90, 200)) for x in range(left + 16, right + 1, 68)]
    hills = [(left + 16, lower), *ridge, (right, lower)]
    canvas.draw.polygon(hills, ground)
    sun = left + rng.randint(120, 600)
    canvas.draw.ellipse((sun, top + 60, sun + 90, top + 150), (255, 240, 180))
    canvas.box((left + 40, lower - 74, left + 300, lower - 24), (24, 40, 84), 6)
    channel = f"{rng.randint(2, 64):02d}  HD"
    canvas.text((left + 56, lower - 68), channel, 34, (250, 250, 250))
    canvas.box((left + 330, 690, left + 610, 740), (26, 27, 30), 8)
    canvas.light((left + 580, 716), LED, 6)
    return canvas


def meter(rng: Random) -> Canvas:
    """Draw a power meter in the hand, its number on the display."""
    canvas = Canvas(rng, (128, 122, 112), (84, 78, 70))
    left = rng.randint(350, 430)
    body = rng.choice(((214, 150, 40), (60, 92, 150), (186, 60, 50)))
    canvas.box((left, 70, left + 420, 830), body, 46)
    canvas.box((left + 40, 130, left + 380, 400), DISPLAY, 12)
    value = f"-{rng.randint(14, 26)}.{rng.randrange(100):02d}"
    canvas.text((left + 62, 180), value, 110, (36, 52, 34))
    canvas.text((left + 62, 318), f"dBm   {rng.choice((1490, 1550))} nm", 40, BLACK)
    for row in range(3):
        for column in range(3):
            x, y = left + 62 + column * 108, 470 + row * 108
            canvas.box((x, y, x + 78, y + 66), shade(body, 0.45), 16)
    canvas.draw.ellipse((left - 190, 520, left + 50, 840), (172, 118, 88))
    canvas.draw.ellipse((left + 370, 430, left + 560, 560), (186, 130, 98))
    return canvas


def speed_test(rng: Random) -> Canvas:
    """Draw a laptop that has measured the line."""
    canvas = _room(rng)
    canvas.box((200, 110, 1010, 620), (44, 46, 52), 18)
    canvas.wall((224, 134, 986, 596), (16, 24, 44), (28, 40, 66))
    canvas.draw.arc((310, 190, 680, 560), 150, 390, (60, 80, 110), 26)
    reach = rng.randint(300, 380)
    canvas.draw.arc((310, 190, 680, 560), 150, reach, (84, 214, 190), 26)
    canvas.text((400, 330), str(rng.randint(276, 612)), 96, (240, 246, 250))
    canvas.text((440, 440), "Mbps", 36, (150, 170, 190))
    ping, upload = rng.randint(3, 14), rng.randint(140, 320)
    canvas.text((730, 250), f"ping  {ping} ms", 36, (200, 214, 226))
    canvas.text((730, 320), f"up  {upload} Mbps", 36, (200, 214, 226))
    canvas.box((120, 630, 1090, 720), (120, 122, 128), 14)
    return canvas


def _room(rng: Random) -> Canvas:
    plaster = rng.choice(PLASTER)
    canvas = Canvas(rng, shade(plaster, 1.08), shade(plaster, 0.78))
    canvas.wall((0, rng.randint(640, 700), WIDTH, HEIGHT), *_wood(rng))
    return canvas


def _wood(rng: Random) -> tuple[Colour, Colour]:
    wood = rng.choice(WOODS)
    return wood, shade(wood, 0.7)


def _programme(rng: Random) -> tuple[Colour, Colour]:
    hues: tuple[tuple[Colour, Colour], ...] = (
        ((70, 130, 220), (200, 226, 250)),
        ((240, 140, 90), (250, 220, 170)),
        ((40, 40, 90), (140, 110, 170)),
    )
    return rng.choice(hues)


def _bars(canvas: Canvas, left: int, top: int) -> None:
    x = left
    while x < left + 580:
        wide = canvas.rng.choice((3, 3, 6, 9))
        canvas.draw.rectangle((x, top, x + wide, top + 78), BLACK)
        x += wide + canvas.rng.choice((4, 7))
