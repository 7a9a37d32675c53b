"""Pictures to choose from the gallery, drawn here."""

import random
import struct
import zlib


def a_photo(n):
    """Return a picture like no other of this visit."""
    return {"name": f"{n}.png", "mimeType": "image/png", "buffer": a_png(40 + n, 30)}


def a_heavy_photo(n):
    """Return a picture that stays large when it is shrunk: specks, each time others."""
    specks = random.Random(n)  # noqa: S311 # a drawing, no secret
    buffer = a_png(1024, 768, lambda: specks.randbytes(128))
    return {"name": f"{n}.png", "mimeType": "image/png", "buffer": buffer}


def a_png(width, height, new_row=None):
    """Return a PNG of this size, white unless told; 13,000 squared is 20 kB."""
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    white = b"\xff" * ((width + 7) // 8)
    packer = zlib.compressobj(9)
    rows = (b"\0" + (new_row() if new_row else white) for _ in range(height))
    data = b"".join(packer.compress(row) for row in rows) + packer.flush()
    parts = ((b"IHDR", head), (b"IDAT", data), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(*part) for part in parts)


def chunk(kind, data):
    checksum = struct.pack(">I", zlib.crc32(kind + data))
    return struct.pack(">I", len(data)) + kind + data + checksum
