"""Pictures as a phone measures them, and what goes wrong with a picture."""

import base64
import io
import json
import random
import shutil
import subprocess
from functools import cache
from pathlib import Path

from PIL import Image, ImageChops, ImageFilter

NODE = shutil.which("node") or "node"
DRIVER = Path(__file__).parent / "service_worker" / "measures_driver.js"
PHOTOS = Path(__file__).parent / "photos"
SMALL_WIDTH = 360


@cache
def photos():
    """Return the real pictures by name."""
    return {path.stem: Image.open(path).convert("RGB") for path in PHOTOS.glob("*.jpg")}


def measured(pictures):
    """Return what the phone tells of each picture."""
    lines = "".join(json.dumps(_question(small(each))) + "\n" for each in pictures)
    done = subprocess.run(
        [NODE, str(DRIVER)], input=lines, capture_output=True, text=True, check=True
    )
    return [json.loads(line) for line in done.stdout.splitlines()]


def small(picture):
    height = round(picture.height * SMALL_WIDTH / picture.width)
    return picture.resize((SMALL_WIDTH, height), Image.Resampling.LANCZOS)


def _question(picture):
    rgba = base64.b64encode(picture.convert("RGBA").tobytes()).decode()
    return {"rgba": rgba, "width": picture.width, "height": picture.height}


def out_of_focus(picture, pixels=8):
    """Blur as a lens does that is out of focus, in pixels of a 1,600 px photo."""
    return sensed(picture.filter(ImageFilter.GaussianBlur(scaled(picture, pixels))))


def shaken(picture, pixels=30):
    """Blur as a hand does that moves while the shutter is open."""
    steps = max(2, round(scaled(picture, pixels)))
    mean = picture
    for step in range(1, steps):
        moved = ImageChops.offset(picture, step, 0)
        mean = Image.blend(mean, moved, 1 / (step + 1))
    return sensed(mean.crop((steps, 0, picture.width, picture.height)))


def exposed(picture, gain):
    """Give the film so many times the light, in linear light."""
    table = [
        min(255, round(255 * ((n / 255) ** 2.2 * gain) ** (1 / 2.2)))
        for n in range(256)
    ]
    return sensed(picture.point(table * 3))


def sensed(picture, grain=2):
    """Add what a sensor adds: noise, and the losses of a JPEG."""
    specks = random.Random(picture.width).randbytes(picture.width * picture.height)  # noqa: S311
    noise = Image.frombytes("L", picture.size, specks)
    noise = Image.merge(
        "RGB", [noise.point([n * 2 * grain // 255 for n in range(256)])] * 3
    )
    written = io.BytesIO()
    ImageChops.add(picture, noise, offset=-grain).save(written, "JPEG", quality=85)
    return Image.open(written).convert("RGB")


def scaled(picture, pixels):
    return pixels * picture.width / 1600
