"""The network of the browser tests fails as it says; else they prove nothing."""

import http.client
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from proxy import FaultProxy


class Echo(BaseHTTPRequestHandler):
    """Answers a POST with its own body and remembers that it did."""

    done: list[bytes]

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.done.append(body)
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        """Stay silent."""


class Quiet(ThreadingHTTPServer):
    """Finds cut connections unremarkable: they are what is tested."""

    def handle_error(self, *_):
        """Stay silent."""


@pytest.fixture
def done():
    return []


@pytest.fixture
def proxy(done):
    handler = type("Handler", (Echo,), {"done": done})
    server = Quiet(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    proxy = FaultProxy(server.server_port).start()
    yield proxy
    proxy.stop()
    server.shutdown()
    server.server_close()


def post(proxy, body=b"x" * 1000, path="/sync", timeout_s=5):
    connection = http.client.HTTPConnection("127.0.0.1", proxy.port, timeout=timeout_s)
    try:
        connection.request("POST", path, body)
        return connection.getresponse().read()
    finally:
        connection.close()


def test_traffic_passes_and_is_noted(proxy, done):
    assert post(proxy) == b"x" * 1000
    assert proxy.requests == ["POST /sync"]
    assert len(done) == 1


def test_without_signal_nothing_arrives(proxy, done):
    proxy.down()
    with pytest.raises((OSError, http.client.HTTPException)):
        post(proxy)
    proxy.restore()
    assert not done
    assert post(proxy)


def test_a_black_hole_accepts_and_stays_silent(proxy, done):
    proxy.blackhole()
    with pytest.raises(TimeoutError):
        post(proxy, timeout_s=0.3)
    assert not done


def test_a_cut_request_never_arrives_whole(proxy, done):
    proxy.cut_request(400)
    with pytest.raises((OSError, http.client.HTTPException)):
        post(proxy, b"x" * 100_000)
    assert proxy.cuts
    assert all(len(body) < 100_000 for body in done)


def test_a_cut_answer_was_done_by_the_server(proxy, done):
    proxy.cut_response(only="POST /sync")
    with pytest.raises((OSError, http.client.HTTPException)):
        post(proxy)
    assert done == [b"x" * 1000]
    assert post(proxy, path="/login")


def test_a_captive_portal_answers_200_with_its_own_page(proxy, done):
    proxy.captive_portal()
    assert b"Aceite os termos" in post(proxy)
    assert not done


def test_a_slow_line_takes_its_time(proxy):
    proxy.slow(delay_s=0.1, bytes_per_s=20_000)
    start = time.monotonic()
    assert post(proxy)
    assert time.monotonic() - start >= 0.2
