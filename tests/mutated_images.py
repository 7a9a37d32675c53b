"""Photos as nobody should send them: seeded mutations of every format we take."""

import io
import random
import struct
import zlib
from collections.abc import Callable
from pathlib import Path

from PIL import Image, ImageCms

HEIC = Path(__file__).parent / "integration" / "small.heic"
SIZE = (160, 120)
BIG = (640, 480)
EDGES = (0, 1, 2, 255, 256, 8192, 32767, 32768, 65535)
CHUNKS = (b"iCCP", b"eXIf", b"zTXt", b"iTXt", b"tRNS", b"PLTE", b"acTL")
TAILS = (
    b"<html><script>alert(1)</script></html>",
    b"PK\x03\x04" + bytes(26) + b"evil.exe",
    b"%PDF-1.7\n1 0 obj<</OpenAction<</S/JavaScript/JS(app.alert(1))>>>>endobj",
    b"#!/bin/sh\nexit 1\n",
    b"\x00" * 4096,
)
MAGICS = (
    b"\xff\xd8\xff\xe0",
    b"\x89PNG\r\n\x1a\n",
    b"RIFF\x00\x00\x00\x00WEBP",
    b"\x00\x00\x00\x18ftypheic",
    b"\x00\x00\x00\x18ftypmif1",
)
Mutate = Callable[[random.Random, bytes], bytes]


def mutants(seed: int, count: int) -> list[bytes]:
    """Return that many different hostile files, the same for the same seed."""
    draw = random.Random(seed)  # noqa: S311 # no secret
    originals, found = sound(), {}
    while len(found) < count:
        content = draw.choice(originals)
        for mutate in draw.choices(MUTATIONS, k=draw.choice((1, 1, 1, 2, 3))):
            content = mutate(draw, content)
        found[content] = True
    return list(found)


def sound() -> list[bytes]:
    """Return the pictures that are mutated: each opens as it is."""
    noise = Image.effect_noise(SIZE, 80)
    photo = Image.merge("RGB", [noise, noise.rotate(90), noise.rotate(180)])
    exif = Image.Exif()
    exif[0x0112], exif[0x010E] = 6, "Porta da frente"
    exif.get_ifd(0x8825)[1] = "S"
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    facts = {"exif": exif, "icc_profile": srgb}
    turning = [photo.rotate(angle) for angle in (5, 10, 15)]
    return [
        encoded(photo, "JPEG", **facts),
        encoded(photo.resize(BIG), "JPEG", progressive=True, quality=60),
        encoded(photo.convert("CMYK"), "JPEG"),
        encoded(noise, "JPEG"),
        encoded(photo, "PNG", **facts),
        encoded(photo.quantize(16), "PNG"),
        encoded(photo.convert("RGBA"), "PNG"),
        encoded(photo, "PNG", save_all=True, append_images=turning),
        encoded(noise.convert("I;16"), "PNG"),
        encoded(photo, "WEBP", **facts),
        encoded(photo, "WEBP", lossless=True),
        encoded(photo, "WEBP", save_all=True, append_images=turning),
        HEIC.read_bytes(),
    ]


def encoded(image: Image.Image, kind: str, **options: object) -> bytes:
    written = io.BytesIO()
    image.save(written, kind, **options)
    return written.getvalue()


def cut_off(draw: random.Random, content: bytes) -> bytes:
    return content[: draw.randrange(len(content) + 1)]


def flip_anywhere(draw: random.Random, content: bytes) -> bytes:
    return flipped(draw, content, len(content))


def flip_the_head(draw: random.Random, content: bytes) -> bytes:
    return flipped(draw, content, 400)


def flipped(draw: random.Random, content: bytes, within: int) -> bytes:
    changed = bytearray(content)
    for _ in range(draw.choice((1, 2, 8, 40))):
        if changed:
            changed[draw.randrange(min(within, len(changed)))] ^= draw.randrange(1, 256)
    return bytes(changed)


