"""Sheets as PDF/A-3, set by typst from a template and the files that it names."""

import tempfile
from importlib import import_module
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
STANDARD = "a-3b"


def typeset(template: Path, files: dict[str, bytes]) -> bytes:
    """Return the PDF; the template sees nothing but these files and our fonts."""
    typst: Any = import_module("typst")  # 80 MB on disk that only this needs
    with tempfile.TemporaryDirectory() as folder:
        for name, content in {template.name: template.read_bytes(), **files}.items():
            Path(folder, name).write_bytes(content)
        made: bytes = typst.compile(
            str(Path(folder, template.name)),
            root=folder,
            format="pdf",
            font_paths=[str(HERE / "fonts")],
            ignore_system_fonts=True,
            pdf_standards=[STANDARD],
        )
    return made
