"""Tells one planned order into the log: the office, the phone, the server."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from fieldapp import clock
from fieldapp.cli.demo import signatures, steps
from fieldapp.cli.demo.company import SYSTEM_LOGIN
from fieldapp.cli.demo.editions import editions
from fieldapp.cli.demo.pens import Act, Pens
from fieldapp.cli.demo.people import PRISCILA, RENATA, Person
from fieldapp.cli.demo.plans import OrderPlan, VisitPlan
from fieldapp.cli.demo.proof import Keep
from fieldapp.domain import manifest
from fieldapp.domain.canonical import canonical_bytes
from fieldapp.domain.documents import Document
from fieldapp.domain.local_time import local_day
from fieldapp.services import installation

ONLINE_DELAY = timedelta(seconds=3)


@dataclass(frozen=True, slots=True)
class Storyteller:
    """What telling needs: pens, ids of people, a store for bytes, the present."""

    pens: Pens
    rng: Random
    keep: Keep
    catalogue: Document
    now: datetime
    zone: str

    def tell(self, plan: OrderPlan) -> None:
        """Write an order from the call that opened it to its end."""
        order = self._open(plan)
        for visit in plan.visits:
            order = self._schedule(plan, visit)
            order = self._visit(visit, order)
            order = self._take_away(plan, visit, order)
        if plan.ending:
            self._end(plan, order)

    def _open(self, plan: OrderPlan) -> Document:
        opened = plan.opened_at
        arguments = {
            "work_order_id": plan.id,
            "number": plan.number
            or installation.next_work_order_number(self.pens.connection),
            "protocol_number": self.pens.protocol_number(opened),
            "priority": plan.priority,
            "service_type": plan.service_type,
            "technology": plan.technology,
            "plan": plan.plan,
            "title": plan.title,
            "description": plan.description,
            "due_at": clock.to_text(plan.due_at),
            "channel": plan.channel,
            "customer": plan.household.customer,
            "site": plan.household.site,
            "devices": plan.household.devices,
            "previous_visits": plan.previous_visits,
        }
        act = Act("create_work_order", arguments, plan.id, opened)
        return self.pens.write(plan.opened_by.login, [act], opened)

    def _schedule(self, plan: OrderPlan, visit: VisitPlan) -> Document:
        at = min(visit.start, self.now) - timedelta(hours=12)
        at = max(at, plan.opened_at + timedelta(minutes=6))
        arguments = {
            "visit_id": visit.id,
            "technician": self._named(visit.technician),
            "window": {
                "start_at": clock.to_text(visit.start),
                "end_at": clock.to_text(visit.end),
            },
            "template_version_id": editions()[plan.service_type]["id"],
        }
        return self._office(PRISCILA, "schedule_visit", arguments, plan.id, at)

    def _visit(self, visit: VisitPlan, order: Document) -> Document:
        edition = editions()[order["service_type"]]
        done = steps.steps_before_proof(self.rng, visit, order, edition)
        if visit.phase == "completed":
            return self._complete(visit, order, edition, done)
        return self._send(visit, order, done) if done else order

    def _complete(
        self,
        visit: VisitPlan,
        order: Document,
        edition: Document,
        done: list[steps.Step],
    ) -> Document:
        order = self._send(visit, order, done)
        finish = steps.finish_step(visit)
        shown = self._shown(visit, order, edition, finish.at - timedelta(minutes=2))
        digests = self._keep_proof(order, visit, edition, shown)
        sign_off = steps.sign_off_step(self.rng, visit, order, digests)
        order = self._send(visit, order, [sign_off, finish])
        at = self._received(visit, finish.at)
        act = Act("confirm_evidence", {}, order["id"], at)
        return self.pens.write(SYSTEM_LOGIN, [act], at)

    def _keep_proof(
        self,
        order: Document,
        visit: VisitPlan,
        edition: Document,
        shown: manifest.Shown,
    ) -> tuple[str | None, str]:
        found = next(each for each in order["visits"] if each["id"] == visit.id)
        signed = canonical_bytes(manifest.manifest(order, found, edition, shown))
        is_absent = self.rng.randrange(100) < 6  # noqa: PLR2004 # one in sixteen
        drawing = None
        if not is_absent:
            scribble = signatures.signature(self.rng.randrange(signatures.POOL))
            drawing = self.keep(scribble, "application/json")
        return drawing, self.keep(signed, "application/json")

    def _shown(
        self, visit: VisitPlan, order: Document, edition: Document, at: datetime
    ) -> manifest.Shown:
        words = manifest.Words(
            "pt-BR", str, lambda one, many, n: one if n == 1 else many
        )
        found = next(each for each in order["visits"] if each["id"] == visit.id)
        label = self.catalogue["service_types"][order["service_type"]]["label"]
        moment = clock.to_text(at)
        service = manifest.service_line(label, local_day(moment, self.zone), words)
        return manifest.Shown(
            language="pt-BR",
            summary=manifest.summary_lines(order, found, edition, service, words),
            consent_version=steps.CONSENT_VERSION,
            consent_text=self.catalogue["consent_texts"][steps.CONSENT_VERSION],
            shown_at=moment,
            base_rev=self.pens.revs[order["id"]],
            operations=[],
        )

    def _send(
        self, visit: VisitPlan, order: Document, done: list[steps.Step]
    ) -> Document:
        acts = [Act(step.name, step.arguments, order["id"], step.at) for step in done]
        received = self._received(visit, done[-1].at)
        return self.pens.write(visit.technician.login, acts, received)

    def _received(self, visit: VisitPlan, at: datetime) -> datetime:
        delay = timedelta(minutes=visit.minutes_offline) or ONLINE_DELAY
        return max(at, min(at + delay, self.now))

    def _take_away(
        self, plan: OrderPlan, visit: VisitPlan, order: Document
    ) -> Document:
        at = min(visit.start, self.now) - timedelta(minutes=40)
        if visit.phase == "cancelled":
            reason = {"reason": "Cliente desistiu antes da visita."}
            return self._office(PRISCILA, "cancel_work_order", reason, plan.id, at)
        if visit.phase == "reassigned" and visit.moved_to:
            arguments = {
                "visit_id": visit.id,
                "new_visit_id": visit.moved_visit_id,
                "technician": self._named(visit.moved_to),
            }
            return self._office(PRISCILA, "reassign_visit", arguments, plan.id, at)
        return order

    def _end(self, plan: OrderPlan, order: Document) -> None:
        if plan.ending == "closed" and order["phase"] == "completed":
            at = min(plan.visits[-1].end + timedelta(hours=5), self.now)
            self._office(RENATA, "close_work_order", {}, plan.id, at)

    def _office(
        self,
        person: Person,
        name: str,
        arguments: Document,
        order_id: str,
        at: datetime,
    ) -> Document:
        return self.pens.write(person.login, [Act(name, arguments, order_id, at)], at)

    def _named(self, person: Person) -> Document:
        author = self.pens.authors[person.login]
        return {"id": author.id, "name": author.name}
