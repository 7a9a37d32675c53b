"""Building templates, tables and files at start: processor time of fresh processes."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from server import ROOT

from bench.report import median, table

START = """
import json, sys, time
from pathlib import Path
from fieldapp.templating.build import Build
from fieldapp.templating.kept import KeptBuild

spent = [time.process_time()]
build = Build(kept=KeptBuild(Path(sys.argv[1])))
build.prepare()
spent.append(time.process_time())
build.finish()
spent.append(time.process_time())
print(json.dumps(spent))
"""


def measure(repeat):
    """Start several times: first on an empty folder, then with what that start kept."""
    runs = [two_starts() for _ in range(max(3, repeat // 3))]
    first, packing, next_, _ = map(median, zip(*runs, strict=True))
    table(
        f"Build at start, processor time, median of {len(runs)}",
        [
            ("first start of a version", first, 0.3, "s"),
            ("… packing, while it answers", packing, None, "s"),
            ("every other start", next_, 0.3, "s"),
        ],
    )


def two_starts():
    """Return the seconds before and after the first answer, of both starts."""
    with tempfile.TemporaryDirectory() as folder:
        return [*one_start(Path(folder) / "build"), *one_start(Path(folder) / "build")]


def one_start(folder):
    """Return the seconds that a fresh process takes to build, and then to pack."""
    done = subprocess.run(
        [sys.executable, "-c", START, folder],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    begun, built, packed = json.loads(done.stdout)
    return built - begun, packed - built
