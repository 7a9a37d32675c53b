"""Processor seconds of a server: all of its processes, the database's too."""

from contextlib import suppress
from pathlib import Path

import psutil
import psycopg


class Tree:
    """The processes under some roots; those that ended since stay counted."""

    def __init__(self, *pids):
        self.roots = [psutil.Process(pid) for pid in pids]
        self.seen = {}

    def cpu_s(self):
        """Return the seconds that all of them took so far."""
        for process in self._all():
            with suppress(psutil.Error):
                times = process.cpu_times()
                key = (process.pid, process.create_time())
                self.seen[key] = times.user + times.system
        return sum(self.seen.values())

    def _all(self):
        for root in self.roots:
            with suppress(psutil.Error):
                yield root
                yield from root.children(recursive=True)


def postmaster(server):
    """Return the process id of a PostgreSQL server."""
    with psycopg.connect(server) as connection:
        [folder] = connection.execute("SHOW data_directory").fetchone()
    return int((Path(folder) / "postmaster.pid").read_text().split()[0])
