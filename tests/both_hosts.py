"""Asks the worker's domain, in one Node process, for what Python does too."""

import json
import shutil
import subprocess
from functools import cache
from pathlib import Path

from fieldapp.templating.tables import tables_module

NODE = shutil.which("node") or "node"
ROOT = Path(__file__).parents[1]
DRIVER = ROOT / "tests" / "service_worker" / "operations_driver.js"
TABLES = ROOT / "service_worker" / "generated" / "tables.js"


def ask_worker(task, **request):
    """Return the worker's answer to one task of the driver."""
    node = worker()
    node.stdin.write(json.dumps({"task": task, **request}) + "\n")
    node.stdin.flush()
    return json.loads(node.stdout.readline())


@cache
def worker():
    TABLES.parent.mkdir(exist_ok=True)
    TABLES.write_text(tables_module(), "utf-8")
    return subprocess.Popen(
        [NODE, str(DRIVER)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
