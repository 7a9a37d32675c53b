"""How a visit goes from phase to phase (mirror: service_worker/operations/steps.js)."""

from typing import Any

from fieldapp.domain.documents import Document
from fieldapp.domain.phases import MOVES
from fieldapp.domain.visits import is_gone, refuse_illegal
from fieldapp.operations.context import Context
from fieldapp.operations.facts import note_late


def take_step(visit: Document, step: str, context: Context, **changes: Any) -> None:
    """Move the visit by one step of the table and keep what `undo` needs.

    The time of a phase is that of its first entry; the ledger holds the others. A visit
    that the office took away keeps its phase: the step leaves only its time there.
    Raises what `refuse_illegal` raises.
    """
    refuse_illegal(visit, step)
    move = MOVES[step]
    after = {
        **({"paused_at": None, "pause": None} if visit["phase"] == "paused" else {}),
        "phase": visit["phase"] if is_gone(visit) else move["target"],
        move["at"]: visit[move["at"]] or context.happened_at,
        **changes,
    }
    visit["undo"] = {
        "operation_id": context.operation_id,
        "name": step,
        "happened_at": context.happened_at,
        "before": {name: visit[name] for name in after},
    }
    visit.update(after)
    if step != "acknowledge_visit":
        note_late(visit, context)