def say_another_size(draw: random.Random, content: bytes) -> bytes:
    """Write other dimensions where each format keeps them; checksums are made good."""
    width, height = (draw.choice((*EDGES, draw.randrange(65536))) for _ in "wh")
    changed = bytearray(content)
    if content.startswith(b"\x89PNG") and len(content) > 33:
        factor = draw.choice((1, 1, 60_000))
        changed[16:24] = struct.pack(
            ">II", width * factor % 2**32, height * factor % 2**32
        )
        changed[29:33] = struct.pack(">I", zlib.crc32(changed[12:29]))
    elif content.startswith(b"\xff\xd8"):
        at = max(content.find(b"\xff\xc0"), content.find(b"\xff\xc2"))
        changed[at + 5 : at + 9] = struct.pack(">HH", height, width)
    elif content[:4] == b"RIFF":
        at = content.find(b"VP8X") + 12 if b"VP8X" in content else 26
        changed[at : at + 6] = struct.pack("<IH", width << 8 | 255, height)
    else:
        at = content.find(b"ispe") + 8
        changed[at : at + 8] = struct.pack(">II", width << 8, height << 8)
    return bytes(changed)


def add_garbage_facts(draw: random.Random, content: bytes) -> bytes:
    """Put rubbish where EXIF, colour profiles and texts are read."""
    rubbish = draw.randbytes(draw.choice((0, 3, 200, 60_000)))
    if content.startswith(b"\xff\xd8"):
        name = draw.choice((b"Exif\x00\x00II*\x00", b"ICC_PROFILE\x00\x01\x01", b"MPF"))
        body = (name + rubbish)[:65_000]
        size = draw.choice((len(body) + 2, 0, 1, 65535))
        marker = bytes((0xFF, draw.choice((0xE1, 0xE2, 0xED, 0xDB, 0xC4))))
        return content[:2] + marker + struct.pack(">H", size) + body + content[2:]
    if content.startswith(b"\x89PNG"):
        if draw.random() < 0.2:
            rubbish = b"x\x00\x00" + zlib.compress(bytes(30_000_000))
        return content[:33] + chunk(draw.choice(CHUNKS), rubbish) + content[33:]
    if content[:4] == b"RIFF":
        name = draw.choice((b"EXIF", b"ICCP", b"XMP ", b"ANMF", b"ALPH"))
        return content[:12] + name + struct.pack("<I", len(rubbish)) + rubbish
    return content + struct.pack(">I", len(rubbish)) + b"meta" + rubbish


def chunk(name: bytes, body: bytes) -> bytes:
    checksum = zlib.crc32(name + body)
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", checksum)


def turn_a_field_huge(draw: random.Random, content: bytes) -> bytes:
    changed = bytearray(content)
    at = draw.randrange(max(1, len(changed) - 8))
    changed[at : at + 4] = draw.choice((b"\xff" * 4, b"\x7f\xff\xff\xff", bytes(4)))
    return bytes(changed)


def take_a_slice_out(draw: random.Random, content: bytes) -> bytes:
    start = draw.randrange(len(content) + 1)
    return content[:start] + content[start + draw.choice((1, 4, 64, 2048)) :]


def repeat_a_slice(draw: random.Random, content: bytes) -> bytes:
    start = draw.randrange(len(content) + 1)
    part = content[start : start + draw.choice((4, 64, 2048))]
    return content[:start] + part * draw.choice((2, 50, 400)) + content[start:]


def be_two_things(draw: random.Random, content: bytes) -> bytes:
    tail = draw.choice(TAILS)
    return tail + content if draw.random() < 0.3 else content + tail


def claim_another_kind(draw: random.Random, content: bytes) -> bytes:
    magic = draw.choice(MAGICS)
    return magic + content[draw.choice((0, len(magic))) :]


def be_a_bomb(draw: random.Random, _content: bytes) -> bytes:
    """Return a small file of many pixels."""
    sides = draw.choice(((6_300, 6_300), (13_000, 13_000), (40_000, 900), (1, 60_000)))
    rows = zlib.compress(bytes((sides[0] // 8 + 2) * sides[1]), 9)
    header = struct.pack(">IIBBBBB", *sides, 1, 0, 0, 0, draw.choice((0, 1)))
    pieces = chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + pieces


MUTATIONS: list[Mutate] = [
    cut_off,
    flip_anywhere,
    flip_anywhere,
    flip_the_head,
    flip_the_head,
    say_another_size,
    add_garbage_facts,
    turn_a_field_huge,
    take_a_slice_out,
    repeat_a_slice,
    be_two_things,
    claim_another_kind,
    be_a_bomb,
]
