"""The real program in a process of its own, on a data folder of its own."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
START_TIMEOUT_S = 30


@dataclass
class Server:
    """`fieldapp serve` on a free port; can be killed and started again."""

    data: Path
    settings: dict[str, str] = field(default_factory=dict)
    port: int = 0
    process: subprocess.Popen[bytes] | None = None
    root: Path = ROOT

    def __post_init__(self) -> None:
        """Keep one port, so that a restarted server is found again."""
        self.port = self.port or free_port()

    @property
    def address(self) -> str:
        """Return where it listens."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def log(self) -> str:
        """Return what it has written so far."""
        path = self.data / "server.log"
        return path.read_text(errors="replace") if path.exists() else ""

    def start(self) -> "Server":
        """Start it and wait until it is healthy."""
        with (self.data / "server.log").open("ab") as log:
            self.process = subprocess.Popen(
                [*command("serve"), "--port", str(self.port)],
                cwd=self.root,
                env=environment(self.data, self.settings),
                stdout=log,
                stderr=log,
            )
        deadline = time.monotonic() + START_TIMEOUT_S
        while not self.is_healthy():
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise AssertionError(f"The server did not start:\n{self.log}")
            time.sleep(0.05)
        return self

    def is_healthy(self) -> bool:
        """Tell whether /healthz answers 200."""
        try:
            with urllib.request.urlopen(f"{self.address}/healthz", timeout=5) as health:
                return health.status == 200
        except OSError:
            return False

    def stop(self) -> None:
        """Ask it to end, and wait."""
        if self.process:
            self.process.terminate()
            self.process.wait(10)

    def kill(self) -> None:
        """End it as a power cut does."""
        assert self.process
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(10)


WORK_OF_A_START = """
from fieldapp import create_app
from fieldapp.services import thumbnails

app = create_app()
with app.app_context():
    while thumbnails.due():
        app.extensions["jobs"].sweep()
app.extensions["build"].finish()
"""


def make_company(data: Path, **settings: str) -> None:
    """Fill a fresh data folder with the demo company, and leave no work undone.

    A server that starts on it neither draws thumbnails nor packs scripts behind what
    is tested or measured.
    """
    data.mkdir(parents=True)
    run(data, "migrate", **settings)
    run(data, "demo", "load", **settings)
    finish([sys.executable, "-c", WORK_OF_A_START], data, settings)


def copy_company(template: Path, data: Path) -> Path:
    """Return a folder with a copy of a company at rest."""
    shutil.copytree(template, data)
    return data


def run(data: Path, *arguments: str, **settings: str) -> str:
    """Run one verb of the program to its end; return what it printed."""
    return finish(command(*arguments), data, settings)


def finish(
    command_line: list[str], data: Path, settings: dict[str, str], root: Path = ROOT
) -> str:
    """Run a command on a company to its end; return what it printed."""
    finished = subprocess.run(
        command_line,
        cwd=root,
        env=environment(data, settings),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert not finished.returncode, finished.stdout + finished.stderr
    return finished.stdout


def command(*arguments: str) -> list[str]:
    """Return the program's command line with this Python."""
    return [sys.executable, "-m", "fieldapp", *arguments]


def environment(data: Path, settings: dict[str, str]) -> dict[str, str]:
    """Return this environment without settings of the program's own, but these."""
    others = {k: v for k, v in os.environ.items() if not k.startswith("FIELDAPP_")}
    own = {"FIELDAPP_DATA_DIR": str(data), "FIELDAPP_TEST_BUILD": "1"}
    own["FIELDAPP_SPREAD_S"] = "0"  # one phone need not wait for the others
    return others | own | settings


def free_port() -> int:
    """Return a port that nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
