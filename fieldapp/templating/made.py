"""What a build makes: the worker in one file, and what a phone loads with it."""

import json
from dataclasses import dataclass
from functools import cached_property

from fieldapp.templating.packing import packed
from fieldapp.templating.static_files import StaticFile

WORKER = "sw.js"
INDEX = "index.json"
PLAIN = "plain"

Encodings = dict[str, bytes]
Members = dict[str, bytes]


class Worker:
    """The service worker in one file."""

    def __init__(self, version: str, body: bytes) -> None:
        self.version, self.body = version, body

    @cached_property
    def packed(self) -> Encodings:
        """The file in every encoding, packed when somebody first asks for it."""
        return packed(self.body)


@dataclass(frozen=True, slots=True)
class Made:
    """A whole build, each file in every encoding it is sent in."""

    worker: Worker
    files: list[tuple[StaticFile, Encodings]]

    def members(self) -> Members:
        """Return it as named bytes; `made_of` is the way back."""
        index = {
            "version": self.worker.version,
            "files": {
                file.name: [file.hash, file.mentions, list(encodings)]
                for file, encodings in self.files
            },
        }
        members = {INDEX: json.dumps(index).encode()}
        members |= _bodies(WORKER, self.worker.body, self.worker.packed)
        for file, encodings in self.files:
            members |= _bodies(f"static/{file.name}", file.body, encodings)
        return members


def made_of(members: Members) -> Made:
    """Return the build that these members hold."""
    index = json.loads(members[INDEX])
    worker = Worker(index["version"], members[f"{PLAIN}/{WORKER}"])
    worker.packed = {name: members[f"{name}/{WORKER}"] for name in ("br", "gzip")}
    files = []
    for name, (hash_, mentions, encodings) in index["files"].items():
        body = members[f"{PLAIN}/static/{name}"]
        file = StaticFile(name, hash_, body, tuple(mentions))
        packed_ = {each: members[f"{each}/static/{name}"] for each in encodings}
        files.append((file, packed_))
    return Made(worker, files)


def _bodies(name: str, body: bytes, encodings: Encodings) -> Members:
    return {f"{each}/{name}": text for each, text in {PLAIN: body, **encodings}.items()}
