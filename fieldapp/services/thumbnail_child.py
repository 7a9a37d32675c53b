"""Draw one thumbnail from standard input to standard output, in a cell of its own.

Run as a script: it imports nothing of ours. Once the decoders are loaded it may open
no file and no socket any more, take no more than 512 MB and compute 5 s.
"""

import io
import resource
import sys

import pi_heif
from PIL import Image, ImageOps

MEMORY_BYTES = 512 * 1024 * 1024
CPU_S = 5
LARGEST_PIXELS = 40_000_000
WIDTH = 320
TALLEST = 640
QUALITY = 78
FORMATS = ("JPEG", "PNG", "WEBP", "HEIF")
REFUSED = 3


def main() -> int:
    """Return 0 with a picture written, 3 when these bytes are no picture for us."""
    pi_heif.register_heif_opener(thumbnails=False)
    pi_heif.options.DECODE_THREADS = 1
    Image.init()
    shut_in()
    try:
        picture = thumbnail(sys.stdin.buffer.read())
    except MemoryError:
        raise
    except Exception as fault:  # noqa: BLE001 # decoders raise whatever they like
        sys.stderr.write(f"{type(fault).__name__}\n")
        return REFUSED
    sys.stdout.buffer.write(picture)
    return 0


def shut_in() -> None:
    """Give up files, sockets, memory and time beyond what one photo takes."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_S, CPU_S))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))


def thumbnail(content: bytes) -> bytes:
    """Return a WebP 320 px wide, upright, without metadata."""
    with Image.open(io.BytesIO(content), formats=FORMATS) as image:
        if image.width * image.height > LARGEST_PIXELS:
            raise ValueError("more than 40 megapixels")
        image.draft("RGB", (TALLEST, TALLEST))
        upright = ImageOps.exif_transpose(image).convert("RGB")
    upright.thumbnail((WIDTH, TALLEST))
    written = io.BytesIO()
    upright.save(written, "WEBP", quality=QUALITY)
    return written.getvalue()


if __name__ == "__main__":
    sys.exit(main())
