"""A server that starts as fast as a fork, for thousands of kills.

As a program it loads this product once; each line that it reads starts `fieldapp serve`
in a child, whose process id it prints. The child before was killed.
"""

import importlib
import os
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from signal import SIGKILL

from server import ROOT, Server, environment
from waiting import wait_until

START_TIMEOUT_S = 60
LOADED = ("fieldapp.cli.serve", "fieldapp.cli.migrate", "fieldapp.reports.making")


@dataclass
class ForkedServer(Server):
    """`fieldapp serve` as a child of a program that waits on a pipe."""

    pid: int = 0

    def start(self):
        """Fork it and wait until it answers."""
        self.process.stdin.write("start\n")
        self.process.stdin.flush()
        self.pid = int(self.process.stdout.readline())
        wait_until(self.is_healthy, START_TIMEOUT_S, "the server does not start")
        return self

    def kill(self):
        """End it as a power cut does."""
        if self.pid:
            os.kill(self.pid, SIGKILL)
        self.pid = 0


@contextmanager
def forking(data, settings):
    """Lend a server that is not started yet; nothing of it stays behind."""
    server = ForkedServer(Path(data), settings)
    with (server.data / "server.log").open("ab") as log:
        server.process = subprocess.Popen(
            [sys.executable, "-m", "bench.forked_server", str(server.port)],
            cwd=ROOT,
            env=environment(server.data, settings),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
        )
    try:
        yield server
    finally:
        server.kill()
        server.process.stdin.close()
        server.process.wait()


def main(port):
    """Load the program, then fork once for each line.

    Without the shortener of scripts: it starts threads, and no fork takes them along.
    """
    sys.modules["minify"] = None
    for name in LOADED:
        importlib.import_module(name)
    from fieldapp.cli import main as fieldapp  # noqa: PLC0415 # after the line above

    for _ in sys.stdin:
        child = os.fork()
        if child == 0:
            os.dup2(2, 1)
            fieldapp(["serve", "--port", port])
        print(child, flush=True)
        os.waitpid(child, 0)


if __name__ == "__main__":
    main(sys.argv[1])
