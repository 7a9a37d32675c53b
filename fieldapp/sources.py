"""Where templates, static files and the worker's modules lie.

In a checkout they stand beside the package; an installed package carries them inside.
"""

from pathlib import Path

PACKAGE = Path(__file__).parent
INSTALLED = PACKAGE / "sources"
ROOT = INSTALLED if INSTALLED.is_dir() else PACKAGE.parent
FOLDERS = ("templates", "static", "service_worker")
