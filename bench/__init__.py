"""Measurements of docs' figures: each against a limit measured in the same run."""

import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
for folder in ("tests", "tests/e2e"):  # the same server, network, databases and people
    sys.path.insert(0, str(ROOT / folder))
