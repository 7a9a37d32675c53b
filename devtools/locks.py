"""`./dev lock`: every dependency pinned and hashed, no registry named."""

import json
import shutil
import subprocess
import tempfile
from pathlib import Path

from devtools import ROOT, environment, node

PYPROJECT = "pyproject.toml"
LOCKS = {
    "requirements.lock": [PYPROJECT, "--group", "install"],
    "requirements-dev.lock": [PYPROJECT, "--group", "install", "--group", "dev"],
    "requirements-https.lock": ["--group", "https"],
    "requirements-node.lock": ["--group", "node"],
}


def write() -> None:
    """Resolve for every platform at once and write all lock files."""
    environment.make_venv()
    if not (uv := environment.find_uv()):
        environment.pip("install", "uv")
        uv = environment.find_uv() or "uv"
    for name, sources in LOCKS.items():
        compile_lock(uv, name, sources)
    write_npm_lock()


def compile_lock(uv: str, name: str, sources: list[str]) -> None:
    """Write one file of `name==version` lines with their hashes."""
    rules = ["--universal", "--python-version", "3.11", "--generate-hashes"]
    shape = ["--upgrade", "--no-header", "--no-annotate", "--quiet"]
    agree = [] if name == "requirements.lock" else ["-c", "requirements.lock"]
    command = [uv, "pip", "compile", *sources, *rules, *shape, *agree, "-o", name]
    subprocess.run(command, cwd=ROOT, check=True)
    print(name)


def write_npm_lock() -> None:
    """Write package-lock.json anew, without the addresses that npm puts into it.

    In an empty folder: beside node_modules npm leaves out other platforms' packages.
    """
    name = "package-lock.json"
    with tempfile.TemporaryDirectory() as folder:
        for source in ("package.json", ".npmrc"):
            shutil.copy(ROOT / source, folder)
        only = ("--package-lock-only", "--ignore-scripts", "--prefix", folder)
        node.npm("install", *only)
        drop_funding(Path(folder) / name)
        shutil.copy(Path(folder) / name, ROOT / name)
    print(name)


def drop_funding(path: Path) -> None:
    """Take out `funding`, the only field that names an address."""
    lock = json.loads(path.read_text())
    for package in lock["packages"].values():
        package.pop("funding", None)
    path.write_text(json.dumps(lock, indent=2, ensure_ascii=False) + "\n")
