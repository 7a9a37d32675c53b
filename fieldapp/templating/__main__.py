"""Writes service_worker/generated/, which only the JavaScript tests read."""

import os
from pathlib import Path

from fieldapp.sources import ROOT
from fieldapp.templating.build import Build

UNCHECKED = "// @ts-nocheck"


def main() -> None:
    """Write every generated module to its place."""
    folder = ROOT / "service_worker" / "generated"
    folder.mkdir(exist_ok=True)
    for name, text in Build().generated.items():
        _write(folder / name, f"{UNCHECKED}\n{text}")


def _write(path: Path, text: str) -> None:
    """Replace the file at once: several test processes may write it."""
    draft = path.with_suffix(f".{os.getpid()}")
    draft.write_text(text, "utf-8")
    draft.replace(path)


if __name__ == "__main__":
    main()
