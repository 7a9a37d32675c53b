"""`./dev run`: install, migrate, fill with the demo company, serve."""

import argparse
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from pathlib import Path

from devtools import ROOT, environment, https

START_TIMEOUT_S = 30
LOGINS = """\
Technician     marcos@cerrado.example
Dispatcher     priscila@cerrado.example
Supervisor     renata@cerrado.example
Administrator  admin@cerrado.example
Auditor        auditor@cerrado.example
Password       demonstracao"""


def run(options: argparse.Namespace, _: list[str]) -> int:
    """Serve until Ctrl-C."""
    environment.ensure("requirements.lock")
    refuse_taken_ports(options)
    data: Path = options.data.resolve()
    data.mkdir(parents=True, exist_ok=True)
    env = os.environ | {"FIELDAPP_DATA_DIR": str(data)}

    fieldapp(env, "migrate")
    if not options.no_demo:
        fieldapp(env, "demo", "load")
    if not options.https:
        return serve(options, env, None)
    ports = options.port, options.https_port, options.ca_port
    env |= {"FIELDAPP_TRUSTED_PROXY": "127.0.0.1"}
    return serve(options, env, https.prepare(data, *ports))


def serve(
    options: argparse.Namespace, env: Mapping[str, str], front: https.Front | None
) -> int:
    """Start the server and, for phones, Caddy before it; stop both together."""
    address = ["--host", options.host, "--port", str(options.port)]
    server = subprocess.Popen([*fieldapp_command(), "serve", *address], env=env)
    children = [server, *([front.start()] if front else [])]
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        wait_until_ready(server, options.host, options.port)
        print(front.welcome() if front else welcome(options), flush=True)
        if not options.no_demo:
            print(f"\n{LOGINS}\n", flush=True)
        return server.wait()
    except KeyboardInterrupt:
        return 0
    finally:
        for child in children:
            child.terminate()
        for child in children:
            child.wait()


def fieldapp_command() -> list[str]:
    """Return the program's command line, without its verb."""
    return [str(environment.PYTHON), "-m", "fieldapp"]


def fieldapp(env: Mapping[str, str], *arguments: str) -> None:
    """Run one verb of the program; stop here when it fails."""
    command = [*fieldapp_command(), *arguments]
    finished = subprocess.run(command, env=env, cwd=ROOT, check=False)
    if finished.returncode:
        sys.exit(f"`fieldapp {' '.join(arguments)}` failed. The reason stands above.")


def refuse_taken_ports(options: argparse.Namespace) -> None:
    """Look at every port before anything is installed or filled."""
    refuse_a_taken_port(options.host, options.port)
    if options.https:
        refuse_a_taken_port("", options.https_port, "--https-port")
        refuse_a_taken_port("", options.ca_port, "--ca-port")


def refuse_a_taken_port(host: str, port: int, option: str = "--port") -> None:
    """Say so in one sentence when something listens there already."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as problem:
            sys.exit(f"{host}:{port}: {problem.strerror}. Try {option} {port + 1}.")


def wait_until_ready(server: subprocess.Popen[bytes], host: str, port: int) -> None:
    """Return when /healthz answers 200; stop when the server died or stays silent."""
    health = f"http://{reachable(host)}:{port}/healthz"
    deadline = time.monotonic() + START_TIMEOUT_S
    while time.monotonic() < deadline:
        if server.poll() is not None:
            sys.exit("The server stopped. The reason stands above.")
        try:
            urllib.request.urlopen(health, timeout=5).close()
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
        else:
            return
    sys.exit(f"The server gives no 200 at /healthz after {START_TIMEOUT_S} s.")


def reachable(host: str) -> str:
    """Return an address that reaches a server bound to `host`."""
    loopback = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}  # noqa: S104 # compared, not bound
    return loopback.get(host, f"[{host}]" if ":" in host else host)


def welcome(options: argparse.Namespace) -> str:
    """Return the lines that tell where to go."""
    return (
        f"\nVisada is ready: http://{reachable(options.host)}:{options.port}/\n"
        "Stop it with Ctrl-C. Phones need --https."
    )
