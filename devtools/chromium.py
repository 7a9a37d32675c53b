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
        apt_get("update")
        apt_get("install", "-y", "--no-install-recommends", "chromium")
    if found := find():
        return found
    sys.exit(
        "The browser tests need Chromium. On Debian and Ubuntu: "
        "sudo apt-get install chromium. Elsewhere put `chromium` on the PATH."
    )


def apt_get(*arguments: str) -> None:
    """Run apt-get without questions and without its progress."""
    subprocess.run(
        ["apt-get", *arguments],  # noqa: S607 # wherever this Debian keeps it
        check=False,
        env=os.environ | {"DEBIAN_FRONTEND": "noninteractive"},
        stdout=subprocess.DEVNULL,
    )


def find() -> str | None:
    """Return the first Chromium on the PATH."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def may_install() -> bool:
    """Tell whether this is a Debian machine and we are its root."""
    return bool(shutil.which("apt-get")) and hasattr(os, "geteuid") and not os.geteuid()
