"""Building templates, tables and files at start: processor time of one process."""

import time

from bench.report import median, table
from fieldapp.templating.build import Build


def measure(repeat):
    """Build the product several times; somebody waits for it at every start."""
    runs = [build_s() for _ in range(max(3, repeat // 3))]
    table(
        f"Build at start, median of {len(runs)}",
        [("processor time", median(runs), 0.3, "s")],
    )


def build_s():
    """Return the seconds of processor time that one build takes."""
    started = time.process_time()
    Build().prepare()
    return time.process_time() - started
