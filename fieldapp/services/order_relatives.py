"""Orders of the same customer or site, told by what the orders themselves hold.

There is no register of customers: a customer is a name together with a telephone or
the masked tax number, a site an address with its complement.
"""

import json
from collections.abc import Callable

from sqlalchemy import ColumnElement, Connection, select

from fieldapp.domain.documents import Document
from fieldapp.models import DossierScope, WorkOrder

PLACE = ("postal_code", "street", "number", "complement")
BATCH = 200


def of(connection: Connection, order: Document, scope: DossierScope) -> list[str]:
    """Return the ids of the orders in this scope, the asked one too, oldest first."""
    customer, site = order["customer"], order["site"]
    if scope == DossierScope.CUSTOMER and customer["name"].strip():
        same_name = WorkOrder.customer_name == customer["name"]
        return _kept(connection, same_name, lambda other: _is_payer(order, other))
    if scope == DossierScope.SITE and _place(site)[1]:
        same_district = WorkOrder.district == site["district"]
        return _kept(connection, same_district, lambda other: _is_there(order, other))
    return [order["id"]]


def _kept(
    connection: Connection,
    narrowed: ColumnElement[bool],
    belongs: Callable[[Document], bool],
) -> list[str]:
    query = select(WorkOrder.document).where(narrowed)
    rows = connection.execute(
        query.order_by(WorkOrder.opened_at, WorkOrder.number)
    ).yield_per(BATCH)
    others = (json.loads(text) for text in rows.scalars())
    return [other["id"] for other in others if belongs(other)]


def _is_payer(order: Document, other: Document) -> bool:
    """Tell whether two orders of one name share a number, or are at one place."""
    one, two = order["customer"], other["customer"]
    if set(one["phones"]) & set(two["phones"]):
        return True
    masked = one.get("document_masked")
    is_same_person = bool(masked) and masked == two.get("document_masked")
    return is_same_person or _is_there(order, other)


def _is_there(order: Document, other: Document) -> bool:
    return _place(order["site"]) == _place(other["site"])


def _place(site: Document) -> tuple[str, ...]:
    return tuple(" ".join((site[name] or "").split()).casefold() for name in PLACE)
