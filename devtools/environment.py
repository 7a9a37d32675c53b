"""The `.venv` folder: made when missing, filled again when a lock changes."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

from devtools import ROOT, VENV

INSTALLED = VENV / "installed.json"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")


def ensure(*lock_files: str) -> None:
    """Install these lock files, unless the same ones are in place already."""
    wanted = {name: digest(ROOT / name) for name in lock_files}
    done = json.loads(INSTALLED.read_text()) if INSTALLED.exists() else {}
    missing = [name for name in lock_files if done.get(name) != wanted[name]]
    if not missing and PYTHON.exists():
        return
    make_venv()
    for name in missing:
        print(f"Installing {name} …", flush=True)
        pip("install", "--require-hashes", "-r", name)
    if "fieldapp" not in done:
        pip("install", "--no-deps", "--no-build-isolation", "-e", ".")
    INSTALLED.write_text(json.dumps(done | wanted | {"fieldapp": "editable"}))


def make_venv() -> None:
    """Make the folder, with uv where it is found and with Python otherwise."""
    if PYTHON.exists():
        return
    print("Making .venv …", flush=True)
    if uv := find_uv():
        subprocess.run([uv, "venv", "-q", "--python", sys.executable, VENV], check=True)
        return
    try:
        venv.create(VENV, with_pip=True)
    except subprocess.CalledProcessError:
        shutil.rmtree(VENV, ignore_errors=True)
        sys.exit(
            "This Python has no `ensurepip`. On Debian and Ubuntu: "
            "apt-get install python3-venv, then try again."
        )


def pip(verb: str, *arguments: str) -> None:
    """Run pip's verb on `.venv`, with uv where it is found."""
    if uv := find_uv():
        command = [uv, "pip", verb, "-q", "--python", str(PYTHON), *arguments]
    else:
        quiet = ["-q", "--disable-pip-version-check"]
        command = [str(PYTHON), "-m", "pip", verb, *quiet, *arguments]
    finished = subprocess.run(command, cwd=ROOT, check=False)
    if finished.returncode:
        sys.exit(f"Could not install: {' '.join(arguments)}. The reason stands above.")


def find_uv() -> str | None:
    """Return uv's path, from this machine or from `.venv`."""
    return shutil.which("uv") or shutil.which("uv", path=BIN)


def digest(path: Path) -> str:
    """Return the SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()
