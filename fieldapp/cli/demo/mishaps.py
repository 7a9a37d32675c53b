"""What went wrong today, so that somebody has to decide: one story a kind."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from fieldapp import clock
from fieldapp.cli.demo import papers
from fieldapp.cli.demo.editions import editions
from fieldapp.cli.demo.pens import Act, Pens
from fieldapp.cli.demo.people import PRISCILA
from fieldapp.cli.demo.plans import OrderPlan, VisitPlan
from fieldapp.cli.demo.positions import position
from fieldapp.cli.demo.replies import Work
from fieldapp.cli.demo.shots import Camera
from fieldapp.cli.demo.steps import Step
from fieldapp.domain.documents import Document

SENT_AGO = timedelta(minutes=6)
MOVED_AGO = timedelta(minutes=35)
ASKED_AGO = timedelta(minutes=41)
SHARE_DONE_PERCENT = 45


@dataclass(frozen=True, slots=True)
class Mishap:
    """One visit whose technician had no signal while the office decided."""

    pens: Pens
    rng: Random
    camera: Camera
    now: datetime
    plan: OrderPlan
    visit: VisitPlan

    def worked_late(self, order: Document) -> Document:
        """She began at the door of an order that meanwhile was somebody else's."""
        visit = self.visit
        begun = {"visit_id": visit.id}
        edition = editions()[order["service_type"]]
        steps = [Step("start_work", begun, visit.arrives + timedelta(minutes=1))]
        work = Work(self.rng, self.camera, visit, order, edition)
        steps += work.replies(SHARE_DONE_PERCENT)
        return self._send(steps)

    def came_in_vain(self, order: Document) -> Document:
        """She arrived at an order that was cancelled while she drove."""
        at = self.visit.arrives
        here = position(self.rng, order["site"], at)
        arguments = {"visit_id": self.visit.id, "position": here}
        return self._send([Step("arrive_on_site", arguments, at)])

    def asked_too_late(self, order: Document) -> Document:
        """She asked for a window that the office moved at the same time."""
        seen = self.pens.revs[order["id"]]
        hour = timedelta(hours=1)
        moved = papers.booking(self.plan, self.visit, self.pens, self.now)
        moved.arguments["window"] = {
            "start_at": clock.to_text(self.visit.start + hour),
            "end_at": clock.to_text(self.visit.end + hour),
        }
        at = self.now - MOVED_AGO
        self.pens.write(
            PRISCILA.login,
            [papers.office_act("schedule_visit", moved.arguments, self.plan, at)],
        )
        wanted = {
            "field": "window",
            "wanted": "Amanhã, das 8h às 10h",
            "reason": "A sala do modem fica trancada à tarde.",
        }
        asked = Step("request_change", wanted, self.now - ASKED_AGO)
        return self._send([asked], seen)

    def _send(self, steps: list[Step], base_rev: int | None = None) -> Document:
        """Let the phone send all at once, late: somebody has to decide about it."""
        acts = [
            Act(
                step.name,
                step.arguments,
                self.plan.id,
                step.at,
                self.now - SENT_AGO,
                base_rev,
            )
            for step in steps
        ]
        login = self.visit.technician.login
        return self.pens.write(login, acts, may_park=True)[self.plan.id]


STORIES: dict[str, Callable[[Mishap, Document], Document]] = {
    "worked_late": Mishap.worked_late,
    "came_in_vain": Mishap.came_in_vain,
    "asked_too_late": Mishap.asked_too_late,
}
