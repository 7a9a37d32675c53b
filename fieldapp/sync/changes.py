"""The changes of a page, as JSON text: stored documents go out as they are."""

import json

from sqlalchemy import Connection, bindparam, select

from fieldapp.database import AnyRow
from fieldapp.domain.documents import Document
from fieldapp.id_lists import among
from fieldapp.models import Evidence, Issue, Stream, User, WorkOrder
from fieldapp.services import evidence
from fieldapp.services.json_text import compact

Key = tuple[str, str]

REVS = select(WorkOrder.id, WorkOrder.rev).where(among(WorkOrder.id, "ids"))
HAS_EVIDENCE = select(Evidence.sha256).where(Evidence.work_order_id == WorkOrder.id)
WORK_ORDERS = select(
    WorkOrder.id,
    WorkOrder.rev,
    WorkOrder.head,
    WorkOrder.document,
    HAS_EVIDENCE.exists().label("has_evidence"),
).where(among(WorkOrder.id, "ids"))
ISSUES = select(Issue.id, Issue.rev, Issue.document).where(among(Issue.id, "ids"))
PROFILES = select(
    User.id, User.name, User.email, User.role, User.language, User.region
).where(among(User.id, "ids"))
OTHERS = select(Stream.id, Stream.rev, Stream.document).where(
    Stream.kind == bindparam("kind"),
    among(Stream.id, "ids"),
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
    texts = {row.id: row.document for row in rows}
    shown = [row.document for row in rows if row.has_evidence]
    texts |= _with_received(connection, [json.loads(text) for text in shown])
    return {
        ("work_order", row.id): _change(
            "work_order", row.id, row.rev, texts[row.id], head=row.head
        )
        for row in rows
    }


def _with_received(connection: Connection, orders: list[Document]) -> dict[str, str]:
    """Return the text of each order, with what has arrived of its photos."""
    shown = set[str]().union(*map(evidence.shown, orders))
    here = evidence.received(connection, shown)
    for order in orders:
        evidence.mark_received(order, here)
    return {order["id"]: compact(order) for order in orders}


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
