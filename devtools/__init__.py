"""What `./dev` does; standard library only, since it runs before anything exists."""

from pathlib import Path

ROOT = Path(__file__).parent.parent
VENV = ROOT / ".venv"
