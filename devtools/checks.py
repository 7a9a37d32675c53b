"""`./dev test`: named steps, each with its time; all run, any failure fails."""

import argparse
import shutil
import subprocess
import sys
import time
from collections.abc import Callable

from devtools import ROOT, chromium, environment, node, other_browsers

Step = Callable[[], int]
QUICK = ["unit", "integration", "properties", "architecture", "reliability"]


def run(options: argparse.Namespace, pytest_arguments: list[str]) -> int:
    """Run every step, or only pytest when it was given arguments."""
    environment.ensure("requirements-dev.lock")
    generate()
    if pytest_arguments:
        return pytest(*pytest_arguments)
    return report({name: timed(name, step) for name, step in steps(options.long)})


def steps(long: bool) -> list[tuple[str, Step]]:  # noqa: FBT001 # one switch
    """Return the steps in their order: cheap and telling ones first."""
    marks = [] if long else ["-m", "not long"]
    quick = [f"tests/{name}" for name in QUICK]
    return [
        ("ruff check", lambda: python("ruff", "check", ".")),
        ("ruff format", lambda: python("ruff", "format", "--check", ".")),
        ("mypy", lambda: python("mypy")),
        ("biome", lambda: javascript("biome", "ci", ".")),
        ("tsc", lambda: javascript("tsc", "--noEmit")),
        ("javascript tests", node_tests),
        ("python tests", lambda: pytest("-n", "auto", *marks, *quick)),
        ("browser tests", lambda: browser_tests(*marks)),
    ]


def timed(name: str, step: Step) -> tuple[int, float]:
    """Run one step; return its exit code and its seconds."""
    print(f"\n=== {name}", flush=True)
    start = time.monotonic()
    code = step()
    return code, time.monotonic() - start


def report(results: dict[str, tuple[int, float]]) -> int:
    """Print a line a step; return 1 when one failed."""
    print()
    for name, (code, seconds) in results.items():
        print(f"{'failed' if code else 'ok':>8}  {seconds:6.1f} s  {name}")
    failed = sum(bool(code) for code, _ in results.values())
    print(f"\nsteps: {len(results) - failed} passed, {failed} failed", flush=True)
    return int(failed > 0)


def generate() -> None:
    """Compile templates, tables and catalogues: JavaScript's checks read them."""
    code = python("fieldapp.templating")
    if code:
        sys.exit(code)


def python(module: str, *arguments: str) -> int:
    """Run a module of `.venv`."""
    return call([str(environment.PYTHON), "-m", module, *arguments])


def pytest(*arguments: str) -> int:
    """Run pytest with these arguments."""
    return python("pytest", *arguments)


def browser_tests(*marks: str) -> int:
    """Run the journeys, two browsers at a time; the long ones in other browsers too."""
    chromium.ensure()
    if not marks:
        other_browsers.ensure()
    return pytest("-n", "2", "--dist", "loadgroup", *marks, "tests/e2e")


def javascript(program: str, *arguments: str) -> int:
    """Run a program of node_modules."""
    node.ensure_packages()
    program_path = shutil.which(program, path=ROOT / "node_modules" / ".bin")
    return call([str(program_path), *arguments])


def node_tests() -> int:
    """Run the tests of the worker and of page scripts."""
    node.ensure_packages()
    files = sorted(str(path) for path in ROOT.glob("tests/service_worker/**/*.test.js"))
    return call([node.find("node"), "--test", "--test-reporter=dot", *files])


def call(command: list[str]) -> int:
    """Run a command at the root; return its exit code."""
    return subprocess.run(command, cwd=ROOT, env=node.path(), check=False).returncode
