"""The changes of a page, as JSON text: stored documents go out as they are."""

import json
from typing import Any

from sqlalchemy import BindParameter, Connection, bindparam, select

from fieldapp.database import AnyRow
from fieldapp.domain.documents import Document
from fieldapp.models import Evidence, Issue, Stream, User, WorkOrder
from fieldapp.services import evidence
from fieldapp.services.json_text import compact

Key = tuple[str, str]

IDS: BindParameter[Any] = bindparam("ids", expanding=True)
REVS = select(WorkOrder.id, WorkOrder.rev).where(WorkOrder.id.in_(IDS))
WORK_ORDERS = select(
    WorkOrder.id, WorkOrder.rev, WorkOrder.head, WorkOrder.document
).where(WorkOrder.id.in_(IDS))
WITH_EVIDENCE = (
    select(Evidence.work_order_id).where(Evidence.work_order_id.in_(IDS)).distinct()
)
ISSUES = select(Issue.id, Issue.rev, Issue.document).where(Issue.id.in_(IDS))
PROFILES = select(
    User.id, User.name, User.email, User.role, User.language, User.region
).where(User.id.in_(IDS))
OTHERS = select(Stream.id, Stream.rev, Stream.document).where(
    Stream.kind == bindparam("kind"),
    Stream.id.in_(IDS),
    Stream.document.is_not(None),
)


def texts(
    connection: Connection, rows: list[AnyRow], rescue: Document
) -> dict[Key, str]:
    """Return the change of every row of a page, by kind and id."""
    wanted: dict[str, list[str]] = {}
    for row in rows:
        if not row.gone:
            wanted.setdefault(row.kind, []).append(row.item_id)
    gone = [row for row in rows if row.gone]
    found = _work_orders(connection, wanted.pop("work_order", []))
    found |= _issues(connection, wanted.pop("issue", []))
    found |= _profiles(connection, wanted.pop("profile", []), rescue)
    for kind, ids in wanted.items():
        found |= _others(connection, kind, ids)
    return found | _farewells(connection, gone)


def _farewells(connection: Connection, rows: list[AnyRow]) -> dict[Key, str]:
    if not rows:
        return {}
    found = connection.execute(REVS, {"ids": [row.item_id for row in rows]})
    revs = {row.id: row.rev for row in found}
    return {(row.kind, row.item_id): _farewell(row, revs) for row in rows}


def _farewell(row: AnyRow, revs: dict[str, int]) -> str:
    details = json.loads(row.gone_details) if row.gone_details else {}
    change = {
        "kind": row.kind,
        "id": row.item_id,
        "rev": revs.get(row.item_id, 1),
        "gone": row.gone,
    }
    return compact(change | details)


def _work_orders(connection: Connection, ids: list[str]) -> dict[Key, str]:
    if not ids:
        return {}
    rows = connection.execute(WORK_ORDERS, {"ids": ids}).all()
    with_evidence = _with_evidence(connection, ids)
    changes = {}
    for row in rows:
        text = row.document
        if row.id in with_evidence:
            text = _with_received(connection, text)
        changes["work_order", row.id] = _change(
            "work_order", row.id, row.rev, text, head=row.head
        )
    return changes


def _with_evidence(connection: Connection, ids: list[str]) -> set[str | None]:
    return set(connection.execute(WITH_EVIDENCE, {"ids": ids}).scalars())


def _with_received(connection: Connection, text: str) -> str:
    order: Document = json.loads(text)
    here = evidence.received(connection, evidence.shown(order))
    evidence.mark_received(order, here)
    return compact(order)


def _issues(connection: Connection, ids: list[str]) -> dict[Key, str]:
    if not ids:
        return {}
    return {
        ("issue", row.id): _change("issue", row.id, row.rev, row.document)
        for row in connection.execute(ISSUES, {"ids": ids})
    }


def _profiles(
    connection: Connection, ids: list[str], rescue: Document
) -> dict[Key, str]:
    if not ids:
        return {}
    return {
        ("profile", row.id): _change(
            "profile",
            row.id,
            1,
            compact(
                {
                    "name": row.name,
                    "email": row.email,
                    "role": row.role,
                    "language": row.language,
                    "region": row.region,
                    "rescue": rescue,
                }
            ),
        )
        for row in connection.execute(PROFILES, {"ids": ids})
    }


def _others(connection: Connection, kind: str, ids: list[str]) -> dict[Key, str]:
    return {
        (kind, row.id): _change(kind, row.id, row.rev, row.document)
        for row in connection.execute(OTHERS, {"kind": kind, "ids": ids})
    }


def _change(kind: str, id_: str, rev: int, document: str, *, head: str = "") -> str:
    """Return one change without parsing the stored document again."""
    place = f'"head":"{head}",' if head else ""
    return f'{{"kind":"{kind}","id":"{id_}","rev":{rev},{place}"document":{document}}}'
