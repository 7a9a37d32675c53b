"""Tells planned orders into the log: the office, the phones, the server."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from random import Random

from fieldapp.cli.demo import endings, papers
from fieldapp.cli.demo.company import SYSTEM_LOGIN
from fieldapp.cli.demo.editions import editions
from fieldapp.cli.demo.mishaps import STORIES, Mishap
from fieldapp.cli.demo.papers import office_act
from fieldapp.cli.demo.pens import Act, Pens
from fieldapp.cli.demo.people import PRISCILA, RENATA
from fieldapp.cli.demo.plans import OrderPlan, VisitPlan
from fieldapp.cli.demo.proof import Proof
from fieldapp.cli.demo.shots import Camera
from fieldapp.cli.demo.steps import Step
from fieldapp.cli.demo.visits import steps_before_proof
from fieldapp.domain.contacts import SIGNED_OUTCOMES
from fieldapp.domain.documents import Document

AT_ONCE = 50
EVENING_HOUR = 21


@dataclass(frozen=True, slots=True)
class Storyteller:
    """What telling needs: pens, chance, proof and its place, the present."""

    pens: Pens
    rng: Random
    proof: Proof
    camera: Camera
    now: datetime

    def tell(self, plans: list[OrderPlan]) -> int:
        """Write the orders from the calls that opened them to their ends."""
        orders = self._open(plans)
        for plan in plans:
            orders[plan.id] = self._visits(plan, orders[plan.id])
        self._end(plans, orders)
        self.pens.save()
        return len(plans)

    def _open(self, plans: list[OrderPlan]) -> dict[str, Document]:
        """Open all, then book the first visits; who took the call may do both."""
        openings = papers.openings(plans, self.pens)
        authors = [plan.opened_by.login for plan in plans]
        orders = self._write_all(list(zip(authors, openings, strict=True)))
        bookings = [
            (
                plan.booked_by.login,
                papers.booking(plan, plan.visits[0], self.pens, self.now),
            )
            for plan in plans
            if plan.visits
        ]
        return orders | self._write_all(bookings)

    def _write_all(self, acts: list[tuple[str, Act]]) -> dict[str, Document]:
        orders: dict[str, Document] = {}
        for login, group in groupby(sorted(acts, key=_login), key=_login):
            own = [act for _, act in group]
            for start in range(0, len(own), AT_ONCE):
                orders |= self.pens.write(login, own[start : start + AT_ONCE])
        return orders

    def _visits(self, plan: OrderPlan, order: Document) -> Document:
        for visit in plan.visits:
            if visit is not plan.visits[0]:
                act = papers.booking(plan, visit, self.pens, self.now)
                order = self._write(plan.booked_by.login, act)
            order = self._visit(visit, order)
            order = self._take_away(plan, visit, order)
            order = self._mishap(plan, visit, order)
        return order

    def _visit(self, visit: VisitPlan, order: Document) -> Document:
        edition = editions()[order["service_type"]]
        done = steps_before_proof(self.rng, visit, order, edition, self.camera)
        if done:
            order = self._send(visit, order, done)
        if visit.phase != "completed":
            return order
        base_rev = self.pens.revs[order["id"]]
        finish = endings.finish_step(visit)
        outcome = endings.outcome_of(self.rng, visit)
        digests = self.proof.signed(
            order,
            visit.id,
            edition,
            base_rev,
            finish.at,
            is_drawn=outcome in SIGNED_OUTCOMES,
        )
        sign_off = endings.sign_off_step(self.rng, visit, order, outcome, digests)
        return self._send(visit, order, [sign_off, finish])

    def _send(self, visit: VisitPlan, order: Document, done: list[Step]) -> Document:
        acts = [
            Act(
                step.name,
                step.arguments,
                order["id"],
                step.at,
                self._arrives(visit, step),
            )
            for step in done
        ]
        login = visit.technician.login
        return self.pens.write(login, acts, visit.clock_offset)[order["id"]]

    def _arrives(self, visit: VisitPlan, step: Step) -> datetime:
        """Return when a step reached the server: at once, or after the gap."""
        at = step.at + timedelta(seconds=self.rng.randint(1, 5))
        if visit.minutes_offline and step.at > visit.arrives + timedelta(minutes=3):
            at = endings.finished(visit) + timedelta(minutes=visit.minutes_offline)
        return max(step.at, min(at, self.now))

    def _take_away(
        self, plan: OrderPlan, visit: VisitPlan, order: Document
    ) -> Document:
        act = papers.taking_away(plan, visit, self.pens, self.now)
        return self._write(PRISCILA.login, act) if act else order

    def _mishap(self, plan: OrderPlan, visit: VisitPlan, order: Document) -> Document:
        if not visit.mishap:
            return order
        place = Mishap(self.pens, self.rng, self.camera, self.now, plan, visit)
        return STORIES[visit.mishap](place, order)

    def _end(self, plans: list[OrderPlan], orders: dict[str, Document]) -> None:
        """Let the server confirm the proof, and the supervisor close at the evening."""
        done = [plan for plan in plans if orders[plan.id]["phase"] == "completing"]
        confirmed = [
            (
                SYSTEM_LOGIN,
                office_act("confirm_evidence", {}, plan, self._confirmed(plan)),
            )
            for plan in done
        ]
        self._write_all(confirmed)
        closed = [
            (
                RENATA.login,
                office_act("close_work_order", {}, plan, self._evening(plan)),
            )
            for plan in done
            if plan.ending == "closed"
        ]
        self._write_all(closed)

    def _confirmed(self, plan: OrderPlan) -> datetime:
        visit = plan.visits[-1]
        return self._arrives(visit, endings.finish_step(visit))

    def _evening(self, plan: OrderPlan) -> datetime:
        return min(plan.visits[-1].start.replace(hour=EVENING_HOUR), self.now)

    def _write(self, login: str, act: Act) -> Document:
        (order,) = self.pens.write(login, [act]).values()
        return order


def _login(act: tuple[str, Act]) -> str:
    return act[0]
