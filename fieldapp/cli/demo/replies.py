"""What a technician fills in at the customer's: answers, scans, photos, in order."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any

from fieldapp.cli.demo import readings
from fieldapp.cli.demo.plans import VisitPlan
from fieldapp.cli.demo.shots import Camera
from fieldapp.cli.demo.steps import Step
from fieldapp.domain import checklists, limits
from fieldapp.domain.documents import Document

SCANNED_PERCENT = 85

Reply = tuple[Document, Any, str | None]
"""An item, its value, None for a photo, and its note."""


@dataclass(frozen=True, slots=True)
class Work:
    """One visit whose technician stands in front of the checklist."""

    rng: Random
    camera: Camera
    plan: VisitPlan
    order: Document
    edition: Document

    def replies(self, share_percent: int) -> list[Step]:
        """Answer the shown items in order, as far as the share goes."""
        found = self._shown()
        kept = found[: max(1, len(found) * share_percent // 100)]
        every = self.plan.works / (len(found) + 1)
        if self.plan.phase != "completed":
            every = min(every, timedelta(seconds=10))
        start = self.plan.arrives + timedelta(minutes=2)
        steps = []
        for n, reply in enumerate(kept, start=1):
            steps += self._steps_of(reply, start + every * n, every)
        if self.plan.phase == "completed":
            taken = sum(step.name == "attach_evidence" for step in steps)
            steps += self.camera.of_free(self.plan, self.order, taken, steps[-1].at)
        return steps

    def _shown(self) -> list[Reply]:
        """Return a reply to every item that the replies before it show."""
        items = checklists.expand(self.edition, self.order)
        answers: dict[str, Any] = {}
        found: list[Reply] = []
        for item in items:
            if item["kind"] == "instruction" or not _is_shown(items, item, answers):
                continue
            value, note = self._filled_in(item)
            if value is not None:
                answers[item["id"]] = {"value": value}
            if value is not None or item["kind"] == "photo":
                found.append((item, value, note))
        return found

    def _filled_in(self, item: Document) -> tuple[Any, str | None]:
        if item["kind"] == "photo":
            return None, None
        surely = self.plan.readings.get(item["id"])
        return surely or readings.answer(self.rng, item, self.order)

    def _steps_of(self, reply: Reply, at: datetime, every: timedelta) -> list[Step]:
        item, value, note = reply
        if item["kind"] == "photo":
            return [self.camera.of_item(self.plan, self.order, item, at)]
        steps = []
        if item["kind"] == "scan" and self.rng.randrange(100) < SCANNED_PERCENT:
            steps.append(_scan(self.plan, value, at - every / 4))
        answer = {"item_id": item["id"], "value": value, "note": note}
        answer["visit_id"] = self.plan.id
        steps.append(Step("answer_checklist_item", answer, at))
        if _asks_photo(item, value, self.order):
            later = at + every / 3
            steps.append(self.camera.of_item(self.plan, self.order, item, later))
        return steps


def _is_shown(items: list[Document], item: Document, answers: dict[str, Any]) -> bool:
    if not item["shown_when"]:
        return True
    return any(one["id"] == item["id"] for one in checklists.visible(items, answers))


def _asks_photo(item: Document, value: Any, order: Document) -> bool:
    if not item.get("photo_on"):
        return False
    verdict = limits.verdict(item, value, limits.facts_of(order))["verdict"]
    return verdict in item["photo_on"]


def _scan(plan: VisitPlan, code: str, at: datetime) -> Step:
    scan = {"code": code, "symbology": "code_128", "source": "camera"}
    return Step("scan_device", {"visit_id": plan.id, **scan}, at)
