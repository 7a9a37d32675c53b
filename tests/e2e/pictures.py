"""Pictures to choose from the gallery, drawn here."""

import struct
import zlib


def a_photo(n):
    """Return a picture like no other of this visit."""
    return {"name": f"{n}.png", "mimeType": "image/png", "buffer": a_png(40 + n, 30)}


def a_png(width, height):
    """Return a white PNG of this size; thirteen thousand squared is 20 kB."""
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    row = b"\0" + b"\xff" * ((width + 7) // 8)
    packer = zlib.compressobj(9)
    data = b"".join(packer.compress(row) for _ in range(height)) + packer.flush()
    parts = ((b"IHDR", head), (b"IDAT", data), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(*part) for part in parts)


def chunk(kind, data):
    checksum = struct.pack(">I", zlib.crc32(kind + data))
    return struct.pack(">I", len(data)) + kind + data + checksum
