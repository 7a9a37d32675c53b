"""What a build made, kept in a folder under a hash of all that it was made from.

Any other start with the same sources only reads it. A file that is not whole, or was
made from something else, counts as none; nothing is lost when the folder is deleted.
"""

import hashlib
import logging
import os
import sys
import zipfile
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from tempfile import NamedTemporaryFile

from fieldapp.sources import FOLDERS, PACKAGE, ROOT
from fieldapp.templating.made import Made, Members, made_of

TOOLS = ("brotli", "jinja2", "tdewolff-minify")
NOT_SOURCES = {"__pycache__", "generated"}

log = logging.getLogger(__name__)


class KeptBuild:
    """One folder that holds the files of one build."""

    def __init__(self, folder: Path, root: Path = ROOT) -> None:
        self._folder = folder
        self._root = root
        self._key = key_of(root)

    def load(self) -> Made | None:
        """Return what was made from these very sources, None when nothing was."""
        try:
            with zipfile.ZipFile(self._path) as kept:
                if kept.comment.decode() != self._key:
                    return None
                return made_of({name: kept.read(name) for name in kept.namelist()})
        except (OSError, ValueError, KeyError, zipfile.BadZipFile):
            return None

    def store(self, made: Made) -> None:
        """Keep what was made; older builds go. Nothing is kept of moving sources."""
        if key_of(self._root) != self._key:
            return
        try:
            self._write(made.members())
        except OSError:
            log.warning("the build cannot be kept", exc_info=True)

    @property
    def _path(self) -> Path:
        return self._folder / f"{self._key}.zip"

    def _write(self, members: Members) -> None:
        """Give the file its name only when it is whole."""
        self._folder.mkdir(parents=True, exist_ok=True)
        older = set(self._folder.iterdir())
        with (
            NamedTemporaryFile(dir=self._folder, delete=False) as draft,
            zipfile.ZipFile(draft, "w") as kept,
        ):
            kept.comment = self._key.encode()
            for name, content in members.items():
                kept.writestr(name, content)
        Path(draft.name).replace(self._path)
        for each in older - {self._path}:
            each.unlink(missing_ok=True)


def key_of(root: Path) -> str:
    """Return a hash over every source and over the tools that work on them."""
    digest = hashlib.sha256(repr((sys.version, *map(_version, TOOLS))).encode())
    for folder in (PACKAGE, *(root / name for name in FOLDERS)):
        for path in _files(folder):
            with Path(path).open("rb") as file:
                content = file.read()
            digest.update(f"\0{path}\0{len(content)}\0".encode())
            digest.update(content)
    return digest.hexdigest()


def _version(tool: str) -> str | None:
    try:
        return metadata.version(tool)
    except metadata.PackageNotFoundError:  # no wheel for this machine
        return None


def _files(folder: Path) -> Iterator[str]:
    """Yield the sources of a folder, in order; faster than Path.rglob."""
    for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
        if entry.is_file():
            yield entry.path
        elif entry.name not in NOT_SOURCES:
            yield from _files(Path(entry.path))
