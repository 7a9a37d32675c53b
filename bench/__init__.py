"""Measurements of docs' figures: each against a limit measured in the same run."""

import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests" / "e2e"))  # the same server, network and people
