"""Puts what lies beside the package into the wheel, where fieldapp/sources.py looks."""

import shutil
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

FOLDERS = ("templates", "static", "service_worker")
MADE_BY_TESTS = "generated"


class BuildWithSources(build_py):
    """Build the package from this tree alone, its sources included."""

    def run(self) -> None:
        """Start from nothing: what an earlier build left behind is not of this tree."""
        if self.editable_mode:
            super().run()
            return
        package = Path(self.build_lib) / "fieldapp"
        shutil.rmtree(package, ignore_errors=True)
        super().run()
        for folder in FOLDERS:
            shutil.copytree(
                folder,
                package / "sources" / folder,
                ignore=shutil.ignore_patterns(MADE_BY_TESTS),
            )


setup(cmdclass={"build_py": BuildWithSources})
