"""The wheel that `pip wheel .` makes is the whole program: it works far from here."""

import shutil
import subprocess
import sys
import urllib.request
import zipfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from server import Server, finish

ROOT = Path(__file__).parents[2]
SOURCES = ("templates", "static", "service_worker")
LOADED_BY_A_PHONE = ["/healthz", "/login", "/sw.js", "/manifest.webmanifest"]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """Build from a copy of the tree, which also holds what an old build left."""
    folder = tmp_path_factory.mktemp("wheel")
    tree = folder / "tree"
    for name in (*SOURCES, "fieldapp"):
        unwanted = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / name, tree / name, ignore=unwanted)
    for name in ("pyproject.toml", "setup.py", "MANIFEST.in", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, tree / name)
    stale = tree / "build" / "lib" / "fieldapp" / "long_gone.py"
    stale.parent.mkdir(parents=True)
    stale.touch()
    pip(tree, "wheel", "--no-deps", "--no-build-isolation", "-w", str(folder), ".")
    return next(folder.glob("fieldapp-*.whl"))


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory):
    """Unpack the wheel as pip does, away from the checkout."""
    site = tmp_path_factory.mktemp("site")
    pip(site, "install", "--no-deps", "--no-index", "--target", str(site), str(wheel))
    return site


def pip(folder, *arguments):
    command = [sys.executable, "-m", "pip", "-q", *arguments]
    done = subprocess.run(
        command, cwd=folder, capture_output=True, text=True, check=False
    )
    assert not done.returncode, done.stdout + done.stderr


def test_the_wheel_holds_every_source_and_nothing_of_an_older_build(wheel):
    held = set(zipfile.ZipFile(wheel).namelist())
    wanted = {
        str(path.relative_to(ROOT))
        for folder in SOURCES
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and "generated" not in path.parts
    }
    code = {
        str(path.relative_to(ROOT))
        for path in (ROOT / "fieldapp").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }

    assert {name for name in wanted if f"fieldapp/sources/{name}" not in held} == set()
    assert code - held == set()
    assert "fieldapp/long_gone.py" not in held
    assert not [name for name in held if name.startswith(("tests/", "devtools/"))]


def test_an_installed_wheel_migrates_lets_in_and_serves(installed, tmp_path):
    far = Far(installed, tmp_path)
    code = "import fieldapp; print(fieldapp.__file__)"
    assert far.python("-c", code).startswith(str(installed))

    far.fieldapp("migrate")
    person = ["ana@norte.example", "--name", "Ana", "--password", "uma-senha-longa"]
    assert "Ana" in far.fieldapp("user", "add", *person)
    with far.serving() as address:
        for path in LOADED_BY_A_PHONE:
            assert urllib.request.urlopen(address + path, timeout=20).status == 200


@pytest.mark.long
def test_an_installed_wheel_makes_the_demo_company(installed, tmp_path):
    far = Far(installed, tmp_path)
    far.fieldapp("migrate")

    assert far.fieldapp("demo", "load")


@dataclass
class Far:
    """The installed program in a folder of its own; nothing of the checkout is near."""

    site: Path
    folder: Path

    @property
    def data(self):
        return self.folder / "data"

    @property
    def settings(self):
        return {"PYTHONPATH": str(self.site), "FIELDAPP_TEST_BUILD": ""}

    def fieldapp(self, *arguments):
        return self.python("-m", "fieldapp", *arguments)

    def python(self, *arguments):
        command = [sys.executable, *arguments]
        return finish(command, self.data, self.settings, self.folder)

    @contextmanager
    def serving(self):
        server = Server(self.data, self.settings, root=self.folder).start()
        try:
            yield server.address
        finally:
            server.stop()
