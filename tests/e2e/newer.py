"""Another build of the program, to update to."""

import re
import shutil

from server import ROOT

PARTS = ["fieldapp", "service_worker", "static", "templates"]


def newer_build(tmp_path, change):
    """Return a copy of the program that `change` has worked on."""
    root = tmp_path / "newer"
    for part in PARTS:
        ignore = shutil.ignore_patterns("__pycache__", "node_modules")
        shutil.copytree(ROOT / part, root / part, ignore=ignore)
    change(root)
    return root


def restyled(root):
    """Give it another stylesheet, thus another worker."""
    with (root / "static/css/page.css").open("a") as sheet:
        sheet.write("\n.newer { color: inherit; }\n")


def version(phone):
    """Return the build that this page came from."""
    scripts = (
        "[...document.querySelectorAll('link[href*=app\\\\.css]')].map(l => l.href)[0]"
    )
    found = phone.page.evaluate(scripts)
    return re.search(r"/static/([0-9a-f]+)/", found)[1]
