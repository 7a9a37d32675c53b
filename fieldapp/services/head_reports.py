"""What phones say they have seen and the ledger no longer holds, for the office."""

from typing import Any

from sqlalchemy import Connection, Row, select

from fieldapp.models import Client, HeadReport, User, WorkOrder


def listed(connection: Connection, most: int) -> list[Row[Any]]:
    """Return the newest reports: who saw which event of which order, and when."""
    query = (
        select(
            HeadReport.client_id,
            HeadReport.work_order_id,
            HeadReport.rev,
            HeadReport.head,
            HeadReport.reported_at,
            WorkOrder.number,
            User.name.label("user_name"),
        )
        .outerjoin(WorkOrder, WorkOrder.id == HeadReport.work_order_id)
        .outerjoin(Client, Client.id == HeadReport.client_id)
        .outerjoin(User, User.id == Client.user_id)
        .order_by(HeadReport.reported_at.desc(), HeadReport.rev)
    )
    return list(connection.execute(query.limit(most)))
