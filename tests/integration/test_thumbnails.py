"""Hostile photos are kept and marked; only the child process ever decodes them."""

import io
import subprocess
import sys
from pathlib import Path

import builders
import pytest
from PIL import Image

from fieldapp import database
from fieldapp.services import thumbnails


def encoded(image, kind="JPEG"):
    written = io.BytesIO()
    image.save(written, kind)
    return written.getvalue()


def jpeg(mode="RGB"):
    return encoded(Image.new(mode, (1600, 1200)))


HOSTILE = {
    "no image behind a JPEG's first bytes": b"\xff\xd8\xff" + b"no image" * 50,
    "nothing of a kind we know": b"MZ" + bytes(500),
    "nothing at all": b"",
    "cut off": encoded(Image.effect_noise((900, 700), 60))[:20_000],
    "13,000 pixels a side in 20 kB": encoded(Image.new("1", (13_000, 13_000)), "PNG"),
}


@pytest.fixture
def arrived(company, app):
    """Return a function that sends a photo and says how the office sees it."""
    order = company.order(company.marcos)
    phone = company.phone(company.marcos)
    phone.sync()

    def send(content):
        digest = phone.keep(content)
        photo = builders.photo(order["visits"][0]["id"], digest)
        phone.write("attach_evidence", photo, order["id"])
        phone.sync()
        phone.upload(digest, content=content)
        app.extensions["jobs"].sweep()
        return digest, state(digest), order

    return send


def state(digest):
    with database.reading() as connection:
        return thumbnails.states(connection, {digest})[digest]


def test_a_photo_gets_a_small_picture_and_shut_off_headers(company, arrived):
    digest, found, _order = arrived(jpeg())
    answer = company.browser(company.priscila).get(
        f"/office/evidence/{digest}/thumbnail"
    )

    assert found == "ready"
    assert answer.mimetype == "image/webp"
    assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert Image.open(io.BytesIO(answer.data)).size == (320, 240)


def test_a_photo_of_an_iphone_is_drawn_upright(company, arrived):
    """64 × 48 on its side: the picture of it is 48 wide and 64 high."""
    digest, found, _order = arrived(Path(__file__).with_name("small.heic").read_bytes())
    office = company.browser(company.priscila)

    assert found == "ready"
    assert office.get(f"/office/evidence/{digest}").mimetype == "image/heic"
    small = office.get(f"/office/evidence/{digest}/thumbnail").data
    assert Image.open(io.BytesIO(small)).size == (48, 64)


def test_a_photo_of_60_megabytes_is_drawn(arrived):
    assert arrived(jpeg() + bytes(60_000_000))[1] == "ready"


def test_a_photo_in_printer_colours_is_drawn(arrived):
    assert arrived(jpeg("CMYK"))[1] == "ready"


@pytest.mark.parametrize("content", HOSTILE.values(), ids=HOSTILE)
def test_what_cannot_be_read_is_kept_and_named(company, arrived, content):
    digest, found, order = arrived(content)
    office = company.browser(company.priscila)

    assert found in ("unreadable", "none")
    assert office.get(f"/office/evidence/{digest}").data == content
    assert office.get(f"/office/evidence/{digest}/thumbnail").status_code == 404
    page = office.get(f"/office/work_orders/{order['id']}").text
    assert "não abre como imagem" in page


def test_a_child_that_dies_is_tried_three_times(app, arrived, monkeypatch):
    def die(_content):
        raise thumbnails.ChildFailedError("killed")

    monkeypatch.setattr(thumbnails, "drawn", die)
    digest, first, _order = arrived(jpeg())
    app.extensions["jobs"].sweep()
    second = state(digest)
    app.extensions["jobs"].sweep()

    assert (first, second, state(digest)) == ("due", "due", "unreadable")


def test_the_child_opens_no_file_and_takes_no_more_than_its_memory():
    script = (
        "import runpy, socket\n"
        f"child = runpy.run_path({str(thumbnails.CHILD)!r})\n"
        "child['shut_in']()\n"
        "for attempt in (socket.socket, lambda: bytearray(600 << 20)):\n"
        "    try:\n"
        "        attempt()\n"
        "    except (OSError, MemoryError) as fault:\n"
        "        print(type(fault).__name__)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )

    assert done.stdout.split() == ["OSError", "MemoryError"]


@pytest.mark.parametrize(
    "name", ["..%2f..%2fsecret_key", "%2e%2e", "A" * 64, "0" * 63, "0" * 64]
)
def test_a_name_that_is_no_known_digest_is_not_found(company, name):
    office = company.browser(company.priscila)

    assert office.get(f"/office/evidence/{name}").status_code == 404
    assert office.get(f"/office/evidence/{name}/thumbnail").status_code == 404
