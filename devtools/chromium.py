"""Chromium for the browser tests: Debian's, never one that a library downloads."""

import os
import shutil
import subprocess
import sys

NAMES = ["chromium", "chromium-browser", "google-chrome"]


def ensure() -> str:
    """Return Chromium's path, installing Debian's package where that is allowed."""
    if found := find():
        return found
    if may_install():
        print("Installing chromium …", flush=True)
        quiet = {"stdout": subprocess.DEVNULL}
        subprocess.run(["apt-get", "update"], check=False, **quiet)  # noqa: S607
        subprocess.run(
            ["apt-get", "install", "-y", "--no-install-recommends", "chromium"],  # noqa: S607
            check=False,
            env=os.environ | {"DEBIAN_FRONTEND": "noninteractive"},
            **quiet,
        )
    if found := find():
        return found
    sys.exit(
        "The browser tests need Chromium. On Debian and Ubuntu: "
        "sudo apt-get install chromium. Elsewhere put `chromium` on the PATH."
    )


def find() -> str | None:
    """Return the first Chromium on the PATH."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def may_install() -> bool:
    """Tell whether this is a Debian machine and we are its root."""
    return bool(shutil.which("apt-get")) and hasattr(os, "geteuid") and not os.geteuid()
