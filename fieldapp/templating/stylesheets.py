"""Joins a stylesheet with all it imports, and writes addresses with their hashes."""

import posixpath
import re
from collections.abc import Callable

Read = Callable[[str], str]
Asset = Callable[[str], str]

IMPORT = re.compile(r"""^@import\s+["']([^"']+)["']\s*;[ ]*\n?""", re.MULTILINE)
ADDRESS = re.compile(r"""url\(\s*["']?([^"')]+)["']?\s*\)""")
COMMENT = re.compile(
    r"""("(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*')|/\*.*?\*/""", re.DOTALL
)


def join_stylesheet(name: str, read: Read, asset: Asset) -> str:
    """Return the stylesheet with every local @import put in, each once."""
    return _joined(name, read, asset, set())


def _joined(name: str, read: Read, asset: Asset, done: set[str]) -> str:
    if name in done:
        return ""
    done.add(name)
    text = COMMENT.sub(lambda found: found[1] or "", read(name))
    text = ADDRESS.sub(lambda found: _address(name, found, asset), text)
    text = IMPORT.sub(
        lambda found: _joined(_beside(name, found[1]), read, asset, done), text
    )
    lines = (line.strip() for line in text.splitlines())
    return "".join(f"{line}\n" for line in lines if line)


def _address(name: str, found: re.Match[str], asset: Asset) -> str:
    target = found[1]
    if target.startswith(("data:", "#", "/", "http:", "https:")):
        return found[0]
    return f'url("{asset(_beside(name, target))}")'


def _beside(name: str, target: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), target))
