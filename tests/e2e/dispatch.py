"""What dispatch does meanwhile, straight through the operation log of the server."""

import json
import sys

from server import finish

DISPATCHER = "priscila@cerrado.example"
DANILO = "danilo@cerrado.example"
PROGRAM = """
import json, sys, uuid
from types import SimpleNamespace
from sqlalchemy import select
from fieldapp import create_app, database
from fieldapp.models import User
from fieldapp.sync import operation_log

def person(connection, email):
    columns = select(User.id, User.name, User.role)
    row = connection.execute(columns.where(User.email == email)).one()
    return SimpleNamespace(**row._mapping)

name, arguments, order, to, author = json.loads(sys.argv[1])
with create_app().app_context():
    with database.reading() as connection:
        actor = person(connection, author)
        if to:
            taker = person(connection, to)
            arguments["technician"] = {"id": taker.id, "name": taker.name}
            arguments["new_visit_id"] = str(uuid.uuid4())
    operation_log.submit(
        name, arguments, work_order_id=order, actor=actor, client=str(uuid.uuid4())
    )
"""


def cancel(server, order_id):
    """Cancel an order: nobody has to go any more."""
    act(server, "cancel_work_order", {"reason": "Cliente desistiu"}, order_id)


def cancel_begun(server, row):
    """Cancel the order of a row of the queue."""
    cancel(server, row["work_order_id"])


def pass_to_danilo(server, row):
    """Give the visit of a row of the queue to Danilo."""
    reassign(server, row["work_order_id"], row["visit_id"], DANILO)


def reassign(server, order_id, visit_id, email):
    """Give a visit to another technician."""
    act(server, "reassign_visit", {"visit_id": visit_id}, order_id, email)


def edit(server, order_id, **changes):
    """Change what the office knows of an order."""
    act(server, "edit_work_order", {"changes": changes}, order_id)


def publish(server, edition, author="renata@cerrado.example"):
    """Freeze a new edition of a checklist."""
    act(server, "publish_template_version", edition, None, author=author)


def act(server, name, arguments, order_id, to=None, *, author=DISPATCHER):  # noqa: PLR0913
    asked = json.dumps([name, arguments, order_id, to, author])
    finish([sys.executable, "-c", PROGRAM, asked], server.data, server.settings)
