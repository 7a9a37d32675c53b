"""Files of static/ as they are served: joined, named by their hash, compressed."""

import hashlib
import mimetypes
from dataclasses import dataclass, field
from pathlib import Path

from fieldapp.templating import joiner
from fieldapp.templating.packing import BROTLI_QUALITY, packed, shortened
from fieldapp.templating.stylesheets import join_stylesheet

MEDIA_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".ico": "image/x-icon",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".wasm": "application/wasm",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
}
COMPRESSED = (".css", ".js", ".json", ".svg", ".txt", ".wasm")


@dataclass(frozen=True, slots=True)
class StaticFile:
    """One file, ready to be sent."""

    name: str
    hash: str
    body: bytes
    mentions: tuple[str, ...]

    @property
    def address(self) -> str:
        """Where the page finds this very content, for ever."""
        return f"/static/{self.hash}/{self.name}"

    @property
    def media_type(self) -> str:
        """What the browser is told it is."""
        guessed = mimetypes.guess_type(self.name)[0] or "application/octet-stream"
        return MEDIA_TYPES.get(Path(self.name).suffix, guessed)


@dataclass(slots=True)
class StaticFiles:
    """The folder static/, each file prepared when something first names it."""

    root: Path
    _prepared: dict[str, StaticFile] = field(default_factory=dict)
    _packed: dict[str, dict[str, bytes]] = field(default_factory=dict)

    def address(self, name: str) -> str:
        """Return the address of the file; raises LookupError when there is none."""
        return self.get(name).address

    def get(self, name: str) -> StaticFile:
        """Return the file as it is served; raises LookupError when there is none."""
        if name not in self._prepared:
            self._prepared[name] = self._prepare(name)
        return self._prepared[name]

    def packed(self, name: str) -> dict[str, bytes]:
        """Return the file by encoding, nothing for what is dense already."""
        return self._packed.get(name) or self.pack(name)

    def pack(self, name: str, quality: int = BROTLI_QUALITY) -> dict[str, bytes]:
        """Pack the file anew and return it by encoding."""
        body = self.get(name).body
        found = packed(body, quality) if name.endswith(COMPRESSED) else {}
        self._packed[name] = found
        return found

    def take(self, file: StaticFile, encodings: dict[str, bytes]) -> None:
        """Serve a file that was prepared and packed before."""
        self._prepared[file.name] = file
        self._packed[file.name] = encodings

    def reached(self, names: set[str]) -> list[StaticFile]:
        """Return these files and all that they mention in turn, by name."""
        found: dict[str, StaticFile] = {}
        waiting = list(names)
        while waiting:
            name = waiting.pop()
            if name not in found:
                found[name] = self.get(name)
                waiting += found[name].mentions
        return [found[name] for name in sorted(found)]

    def _prepare(self, name: str) -> StaticFile:
        mentions: list[str] = []
        body = self._body(name, mentions)
        return StaticFile(name, short_hash(body), body, tuple(mentions))

    def _body(self, name: str, mentions: list[str]) -> bytes:
        path = self._path(name)
        if name.endswith(".css"):
            return self._stylesheet(name, mentions).encode()
        if name.endswith(".js") and joiner.is_module(path.read_text("utf-8")):
            script = joiner.join(f"static/{name}", self._load)
            return shortened(f"static/{name}", script).encode()
        return path.read_bytes()

    def _stylesheet(self, name: str, mentions: list[str]) -> str:
        def mentioned(target: str) -> str:
            mentions.append(target)
            return self.address(target)

        return join_stylesheet(
            name, lambda part: self._path(part).read_text("utf-8"), mentioned
        )

    def _load(self, path: str) -> str | None:
        file = self.root.parent / path
        return file.read_text("utf-8") if file.is_file() else None

    def _path(self, name: str) -> Path:
        path = (self.root / name).resolve()
        if not path.is_relative_to(self.root.resolve()) or not path.is_file():
            raise LookupError(f"there is no file static/{name}")
        return path


def short_hash(*parts: bytes) -> str:
    """Return twelve hex digits that name this content."""
    return hashlib.sha256(b"\0".join(parts)).hexdigest()[:12]
