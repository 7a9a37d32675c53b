"""Many phones over a bad line to a server that is killed under them."""

import random
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest
from invariants import check_sequences, entries
from live import LiveBrowser
from phone import Phone
from storm import Storm
from survivors import check_everything_arrived, send_until_done, serving, write_visit

pytestmark = pytest.mark.both_databases
PATIENCE_S = 3
KILLS = 5


@pytest.fixture
def store(backend):
    return backend.app.extensions["evidence_store"]


@pytest.mark.parametrize(
    ("phones", "seed"),
    [(8, 1), *(pytest.param(50, n, marks=pytest.mark.long) for n in (2, 3))],
)
@pytest.mark.timeout(600)
def test_phones_in_a_storm_bring_everything_once(backend, company, store, phones, seed):
    chance = random.Random(seed)  # noqa: S311 # repeatable
    work = [company.order(company.marcos) for _ in range(phones)]
    with serving(backend) as server, blowing(server, chance) as storm:
        crew = [a_phone(storm.port, server.port, company.marcos) for _ in work]

        all_at_once(crew, work, send_until_done)
        storm.is_over = True
        for phone in crew:
            phone.sync()

        assert len(set(storm.met)) >= 5, "the weather was too good"
    for phone, order in zip(crew, work, strict=True):
        check_everything_arrived(company, phone, order, store)
    check_sequences(entries())


@pytest.mark.long
@pytest.mark.timeout(600)
def test_a_server_killed_at_random_under_load_loses_nothing(backend, company, store):
    chance = random.Random(7)  # noqa: S311 # repeatable
    work = [company.order(company.marcos) for _ in range(8)]
    with serving(backend) as server:
        crew = [a_phone(server.port, server.port, company.marcos) for _ in work]

        with killed_at_random(server, chance):
            all_at_once(crew, work, send_until_done)
        for phone in crew:
            phone.sync()
    for phone, order in zip(crew, work, strict=True):
        check_everything_arrived(company, phone, order, store)


@contextmanager
def blowing(server, chance):
    """Put a storm before the server."""
    storm = Storm(server.port, chance=chance)
    storm.start()
    try:
        yield storm
    finally:
        storm.stop()


@contextmanager
def killed_at_random(server, chance):
    """Kill the server again and again beside what happens inside; leave it running."""
    is_done = threading.Event()

    def kill_again_and_again():
        for _ in range(KILLS):
            is_done.wait(chance.uniform(0.05, 1.0))
            server.kill()
            server.start()

    killer = threading.Thread(target=kill_again_and_again)
    killer.start()
    try:
        yield
    finally:
        is_done.set()
        killer.join()


def a_phone(port, door, someone):
    """Return a phone that signed in at the door and then calls another port."""
    browser = LiveBrowser(door, timeout_s=PATIENCE_S).sign_in(someone.email)
    browser.port = port
    return Phone(browser, someone)


def all_at_once(crew, work, send):
    """Let each phone write its visit and send it, all at the same time."""

    def live(phone, order):
        write_visit(phone, order, order["id"])
        send(phone)

    with ThreadPoolExecutor(len(crew)) as pool:
        list(pool.map(live, crew, work))
