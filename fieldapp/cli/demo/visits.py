"""A visit as the operations that a technician's phone sends, with their times."""

from random import Random

from fieldapp.cli.demo.endings import giving_up
from fieldapp.cli.demo.plans import VisitPlan
from fieldapp.cli.demo.replies import Work
from fieldapp.cli.demo.shots import Camera
from fieldapp.cli.demo.steps import Step, arrival_steps, pause_step
from fieldapp.domain.documents import Document


def steps_before_proof(
    rng: Random, plan: VisitPlan, order: Document, edition: Document, camera: Camera
) -> list[Step]:
    """Return everything up to the last answer or photo of a visit."""
    steps = arrival_steps(rng, plan, order)
    if plan.phase in ("working", "paused", "completed"):
        share = 100 if plan.phase == "completed" else rng.randint(30, 60)
        steps += Work(rng, camera, plan, order, edition).replies(share)
    if plan.phase == "paused":
        steps.append(pause_step(rng, plan, max(step.at for step in steps)))
    if plan.phase == "cannot_complete":
        steps += giving_up(rng, plan, order, camera)
    return steps
