"""A dossier of 500 orders: made anew, made again from its reports; time and memory."""

import os
import resource
import sys
import time
from dataclasses import dataclass

from sqlalchemy import select

from bench.company import copied, demo_company
from bench.report import table
from fieldapp import config, create_app, database
from fieldapp.models import DossierContent, DossierScope, Report, User, WorkOrder
from fieldapp.services import dossiers, order_relatives, order_search
from fieldapp.sync import operation_log

ORDERS = 500
GOAL_S = 300
CUSTOMER = {
    "name": "Condomínio Jardim das Acácias",
    "phones": ["+5534900000452"],
    "document_masked": None,
}


@dataclass(frozen=True)
class Actor:
    """Who takes the orders in."""

    id: str
    name: str = "Kátia Borges"
    role: str = "dispatcher"


def measure(_repeat):
    """Give 500 finished orders of the demo one customer and make the dossier twice."""
    with copied(demo_company()) as data:
        settings = {**os.environ, "FIELDAPP_DATA_DIR": str(data)}
        app = create_app(config.from_environment(settings))
        with app.app_context():
            order, actor = _one_customer()
            first, again = (_made(app, order, actor) for _ in "12")
            with database.reading() as connection:
                issued = len(list(connection.execute(select(Report.code))))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    peak *= 1 if sys.platform == "darwin" else 1024
    rows = [
        (f"dossier of {ORDERS} orders", first[0], GOAL_S, "s"),
        ("its processor time with the children", first[1], None, "s"),
        ("made again, the reports being current", again[0], None, "s"),
        ("its size", first[2], None, "bytes"),
        ("reports issued for it", issued, None, ""),
        ("memory of the process, peak", peak, None, "bytes"),
    ]
    table(f"Dossier, {ORDERS} orders", rows)


def _one_customer():
    """Return an order whose customer has 500 orders now, and who wrote that."""
    query = select(WorkOrder.id, WorkOrder.rev).where(
        WorkOrder.phase.in_(("completed", "closed"))
    )
    desk = select(User.id).where(User.role == "dispatcher").limit(1)
    with database.reading() as connection:
        found = list(connection.execute(query.order_by(WorkOrder.number).limit(ORDERS)))
        actor = Actor(connection.execute(desk).scalar_one())
    assert len(found) == ORDERS
    for id_, rev in found:
        operation_log.submit(
            "edit_work_order",
            {"changes": {"customer": CUSTOMER}},
            work_order_id=id_,
            actor=actor,
            client=actor.id,
            base_rev=rev,
        )
    with database.reading() as connection:
        order = order_search.document(connection, found[0][0])
    return order, actor


def _made(app, order, actor):
    """Return seconds, processor seconds and bytes of one dossier."""
    start, before = time.perf_counter(), os.times()
    with database.reading() as connection:
        ids = order_relatives.of(connection, order, DossierScope.CUSTOMER)
    assert len(ids) == ORDERS
    id_ = dossiers.ask(
        dossiers.Wanted(
            work_order_id=order["id"],
            scope=DossierScope.CUSTOMER,
            content=DossierContent.SHOWN,
            order_ids=ids,
            language="pt-BR",
            address="https://visada.example.com",
            requested_by=actor.id,
        )
    )
    app.extensions["long_jobs"].sweep()
    done, after = time.perf_counter(), os.times()
    with database.reading() as connection:
        row = dossiers.found(connection, id_)
    assert row.state == "ready", row
    return done - start, sum(after[:4]) - sum(before[:4]), row.size_bytes
