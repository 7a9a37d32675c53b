"""Shrink photos for paper, from standard input to standard output, in a cell.

Run as a script: it imports nothing of ours. Each photo and each answer is preceded by
its length in four bytes; what is no picture is answered by length 0. Once the decoders
are loaded it may open no file and no socket, take no more than 512 MB and compute 5 s
and one more for each photo.
"""

import io
import resource
import sys

import pi_heif
from PIL import Image, ImageOps

MEMORY_BYTES = 512 * 1024 * 1024
CPU_S = 5
LARGEST_PIXELS = 40_000_000
LONGEST_SIDE = 800
QUALITY = 72
FORMATS = ("JPEG", "PNG", "WEBP", "HEIF")
LENGTH_BYTES = 4


def main() -> None:
    """Answer every photo, in their order."""
    pi_heif.register_heif_opener(thumbnails=False)
    pi_heif.options.DECODE_THREADS = 1
    Image.init()
    photos = list(photos_of(sys.stdin.buffer.read()))
    shut_in(CPU_S + len(photos))
    for content in photos:
        picture = shrunk(content)
        sys.stdout.buffer.write(len(picture).to_bytes(LENGTH_BYTES, "big") + picture)
        sys.stdout.buffer.flush()


def photos_of(content: bytes) -> list[bytes]:
    """Return the photos that were sent."""
    found, at = [], 0
    while at < len(content):
        start = at + LENGTH_BYTES
        at = start + int.from_bytes(content[at:start], "big")
        found.append(content[start:at])
    return found


def shut_in(cpu_s: int) -> None:
    """Give up files, sockets, memory and time beyond what the photos take."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_s, cpu_s))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))


def shrunk(content: bytes) -> bytes:
    """Return a JPEG of at most 800 px, upright, without metadata; empty for none."""
    try:
        with Image.open(io.BytesIO(content), formats=FORMATS) as image:
            if image.width * image.height > LARGEST_PIXELS:
                return b""
            image.draft("RGB", fitting(*image.size))
            upright = ImageOps.exif_transpose(image).convert("RGB")
        upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE), reducing_gap=2)
        written = io.BytesIO()
        upright.save(written, "JPEG", quality=QUALITY)
        return written.getvalue()
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 # decoders raise whatever they like
        return b""


def fitting(width: int, height: int) -> tuple[int, int]:
    """Return the size on paper: asked for a square, a JPEG is decoded whole."""
    part = min(1.0, LONGEST_SIDE / max(width, height))
    return max(1, round(width * part)), max(1, round(height * part))


if __name__ == "__main__":
    main()
