"""Lets a browser run for part of the time only, all its processes, workers too.

`python -m bench.duty_cycle PID TIMES` does so with the browsers that this process
started, until it is told to end.
"""

import contextlib
import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import psutil

RUN_S = 0.002
"""Short against a frame, so that no pause is as long as what is measured."""
LOOK_AGAIN_S = 0.25
"""A new page or worker may bring a process of its own."""
BROWSER = "chrom"


@contextlib.contextmanager
def browser_slowed(times):
    """Slow every process of the browsers that this process started."""
    command = [sys.executable, "-m", "bench.duty_cycle", str(os.getpid()), str(times)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as cycle:
        cycle.stdout.readline()
        try:
            yield
        finally:
            cycle.terminate()


def turn(owner, times):
    """Stop and continue by turns; ends with the owner, who is looked for meanwhile."""
    sys.setswitchinterval(RUN_S / 10)
    with ThreadPoolExecutor(1) as looking:
        found = looking.submit(browsers, owner)
        found.result()
        print("slowed", flush=True)
        while True:
            processes = found.result()
            found = looking.submit(browsers, owner)
            while not found.done():
                tell(processes, signal.SIGSTOP)
                time.sleep(RUN_S * (times - 1))
                tell(processes, signal.SIGCONT)
                time.sleep(RUN_S)


def browsers(owner):
    """Return the ids of the browser's processes; takes longer than a turn."""
    time.sleep(LOOK_AGAIN_S)
    children = psutil.Process(owner).children(recursive=True)
    return [each.pid for each in children if is_browser(each)]


def is_browser(process):
    """Whether a process is the browser's; one that has just ended is not."""
    with contextlib.suppress(psutil.NoSuchProcess):
        return BROWSER in process.name()
    return False


def tell(processes, sign):
    """Send a signal to all; some may have ended meanwhile."""
    for process in processes:
        with contextlib.suppress(ProcessLookupError):
            os.kill(process, sign)


def end(*_):
    """Leave by the way that continues the browser."""
    sys.exit(0)


def main():
    """Take turns until told to end, then let the browser run."""
    owner, times = int(sys.argv[1]), float(sys.argv[2])
    signal.signal(signal.SIGTERM, end)
    try:
        with contextlib.suppress(psutil.NoSuchProcess):
            turn(owner, times)
    finally:
        with contextlib.suppress(psutil.NoSuchProcess):
            tell(browsers(owner), signal.SIGCONT)


if __name__ == "__main__":
    main()
