"""`./dev screenshot`: the pictures of docs/screenshots, from the demo company."""

import argparse

from devtools import checks, chromium, environment


def take(options: argparse.Namespace, _: list[str]) -> int:
    """Take every picture anew; pytest holds the journey that reaches the screens."""
    environment.ensure("requirements-dev.lock")
    chromium.ensure()
    journey = "tests/e2e/screenshots.py"
    return checks.pytest("-s", journey, "--theme", options.theme)
