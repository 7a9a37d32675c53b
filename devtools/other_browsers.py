"""Firefox and WebKitGTK for the long browser tests: Debian's packages."""

import shutil
import sys

from devtools import chromium

PACKAGES = {
    "firefox-esr": "firefox-esr",
    "WebKitWebDriver": "webkit2gtk-driver",
    "Xvfb": "xvfb",
}


def ensure() -> None:
    """Install what is missing, where that is allowed."""
    if missing() and chromium.may_install():
        print(f"Installing {' '.join(missing())} …", flush=True)
        chromium.apt_get("update")
        chromium.apt_get("install", "-y", "--no-install-recommends", *missing())
    if missing():
        sys.exit(
            "The long browser tests need Firefox and WebKitGTK. On Debian: "
            f"sudo apt-get install {' '.join(missing())}."
        )


def missing() -> list[str]:
    """Return the packages whose program is not on the PATH."""
    return [
        package for program, package in PACKAGES.items() if not shutil.which(program)
    ]
