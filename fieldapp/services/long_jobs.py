"""Jobs that take minutes, in a thread of their own: nothing short waits for them."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

from huey import MemoryHuey, crontab

from fieldapp.services import dossiers, jobs
from fieldapp.services.evidence_store import EvidenceStore


class LongJobs:
    """Dossiers of one application; a job carries an id only and may run twice."""

    def __init__(
        self,
        store: EvidenceStore,
        in_application: Callable[[], AbstractContextManager[Any]],
        make_dossier: Callable[[str], None],
    ) -> None:
        self.huey = MemoryHuey("fieldapp_long", results=False)

        @self.huey.task(name="make_dossier")  # type: ignore[untyped-decorator]
        def dossier(id_: str) -> None:
            with in_application():
                make_dossier(id_)

        @self.huey.periodic_task(crontab(), name="sweep")  # type: ignore[untyped-decorator]
        def sweep() -> None:
            with in_application():
                for id_ in dossiers.due():
                    make_dossier(id_)

        @self.huey.periodic_task(crontab(minute="17"), name="forget")  # type: ignore[untyped-decorator]
        def forget() -> None:
            with in_application():
                names = store.names_made()  # first: a new one has its row already
                kept = dossiers.forget_old()
                for name in names:
                    if name.partition(".")[0] not in kept:
                        store.drop_made(name)

        self._make_dossier = dossier
        self.forget: Callable[[], None] = forget.call_local
        self.sweep: Callable[[], None] = sweep.call_local

    def make_dossier(self, id_: str) -> None:
        """Ask for a dossier that is due."""
        jobs.ask(self._make_dossier, id_)

    @contextmanager
    def running(self) -> Iterator[None]:
        """Work on jobs in a thread of this process until the block ends."""
        with jobs.consuming(self.huey):
            yield
