"""The words after `./dev` and their options."""

import argparse
from pathlib import Path

from devtools import ROOT, checks, environment, locks, running, screenshot


def main() -> None:
    """Read the command line and do the one thing it names."""
    parser = argparse.ArgumentParser(prog="./dev", description=__doc__)
    verbs = parser.add_subparsers(required=True, metavar="run | test | lock | …")
    add_run(verbs.add_parser("run", help="start Visada here, with the demo company"))
    add_test(verbs.add_parser("test", help="every check, as .ci/run does"))
    add_screenshot(verbs.add_parser("screenshot", help="docs/screenshots, anew"))

    lock = verbs.add_parser("lock", help="write requirements*.lock and the npm lock")
    lock.set_defaults(do=lambda _, __: locks.write())
    install = verbs.add_parser("install", help="make .venv and nothing else")
    install.set_defaults(do=lambda _, __: environment.ensure("requirements.lock"))

    options, others = parser.parse_known_args()
    if others and options.do is not checks.run:
        parser.error(f"unknown: {' '.join(others)}")
    raise SystemExit(options.do(options, others))


def add_run(parser: argparse.ArgumentParser) -> None:
    """Give `run` its options."""
    parser.add_argument("--port", type=int, default=8000, help="default: 8000")
    parser.add_argument("--host", default="127.0.0.1", help="default: this machine")
    parser.add_argument("--data", type=Path, default=ROOT / "data", metavar="DIR")
    parser.add_argument("--no-demo", action="store_true", help="start empty")
    parser.add_argument(
        "--https", action="store_true", help="for phones in the same network"
    )
    parser.add_argument("--https-port", type=int, default=8443, help="default: 8443")
    parser.add_argument(
        "--ca-port", type=int, default=8080, help="of its certificate, default: 8080"
    )
    parser.set_defaults(do=running.run)


def add_test(parser: argparse.ArgumentParser) -> None:
    """Give `test` its options; what it does not know goes to pytest."""
    parser.add_argument("--long", action="store_true", help="the slow fault runs too")
    parser.set_defaults(do=checks.run)


def add_screenshot(parser: argparse.ArgumentParser) -> None:
    """Give `screenshot` its options."""
    parser.add_argument("--theme", default="light", choices=["light", "dark", "sun"])
    parser.set_defaults(do=screenshot.take)
