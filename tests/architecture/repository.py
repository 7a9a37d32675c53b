"""What the architecture tests read: the repository's own files and their imports."""

import ast
import functools
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
JS_IMPORT = re.compile(
    r'^\s*(?:import|export)\b[^"\'();]*?from\s*"([^"]+)"', re.MULTILINE
)
JS_BARE_IMPORT = re.compile(r'^\s*import\s*"([^"]+)"', re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Import:
    """One import statement: where it stands and what it names."""

    path: Path
    line: int
    target: str

    def __str__(self):
        return f"{self.path}:{self.line} imports {self.target}"


@functools.cache
def files(*suffixes):
    """Return the repository's files with these suffixes, relative to its root."""
    command = ["git", "ls-files", "-co", "--exclude-standard"]
    listed = subprocess.run(
        command, cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout.splitlines()
    paths = (Path(name) for name in sorted(set(listed)))
    return [p for p in paths if p.suffix in suffixes and (ROOT / p).is_file()]


def under(folder, *suffixes):
    """Return those of `files` that lie under a folder."""
    return [path for path in files(*suffixes) if path.is_relative_to(folder)]


@functools.cache
def text(path):
    """Return a file's text."""
    return (ROOT / path).read_text(encoding="utf-8")


def python_imports(path) -> Iterator[Import]:
    """Yield every import of a Python file, at whatever depth it stands."""
    for node in ast.walk(ast.parse(text(path))):
        if isinstance(node, ast.Import):
            yield from (Import(path, node.lineno, a.name) for a in node.names)
        elif isinstance(node, ast.ImportFrom):
            module = absolute_module(path, node)
            yield Import(path, node.lineno, module)
            for alias in node.names:
                yield Import(path, node.lineno, f"{module}.{alias.name}")


def absolute_module(path, node):
    """Return the full dotted name behind a possibly relative `from` import."""
    if not node.level:
        return node.module or ""
    package = path.parent.parts[: len(path.parent.parts) - node.level + 1]
    return ".".join([*package, *([node.module] if node.module else [])])


def javascript_imports(path) -> Iterator[Import]:
    """Yield every static import of a module; relative ones as paths from the root."""
    source = text(path)
    for pattern in (JS_IMPORT, JS_BARE_IMPORT):
        for match in pattern.finditer(source):
            line = source.count("\n", 0, match.start(1)) + 1
            yield Import(path, line, resolve(path, match[1]))


def resolve(path, target):
    """Return the path, from the root, of a relative import."""
    if not target.startswith("."):
        return target
    return str((ROOT / path.parent / target).resolve().relative_to(ROOT))


def report(problems):
    """Return problems as lines under the assertion that failed."""
    return "\n" + "\n".join(f"  {problem}" for problem in problems)
