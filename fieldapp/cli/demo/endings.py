"""How visits end: somebody signs or does not, the work is done or cannot be."""

from datetime import datetime, timedelta
from random import Random
from typing import Any

from fieldapp import clock
from fieldapp.cli.demo import names
from fieldapp.cli.demo.plans import VisitPlan
from fieldapp.cli.demo.positions import position
from fieldapp.cli.demo.shots import Camera
from fieldapp.cli.demo.steps import Step
from fieldapp.domain.contacts import SIGNED_OUTCOMES
from fieldapp.domain.documents import Document
from fieldapp.domain.reasons import REASONS

CONSENT_VERSION = "1"
OUTCOMES = {  # percent
    "signed": 84,
    "signed_by_other": 6,
    "absent": 5,
    "refused": 4,
    "minor_only": 1,
}
UNSIGNED_BECAUSE = {
    "refused": "Quer conferir o valor com a loja antes de assinar.",
    "absent": "Saiu antes do fim. A empregada acompanhou tudo.",
    "minor_only": "Só o filho de 15 anos ficou em casa.",
}
OTHERS = ("spouse", "resident", "employee", "doorman")
GIVEN_UP_BECAUSE = {
    "customer_absent": "Ninguém atendeu. A vizinha não sabe a hora da volta.",
    "customer_rescheduled": "Pediu para voltar amanhã, no mesmo horário.",
    "address_not_found": "A numeração pula esta casa. Perguntei em três portões.",
    "technically_unfeasible": "CTO cheia e −31 dBm no cabo de teste.",
    "access_denied": "Cachorro solto e ninguém para prender.",
    "network_fault": "Sem potência na CTO inteira, porta 1 a 8.",
    "missing_material": "ONT com defeito, sem outra na van.",
    "safety_risk": "Poste rachado na base. Não subi.",
}
PLACES = {"technically_unfeasible": "pole", "safety_risk": "pole"}
ATTEMPTS = {"contact_attempts": ("phone", "doorbell"), "call": ("phone",)}


def outcome_of(rng: Random, plan: VisitPlan) -> str:
    """Return whether somebody signs."""
    return plan.outcome or rng.choices(list(OUTCOMES), list(OUTCOMES.values()))[0]


def sign_off_step(
    rng: Random,
    plan: VisitPlan,
    order: Document,
    outcome: str,
    digests: tuple[str | None, str],
) -> Step:
    """Return the acceptance; `digests` are those of signature and manifest."""
    signature, manifest = digests
    return Step(
        "sign_off",
        {
            "visit_id": plan.id,
            "outcome": outcome,
            "signature_sha256": signature,
            "manifest_sha256": manifest,
            **_signer(rng, order, outcome),
            "signer_document": None,
            "consent_version": CONSENT_VERSION,
            "position": position(rng, order["site"], finished(plan)),
            "reason": UNSIGNED_BECAUSE.get(outcome),
        },
        finished(plan) - timedelta(seconds=70),
    )


def finish_step(plan: VisitPlan) -> Step:
    """Return the end of a completed visit."""
    return Step("finish_visit", {"visit_id": plan.id}, finished(plan))


def finished(plan: VisitPlan) -> datetime:
    """Return when a completed visit ended."""
    return plan.arrives + plan.works + timedelta(minutes=4)


def giving_up(
    rng: Random, plan: VisitPlan, order: Document, camera: Camera
) -> list[Step]:
    """Return the proof that the reason asks for, then the report."""
    reason = str(plan.reason_code)
    photos = _place(plan, order, camera) if "photo" in REASONS[reason]["proof"] else []
    at = plan.arrives + plan.works
    report = {
        "visit_id": plan.id,
        "reason_code": reason,
        "text": GIVEN_UP_BECAUSE.get(reason),
        "evidence": [photo.arguments["sha256"] for photo in photos],
        "position": position(rng, order["site"], at),
        "wanted_window": _tomorrow(plan) if reason == "customer_rescheduled" else None,
    }
    return [*photos, *_attempts(plan), Step("report_cannot_complete", report, at)]


def _signer(rng: Random, order: Document, outcome: str) -> dict[str, Any]:
    if outcome in ("signed", "refused"):
        return {"signer_name": order["customer"]["name"], "signer_role": "holder"}
    if outcome in SIGNED_OUTCOMES:
        name = f"{rng.choice(names.GIVEN)} {rng.choice(names.FAMILY)}"
        return {"signer_name": name, "signer_role": rng.choice(OTHERS)}
    return {"signer_name": None, "signer_role": None}


def _place(plan: VisitPlan, order: Document, camera: Camera) -> list[Step]:
    scene = PLACES.get(str(plan.reason_code), "facade")
    at = plan.arrives + timedelta(minutes=1)
    return [camera.shoot(plan, order, scene, at)]


def _attempts(plan: VisitPlan) -> list[Step]:
    proof = REASONS[str(plan.reason_code)]["proof"]
    channels = [channel for kind in proof for channel in ATTEMPTS.get(kind, ())]
    return [
        Step(
            "record_contact_attempt",
            {"visit_id": plan.id, "channel": channel, "outcome": "no_answer"},
            plan.arrives + timedelta(minutes=2 + 5 * n),
        )
        for n, channel in enumerate(channels)
    ]


def _tomorrow(plan: VisitPlan) -> Document:
    day = timedelta(days=1)
    return {
        "start_at": clock.to_text(plan.start + day),
        "end_at": clock.to_text(plan.end + day),
    }
