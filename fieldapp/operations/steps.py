"""How a visit goes from phase to phase (mirror: service_worker/operations/steps.js)."""

from fieldapp.domain.documents import Document
from fieldapp.domain.phases import MOVES
from fieldapp.domain.visits import find_visit, refuse_illegal
from fieldapp.domain.work_orders import follow_visits
from fieldapp.operations.context import Context


def take_step(
    order: Document,
    visit_id: str,
    step: str,
    context: Context,
    changes: Document | None = None,
) -> Document:
    """Move the visit by one step of the table, keep what `undo` needs, follow.

    The time of a phase is that of its first entry; the ledger holds the others.
    """
    visit = find_visit(order, visit_id)
    refuse_illegal(visit, step)
    move = MOVES[step]
    entered_at = visit[move["at"]] or context.happened_at
    after = {"phase": move["target"], move["at"]: entered_at, **(changes or {})}

    visit["undo"] = {
        "operation_id": context.operation_id,
        "name": step,
        "happened_at": context.happened_at,
        "before": {name: visit[name] for name in after},
    }
    visit.update(after)
    follow_visits(order)
    return order
