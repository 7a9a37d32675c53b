"""The limit of a push: a bare server keeps the same rows as safely, and no more.

It unzips and parses the same body, writes one ledger row and one body for each
operation, commits once and answers as many bytes. No chain, no rules, no documents.
"""

import contextlib
import http.client
import socket
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import psutil

START_TIMEOUT_S = 10
SERVER = """
import gzip, json, logging, sqlite3, sys, threading, uuid
import waitress

database, port = sys.argv[1], int(sys.argv[2])
is_sqlite = not database.startswith("postgresql")
own, writer = threading.local(), threading.Lock()
LEDGER = (
    "INSERT INTO ledger (operation_id, stream_kind, stream_id, rev, client_id, "
    "sequence, actor_id, actor_role, was_assigned, name, version, base_rev, "
    "happened_at, tie_at, received_at, clock_offset_ms, status, problem_code, "
    "body_sha256, previous, hash) VALUES (" + ", ".join(["?"] * 21) + ")"
)
BODY = "INSERT INTO ledger_bodies (operation_id, salt, body) VALUES (?, ?, ?)"
if not is_sqlite:
    LEDGER, BODY = LEDGER.replace("?", "%s"), BODY.replace("?", "%s")

def opened():
    if is_sqlite:
        connection = sqlite3.connect(database, isolation_level=None)
        for pragma in ("synchronous = FULL", "foreign_keys = ON"):
            connection.execute("PRAGMA " + pragma)
        return connection
    import psycopg
    return psycopg.connect(database, autocommit=True)

def connection():
    if not hasattr(own, "connection"):
        own.connection = opened()
    return own.connection

client = connection().execute("SELECT id FROM clients LIMIT 1").fetchone()[0]

def keep(operations):
    stream, digest = str(uuid.uuid4()), "0" * 64
    entries, bodies = [], []
    for place, each in enumerate(operations):
        id_, at = str(uuid.uuid4()), each["happened_at"]
        entries.append((id_, "bare", stream, place, client, place, client, "bare",
            True, each["name"], each["version"], each["base_rev"], at, at, at, 0,
            "applied", None, digest, digest, digest))
        bodies.append((id_, digest[:32], json.dumps(each)))
    cursor = connection().cursor()
    with writer if is_sqlite else connection().transaction():
        if is_sqlite:
            cursor.execute("BEGIN IMMEDIATE")
        cursor.executemany(LEDGER, entries)
        cursor.executemany(BODY, bodies)
        if is_sqlite:
            cursor.execute("COMMIT")

def push(environment, start):
    content = environment["wsgi.input"].read()
    if content:
        keep(json.loads(gzip.decompress(content))["operations"])
    start("200 OK", [])
    return [b"x" * int(environment["QUERY_STRING"] or 0)]

logging.getLogger("waitress.queue").setLevel(logging.ERROR)
waitress.serve(push, host="127.0.0.1", port=port, threads=8)
"""


@contextlib.contextmanager
def bare_server(database):
    """Run it on a SQLite file or a PostgreSQL address; lend its port and process."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen([sys.executable, "-c", SERVER, database, str(port)])
    try:
        opened(port).close()
        yield port, psutil.Process(process.pid)
    finally:
        process.terminate()
        process.wait()


def send(port, bodies, answer_bytes):
    """Send bodies one after the other; return the seconds that they waited."""
    connection = opened(port)
    start = time.monotonic()
    for body in bodies:
        connection.request("POST", f"/?{answer_bytes}", body)
        connection.getresponse().read()
    return time.monotonic() - start


def send_at_once(port, bodies, answer_bytes):
    """Send every body over a connection of its own; return the seconds to the last."""
    connections = [opened(port) for _ in bodies]
    gate = threading.Barrier(len(bodies) + 1)

    def push(connection, body):
        gate.wait()
        connection.request("POST", f"/?{answer_bytes}", body)
        connection.getresponse().read()

    with ThreadPoolExecutor(len(bodies)) as pool:
        sent = [
            pool.submit(push, *each) for each in zip(connections, bodies, strict=True)
        ]
        gate.wait()
        start = time.monotonic()
        for each in sent:
            each.result()
        return time.monotonic() - start


def opened(port):
    """Return a connection, once somebody listens and has answered on it."""
    deadline = time.monotonic() + START_TIMEOUT_S
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    while True:
        try:
            connection.request("POST", "/", b"")
            connection.getresponse().read()
        except OSError:
            assert time.monotonic() < deadline, "the bare server does not start"
            connection.close()
            time.sleep(0.05)
        else:
            return connection
