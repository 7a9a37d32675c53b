"""Turns templates, tables, messages and worker modules into what a phone loads."""

import json
import re
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path

from fieldapp.sources import FOLDERS, ROOT
from fieldapp.templating import catalogues, joiner
from fieldapp.templating.compiler import Compiled, compile_templates, shared_names
from fieldapp.templating.environment import shared_environment
from fieldapp.templating.icons import icons
from fieldapp.templating.kept import KeptBuild
from fieldapp.templating.made import Made, Worker
from fieldapp.templating.packing import BEST_QUALITY, BROTLI_QUALITY, packed, shortened
from fieldapp.templating.static_files import StaticFiles, short_hash
from fieldapp.templating.tables import tables_module

ENTRY = "service_worker/main.js"
NOT_AWAITED = (
    *(".woff2", ".png", ".wasm", "fonts.css"),
    *("rescue.js", "scanner.js", "zxing_reader.js"),
)
TYPES = dict.fromkeys(("PRECACHE", "LATER"), "/** @type {string[]} */\n")
WORD = re.compile(r"\"([a-z][a-z0-9-]*)\"")


class Build:
    """Everything made from the sources once, at start."""

    def __init__(self, root: Path = ROOT, kept: KeptBuild | None = None) -> None:
        self.root = root
        self.static = StaticFiles(root / "static")
        self._kept = kept
        self._is_finished = False

    def prepare(self) -> None:
        """Make everything now; raises Refusal when a source is not accepted.

        What was kept of the same sources, accepted and packed, is only read.
        """
        catalogues.catalogues()
        if made := self._kept and self._kept.load():
            self._take(made)
        else:
            _ = self.worker
            self.static.reached(self.templates.assets)

    def finish(self) -> None:
        """Pack what a phone loads first as small as it goes, then keep the build.

        Takes a second: runs while the server already answers, once a version.
        """
        if self._is_finished:
            return
        files = self.static.reached(self.templates.assets)
        packed_files = [(f, self.static.pack(f.name, _quality(f.name))) for f in files]
        self.worker.packed = packed(self.worker.body, BEST_QUALITY)
        self._is_finished = True
        if self._kept:
            self._kept.store(Made(self.worker, packed_files))

    def _take(self, made: Made) -> None:
        self.worker = made.worker
        for file, encodings in made.files:
            self.static.take(file, encodings)
        self._is_finished = True

    @cached_property
    def templates(self) -> Compiled:
        """The templates of technician routes, compiled."""
        environment = shared_environment(self.root / "templates")
        names = shared_names(environment)
        return compile_templates(environment, names, self.static.address)

    @cached_property
    def worker(self) -> Worker:
        """The worker, its version taken over every source in it."""
        body = shortened(ENTRY, joiner.join(ENTRY, self._load)).encode()
        return Worker(self.version, body)

    @cached_property
    def version(self) -> str:
        """A hash over every source of the worker, so that a change is an update."""
        paths = sorted((self.root / "service_worker").rglob("*.js"))
        sources = [p.read_bytes() for p in paths if p.parent.name != "generated"]
        made = [text.encode() for text in self._unversioned.values()]
        return short_hash(*sources, *made, self._assets_module("").encode())

    @cached_property
    def generated(self) -> dict[str, str]:
        """The modules that are made, not written, by file name."""
        return {**self._unversioned, "assets.js": self._assets_module(self.version)}

    @cached_property
    def _unversioned(self) -> dict[str, str]:
        return {
            "catalogues.js": catalogues.catalogues_module(self.worker_code),
            "tables.js": tables_module(),
            "templates.js": self.templates.module(),
        }

    @cached_property
    def worker_code(self) -> str:
        """All that may name a message: written code, tables and templates."""
        made = [tables_module(), self.templates.module()]
        return "\n".join([*made, *self._worker_sources()])

    def _assets_module(self, version: str) -> str:
        files = self.static.reached(self.templates.assets)
        later = [file.address for file in files if file.name.endswith(NOT_AWAITED)]
        exports = {
            "VERSION": version,
            "ASSETS": {file.name: file.address for file in files},
            "PRECACHE": [f.address for f in files if not f.name.endswith(NOT_AWAITED)],
            "LATER": later,
            "ICONS": {name: icons()[name] for name in sorted(self._icons())},
        }
        return "".join(
            f"{TYPES.get(name, '')}export const {name} = "
            f"{json.dumps(value, ensure_ascii=False)}\n"
            for name, value in exports.items()
        )

    def _icons(self) -> set[str]:
        """Return icons named by a template, or by a word of the worker's own code."""
        texts = [*self._worker_sources(), tables_module()]
        words = {word for text in texts for word in WORD.findall(text)}
        return self.templates.icons | (words & icons().keys())

    def _worker_sources(self) -> Iterable[str]:
        for path in (self.root / "service_worker").rglob("*.js"):
            if path.parent.name != "generated":
                yield path.read_text("utf-8")

    def _load(self, path: str) -> str | None:
        folder, _, name = path.rpartition("/")
        if folder == "service_worker/generated":
            return self.generated.get(name)
        file = self.root / path
        return file.read_text("utf-8") if file.is_file() else None


def _quality(name: str) -> int:
    """Return how small a file is made: a megabyte that nobody awaits takes seconds."""
    return BROTLI_QUALITY if name.endswith(".wasm") else BEST_QUALITY


def last_change(root: Path = ROOT) -> int:
    """Return when a source of the build last changed, in nanoseconds."""
    files = [path for name in FOLDERS for path in (root / name).rglob("*")]
    written = [path for path in files if "generated" not in path.parts]
    return max(path.stat().st_mtime_ns for path in [*written, *catalogues.sources()])


def clear_caches() -> None:
    """Forget what was read once for the whole process."""
    catalogues.catalogues.cache_clear()
    icons.cache_clear()
