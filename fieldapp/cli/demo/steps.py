"""A visit as the operations that a technician's phone sends, with their times."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any

from fieldapp import clock
from fieldapp.cli.demo import readings
from fieldapp.cli.demo.plans import VisitPlan
from fieldapp.domain import checklists
from fieldapp.domain.documents import Document

SITE_JITTER_E6 = 400
CONSENT_VERSION = "1"
SCANNED_PERCENT = 85
PHASES_BEFORE = {
    "planned": 0,
    "acknowledged": 1,
    "travelling": 2,
    "on_site": 3,
    "working": 4,
    "paused": 4,
    "completed": 4,
    "cannot_complete": 3,
    "cancelled": 0,
    "reassigned": 1,
}


@dataclass(frozen=True, slots=True)
class Step:
    """One operation of a phone: name, arguments, the moment it happened."""

    name: str
    arguments: Document
    at: datetime


def steps_before_proof(
    rng: Random, plan: VisitPlan, order: Document, edition: Document
) -> list[Step]:
    """Return everything up to the last answer of a visit."""
    steps = _arrival_steps(rng, plan, order)[: PHASES_BEFORE[plan.phase]]
    if plan.phase == "completed":
        steps += _answers(rng, plan, order, edition, share_percent=100)
    if plan.phase in ("working", "paused"):
        steps += _answers(rng, plan, order, edition, share_percent=rng.randint(30, 60))
    if plan.phase == "paused":
        at = max(step.at for step in steps) + timedelta(minutes=1)
        pause = {
            "visit_id": plan.id,
            "reason_code": rng.choice(("lunch", "waiting_customer")),
        }
        steps.append(Step("pause_work", pause, at))
    if plan.phase == "cannot_complete":
        steps += _giving_up(rng, plan, order)
    return steps


def sign_off_step(
    rng: Random, plan: VisitPlan, order: Document, digests: tuple[str | None, str]
) -> Step:
    """Return the acceptance; `digests` are those of signature and manifest."""
    signature, manifest = digests
    outcome = "signed" if signature else "absent"
    return Step(
        "sign_off",
        {
            "visit_id": plan.id,
            "outcome": outcome,
            "signature_sha256": signature,
            "manifest_sha256": manifest,
            "signer_name": order["customer"]["name"] if signature else None,
            "signer_role": "holder" if signature else None,
            "signer_document": None,
            "consent_version": CONSENT_VERSION,
            "position": _position(rng, order["site"], _finished(plan)),
            "reason": None if signature else "Só a empregada estava em casa.",
        },
        _finished(plan) - timedelta(seconds=70),
    )


def finish_step(plan: VisitPlan) -> Step:
    """Return the end of a completed visit."""
    return Step("finish_visit", {"visit_id": plan.id}, _finished(plan))


def _finished(plan: VisitPlan) -> datetime:
    return plan.arrives + plan.works + timedelta(minutes=4)


def _arrival_steps(rng: Random, plan: VisitPlan, order: Document) -> list[Step]:
    travels = timedelta(minutes=rng.randint(8, 30))
    leaves = plan.arrives if plan.phase == "travelling" else plan.arrives - travels
    seen = min(leaves - timedelta(minutes=rng.randint(3, 90)), plan.arrives)
    names = ("start_travel", "arrive_on_site")
    places = [
        Step(
            name,
            {"visit_id": plan.id, "position": _position(rng, order["site"], at)},
            at,
        )
        for name, at in zip(names, (leaves, plan.arrives), strict=True)
    ]
    return [
        Step("acknowledge_visit", {"visit_id": plan.id}, seen),
        *places,
        Step("start_work", {"visit_id": plan.id}, plan.arrives + timedelta(minutes=2)),
    ]


def _answers(
    rng: Random, plan: VisitPlan, order: Document, edition: Document, share_percent: int
) -> list[Step]:
    """Answer the shown items in order, as far as the share goes."""
    items = checklists.expand(edition, order)
    answers: dict[str, Any] = {}
    found = []
    for item in items:
        shown = any(
            one["id"] == item["id"] for one in checklists.visible(items, answers)
        )
        if not shown or item["kind"] in ("photo", "instruction"):
            continue
        value, note = plan.readings.get(item["id"]) or readings.answer(rng, item, order)
        if value is not None:
            answers[item["id"]] = {"value": value}
            found.append((item, value, note))
    kept = found[: max(1, len(found) * share_percent // 100)]
    every = plan.works / (len(found) + 1)
    if plan.phase != "completed":
        every = min(every, timedelta(seconds=10))
    start = plan.arrives + timedelta(minutes=2)
    steps = []
    for n, (item, value, note) in enumerate(kept, start=1):
        at = start + every * n
        if item["kind"] == "scan" and rng.randrange(100) < SCANNED_PERCENT:
            steps.append(_scan(plan, value, at - every / 4))
        answer = {"visit_id": plan.id, "item_id": item["id"], "value": value}
        steps.append(Step("answer_checklist_item", answer | {"note": note}, at))
    return steps


def _scan(plan: VisitPlan, code: str, at: datetime) -> Step:
    scan = {"code": code, "symbology": "code_128", "source": "camera"}
    return Step("scan_device", {"visit_id": plan.id, **scan}, at)


def _giving_up(rng: Random, plan: VisitPlan, order: Document) -> list[Step]:
    channels = ("phone", "doorbell") if plan.reason_code == "customer_absent" else ()
    attempts = [
        Step(
            "record_contact_attempt",
            {"visit_id": plan.id, "channel": channel, "outcome": "no_answer"},
            plan.arrives + timedelta(minutes=2 + 5 * n),
        )
        for n, channel in enumerate(channels)
    ]
    at = plan.arrives + plan.works
    report: Document = {
        "visit_id": plan.id,
        "reason_code": plan.reason_code,
        "text": None,
        "evidence": [],
        "position": _position(rng, order["site"], at),
        "wanted_window": None,
    }
    return [*attempts, Step("report_cannot_complete", report, at)]


def _position(rng: Random, site: Document, at: datetime) -> Document:
    if site["latitude"] is None or rng.randrange(100) < 4:  # noqa: PLR2004 # one in 25
        return {"unavailable": rng.choice(("denied", "timeout"))}
    return {
        "latitude": _near(rng, site["latitude"]),
        "longitude": _near(rng, site["longitude"]),
        "accuracy_m": rng.randint(4, 40),
        "taken_at": clock.to_text(at - timedelta(seconds=rng.randrange(60))),
    }


def _near(rng: Random, degrees: str) -> str:
    millionths = int(degrees.replace(".", "")) + rng.randint(
        -SITE_JITTER_E6, SITE_JITTER_E6
    )
    whole, part = divmod(abs(millionths), 1_000_000)
    return f"{'-' if millionths < 0 else ''}{whole}.{part:06d}"
