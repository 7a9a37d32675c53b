"""Work after the answer: rows say what is due, huey does it, a sweep finds the rest.

The queue lies in memory. What a stop loses, or another process asks for, is found by
the sweep within a minute.
"""

import logging
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

from huey import MemoryHuey, crontab
from huey.consumer import Consumer

from fieldapp.services import access_log, anchors, reports, signing_key, thumbnails
from fieldapp.services.evidence_store import EvidenceStore

WORKERS = 1

log = logging.getLogger(__name__)


class QuietConsumer(Consumer):  # type: ignore[misc] # huey brings no types
    """A consumer in threads of the server, which has the signals for itself."""

    def _set_signal_handlers(self) -> None:
        """Leave the signals to waitress."""


class Jobs:
    """The jobs of one application; they carry an id only and may run twice."""

    def __init__(
        self,
        store: EvidenceStore,
        in_application: Callable[[], AbstractContextManager[Any]],
        signing_key_path: Path,
        make_report: Callable[[str], None],
    ) -> None:
        self.huey = MemoryHuey("fieldapp", results=False)

        @self.huey.task(name="draw_thumbnail")  # type: ignore[untyped-decorator]
        def draw_thumbnail(digest: str) -> None:
            with in_application():
                thumbnails.make(store, digest)

        @self.huey.task(name="make_report")  # type: ignore[untyped-decorator]
        def report(code: str) -> None:
            with in_application():
                make_report(code)

        @self.huey.periodic_task(crontab(), name="sweep")  # type: ignore[untyped-decorator]
        def sweep() -> None:
            with in_application():
                for digest in thumbnails.due():
                    thumbnails.make(store, digest)
                for code in reports.due():
                    make_report(code)

        @self.huey.periodic_task(crontab(), name="anchor")  # type: ignore[untyped-decorator]
        def anchor() -> None:
            with in_application():
                anchors.make_due(signing_key.load(signing_key_path))

        @self.huey.periodic_task(crontab(minute="7"), name="forget")  # type: ignore[untyped-decorator]
        def forget() -> None:
            with in_application():
                access_log.forget_old()

        self._draw_thumbnail = draw_thumbnail
        self._make_report = report
        self.anchor: Callable[[], None] = anchor.call_local
        self.forget: Callable[[], None] = forget.call_local
        self.sweep: Callable[[], None] = sweep.call_local

    def draw(self, digest: str) -> None:
        """Ask for a thumbnail; a queue that fails only makes it wait for the sweep."""
        ask(self._draw_thumbnail, digest)

    def make_report(self, code: str) -> None:
        """Ask for a report that is due; the sweep makes what the queue does not."""
        ask(self._make_report, code)

    @contextmanager
    def running(self) -> Iterator[None]:
        """Work on jobs in a thread of this process until the block ends."""
        with consuming(self.huey):
            yield


@contextmanager
def consuming(huey: MemoryHuey) -> Iterator[None]:
    """Take jobs from a queue, in a thread of its own, until the block ends."""
    consumer = QuietConsumer(huey, workers=WORKERS, periodic=True)
    consumer.start()
    try:
        yield
    finally:
        consumer.stop(graceful=False)


def ask(task: Callable[[str], object], id_: str) -> None:
    """Put a job into its queue; one that fails only makes it wait for the sweep."""
    try:
        task(id_)
    except Exception:
        log.exception("the queue of jobs does not take any")
