"""The limit of an upload: a bare server keeps the same bytes as safely, and no more."""

import contextlib
import hashlib
import os
import socket
import subprocess
import sys
import tempfile
import time

from bench.bare_pushes import opened

SERVER = """
import hashlib, os, sys
import waitress

folder, port = sys.argv[1], int(sys.argv[2])

def synced(path):
    descriptor = os.open(path, os.O_RDONLY)
    os.fsync(descriptor)
    os.close(descriptor)

def keep(environment, start):
    content = environment["wsgi.input"].read()
    path = os.path.join(folder, hashlib.sha256(content).hexdigest())
    with open(path, "wb") as file:
        file.write(content)
    synced(path)
    synced(folder)
    start("204 No Content", [])
    return [b""]

waitress.serve(keep, host="127.0.0.1", port=port, inbuf_overflow=1 << 20)
"""


def seconds_for(contents):
    """Return how long a bare server takes to keep these, one request each."""
    with bare_server() as connection:
        start = time.monotonic()
        for content in contents:
            name = hashlib.sha256(content).hexdigest()
            connection.request("PATCH", f"/{name}", content)
            connection.getresponse().read()
        return time.monotonic() - start


@contextlib.contextmanager
def bare_server():
    """Run it; lend a connection that is open."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-c", SERVER, folder, str(port)]
        process = subprocess.Popen(command, env=os.environ)
        try:
            yield opened(port)
        finally:
            process.terminate()
            process.wait()
