"""Thousands of broken pictures: each is kept as it came, none is answered by a 5xx."""

import resource
import time
from collections import Counter

import builders
import pytest
from mutated_images import mutants

from fieldapp import database
from fieldapp.reports import pictures
from fieldapp.services import thumbnails

A_VISIT = 25
CHILD_KB = 512 * 1024
CHILD_CPU_S = 5
START_S = 1  # Python and the decoders, before the limit counts
LONG = pytest.mark.long


@pytest.fixture
def worst():
    """Keep what the hungriest child took; `-s` shows it."""
    found = {"cpu_s": 0.0, "seconds": 0.0, "states": Counter(), "killed": 0}
    yield found
    print(f"\n{found | {'rss_mb': peak_kb() // 1024}}")  # noqa: T201 # with `-s`


@pytest.mark.timeout(7200)
@pytest.mark.parametrize(
    "images",
    [(1, 150), *(pytest.param((seed, 2500), marks=LONG) for seed in (2, 3, 4, 5))],
    ids=lambda drawn: f"seed {drawn[0]}, {drawn[1]} images",
    indirect=True,
)
def test_mutated_images_are_kept_and_harm_nobody(app, company, images, worst):
    phone, office = company.phone(company.marcos), company.browser(company.priscila)

    for some in batched(images):
        order = company.order(company.marcos)
        send(phone, order, some)
        for content in some:
            draw(app, phone.keep(content), worst)
            look(office, phone.keep(content), content)
        assert len(pictures.shrunk(some)) == len(some)
        assert office.get(f"/office/work_orders/{order['id']}").status_code == 200
        phone.blobs.clear()

    assert worst["states"].total() == len(images)
    assert worst["cpu_s"] <= CHILD_CPU_S + START_S
    assert peak_kb() <= CHILD_KB


@pytest.fixture
def images(request):
    return mutants(*request.param)


def batched(images):
    return [images[at : at + A_VISIT] for at in range(0, len(images), A_VISIT)]


def send(phone, order, images):
    """Announce the pictures as photos of a visit and upload each."""
    phone.sync()
    for content in images:
        photo = builders.photo(order["visits"][0]["id"], phone.keep(content))
        phone.write("attach_evidence", photo, order["id"])
    phone.sync()
    for content in images:
        answer = phone.upload(phone.keep(content))
        assert answer.status_code == 204, answer.text


def draw(app, digest, worst):
    """Try to draw it as often as the server does, and keep what its child took."""
    for _try in range(thumbnails.MOST_TRIES):
        before, start = cpu_s(), time.monotonic()
        thumbnails.make(app.extensions["evidence_store"], digest)
        worst["cpu_s"] = max(worst["cpu_s"], cpu_s() - before)
        worst["seconds"] = max(worst["seconds"], time.monotonic() - start)
        state = state_of(digest)
        if state != "due":
            break
        worst["killed"] += 1
    assert state != "due"
    worst["states"][state] += 1


def look(office, digest, content):
    """Open the original, which is what came, and the small picture if there is one."""
    original = office.get(f"/office/evidence/{digest}")
    assert original.status_code == 200
    assert original.data == content
    assert "sandbox" in original.headers["Content-Security-Policy"]
    small = office.get(f"/office/evidence/{digest}/thumbnail").status_code
    assert small == (200 if state_of(digest) == "ready" else 404)


def peak_kb():
    """Return the most memory that any child held, ours at its birth included."""
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss


def cpu_s():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def state_of(digest):
    with database.reading() as connection:
        return thumbnails.states(connection, {digest})[digest]
