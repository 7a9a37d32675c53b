"""Node for the checks of JavaScript: this machine's, or the one in a wheel."""

import os
import shutil
import subprocess

from devtools import ROOT, environment

OLDEST = 20


def find(program: str) -> str:
    """Return the path of `node` or `npm`, installing Node's wheel when needed."""
    if is_recent_enough():
        return shutil.which(program) or program
    environment.ensure("requirements-dev.lock", "requirements-node.lock")
    return shutil.which(program, path=environment.BIN) or program


def is_recent_enough() -> bool:
    """Tell whether this machine has its own Node, npm, and not too old."""
    if not shutil.which("node") or not shutil.which("npm"):
        return False
    version = subprocess.run(
        ["node", "--version"],  # noqa: S607 # found on PATH above
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    return int(version.lstrip("v").split(".")[0]) >= OLDEST


def ensure_packages() -> None:
    """Install package-lock.json when it is newer than what is installed."""
    installed = ROOT / "node_modules" / ".package-lock.json"
    lock = ROOT / "package-lock.json"
    if installed.exists() and installed.stat().st_mtime >= lock.stat().st_mtime:
        return
    npm("ci", "--ignore-scripts")


def npm(*arguments: str) -> None:
    """Run npm quietly; a failure stops the program."""
    quiet = ["--no-audit", "--no-fund", "--loglevel=error"]
    subprocess.run([find("npm"), *arguments, *quiet], cwd=ROOT, env=path(), check=True)


def path() -> dict[str, str]:
    """Return the environment in which npm's scripts find Node's wheel.

    Node brings its own list of authorities; a company's proxy is in the system's.
    """
    search = f"{os.environ['PATH']}{os.pathsep}{environment.BIN}"
    return os.environ | {"PATH": search, "NODE_USE_SYSTEM_CA": "1"}
