"""The one next step of a visit, wherever it is offered; mirror: .../steps.js."""

from fieldapp.domain.documents import Document

POSITIONED = ["start_travel", "arrive_on_site"]

NEXT_STEPS = {
    "planned": "start_travel",
    "acknowledged": "start_travel",
    "travelling": "arrive_on_site",
    "on_site": "start_work",
}


def next_steps(
    visit_id: str, phase: str, *, paused_from: str | None, missing: int, is_signed: bool
) -> list[Document]:
    """Return the next step, a form to post or a place to go; empty at the end."""
    name = _name(phase, paused_from, missing, is_signed=is_signed)
    if name is None:
        return []
    return [{"visit_id": visit_id, "name": name, "has_position": name in POSITIONED}]


def _name(
    phase: str, paused_from: str | None, missing: int, *, is_signed: bool
) -> str | None:
    if phase == "paused":
        return "start_travel" if paused_from == "travelling" else "resume_work"
    if phase != "working":
        return NEXT_STEPS.get(phase)
    if missing:
        return "next_item"
    return "finish_visit" if is_signed else "sign_off"
