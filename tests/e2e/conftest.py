"""A browser, a server of one's own, a network that can fail, and people to act."""

import contextlib
import os
import shutil

import pytest
from console import Console
from devices import DESKTOP, NAMES, PHONE, QUIET, with_room_for
from office import Office
from playwright.sync_api import sync_playwright
from proxy import FaultProxy
from server import Server, copy_company, make_company
from technician import Technician


def pytest_addoption(parser):
    parser.addoption("--theme", default="light", help="of ./dev screenshot")


@pytest.fixture(scope="session")
def playwright():
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def chromium_path():
    path = next((found for name in NAMES if (found := shutil.which(name))), None)
    assert path, "The browser tests need Chromium: ./dev test installs or explains it."
    return path


@pytest.fixture(scope="session")
def browser(playwright, chromium_path):
    browser = playwright.chromium.launch(executable_path=chromium_path, args=QUIET)
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def company(tmp_path_factory, worker_id):
    """Make a data folder with the demo company, once for all workers of xdist."""
    shared = tmp_path_factory.getbasetemp()
    shared = shared if worker_id == "master" else shared.parent
    template = shared / "company"
    with only_one(shared / "company.lock"):
        if not (template / "made").exists():
            shutil.rmtree(template, ignore_errors=True)
            make_company(template)
            (template / "made").touch()
    return template


@contextlib.contextmanager
def only_one(path):
    """Hold a lock that other test processes wait for; freed when this one dies."""
    import fcntl  # noqa: PLC0415 # not on Windows, where xdist is not used for these

    descriptor = os.open(path, os.O_CREAT | os.O_RDWR)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


@pytest.fixture
def server(company, tmp_path):
    """Start the program on a fresh copy of the company and a free port."""
    server = Server(copy_company(company, tmp_path / "data")).start()
    yield server
    server.stop()
    assert "Traceback" not in server.log, server.log


@pytest.fixture
def network(server):
    """Put a proxy that can fail between the phone and the server."""
    proxy = FaultProxy(server.port).start()
    yield proxy
    proxy.stop()


@pytest.fixture
def console():
    """Hear what the browsers of this test complain of."""
    return Console()


@pytest.fixture(autouse=True)
def quiet_console(console):
    """Fail when a browser complained of anything that no screen puts into words."""
    yield
    assert not console.complaints()


@pytest.fixture
def new_phone(browser, network, console):
    """Return a maker of phones, each with storage of its own, behind the network."""
    contexts = []

    def make(**options):
        context = browser.new_context(
            base_url=f"http://127.0.0.1:{network.port}", **{**PHONE, **options}
        )
        contexts.append(console.listen(context))
        return Technician(context.new_page())

    yield make
    for context in contexts:
        context.close()


@pytest.fixture
def new_small_phone(playwright, chromium_path, network, tmp_path, console):
    """Return a maker of phones that hold only so many bytes of this app."""
    contexts = []

    def make(size_bytes):
        context = playwright.chromium.launch_persistent_context(
            tmp_path / f"profile{len(contexts)}",
            executable_path=chromium_path,
            args=[*QUIET, *with_room_for(size_bytes)],
            base_url=f"http://127.0.0.1:{network.port}",
            **PHONE,
        )
        contexts.append(console.listen(context))
        return Technician(context.pages[0])

    yield make
    for context in contexts:
        context.close()


@pytest.fixture
def marcos(new_phone):
    """Marcos's phone, not yet signed in."""
    return new_phone()


@pytest.fixture
def office(browser, server, console):
    """Priscila's desk, straight at the server."""
    context = browser.new_context(base_url=server.address, **DESKTOP)
    console.listen(context)
    yield Office(context.new_page())
    context.close()
