"""The company that is measured: made once a day, copied for each run."""

import hashlib
import json
import tempfile
from contextlib import contextmanager, suppress
from datetime import timedelta
from pathlib import Path

from server import ROOT, copy_company, make_company, run
from sqlalchemy import create_engine, select

from fieldapp import clock, config, create_app, database
from fieldapp.cli.demo.company import authors
from fieldapp.cli.demo.editions import editions
from fieldapp.cli.demo.pens import Author
from fieldapp.domain.checklists import expand
from fieldapp.extensions import db
from fieldapp.ids import uuid7
from fieldapp.models import Base, ClientKind, Role, WorkOrder
from fieldapp.services import documents, installation, people
from fieldapp.services.people import NewUser
from fieldapp.sync import operation_log

PASSWORD = "demonstracao"  # noqa: S105 # the demo company's, printed at start
FORMS = (40, 400)
CREW = 20
ROUNDS = 5
DAY = 20
LONG_DAY = 40
ENTRIES = 60
PLANNED = 2
ITEM = {"required": True, "shown_when": None, "help": "Como no manual."}
LIMIT = {"red_below": "-26.9", "amber_below": "-24", "amber_above": "-15"}
MAKES_IT = ("fieldapp/cli/demo", "fieldapp/migrations/versions", "bench/company.py")
KEPT = ROOT / "build" / "bench"


def demo_company():
    """Return the folder of the demo company at rest, made when today's is missing."""
    return _kept("demo", make_company)


def crew_company():
    """Return the demo company with people whose days are known, for `sync`.

    One has forty orders with sixty entries each. For each round of a measurement one
    has a fresh day of twenty orders, and a crew of twenty one fresh order each.
    """
    return _kept("crew", lambda data: _add_crew(copy_company(demo_company(), data)))


def forms_company():
    """Return the demo company with an order for each length of FORMS."""
    return _kept("forms", lambda data: _add_forms(copy_company(demo_company(), data)))


@contextmanager
def copied(company):
    """Lend a copy of a company, which may be changed."""
    with tempfile.TemporaryDirectory() as folder:
        yield copy_company(company, Path(folder) / "data")


def fill_database(data, url):
    """Copy a company's rows from its SQLite file into an empty PostgreSQL."""
    run(data, "migrate", FIELDAPP_DATABASE_URL=url)
    old, new = create_engine(f"sqlite:///{data}/fieldapp.db"), create_engine(url)
    with old.connect() as source, new.begin() as target:
        for table in Base.metadata.sorted_tables:
            rows = [dict(row) for row in source.execute(select(table)).mappings()]
            if rows:
                target.execute(table.insert(), rows)
        target.exec_driver_sql("ANALYZE")  # autovacuum has done it in one in service
    old.dispose()
    new.dispose()


def _kept(name, make):
    folder = KEPT / f"{name}-{clock.now():%Y-%m-%d}-{_digest()}"
    if not folder.exists():
        KEPT.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=KEPT) as unfinished:
            make(Path(unfinished) / "data")
            with suppress(OSError):  # somebody else was faster
                (Path(unfinished) / "data").rename(folder)
    return folder


def _digest():
    """Return what the company is made from, in short."""
    digest = hashlib.sha256()
    for each in MAKES_IT:
        path = ROOT / each
        for file in sorted(path.rglob("*.py")) or [path]:
            digest.update(file.read_bytes())
    return digest.hexdigest()[:12]


def _add_crew(data):
    app = create_app(config.from_environment({"FIELDAPP_DATA_DIR": str(data)}))
    with app.app_context():
        with database.writing() as connection:
            desk = authors()["katia"]
            facts = _facts(connection)
            worker = _hire(connection, "longday")
            for _ in range(LONG_DAY):
                _work(worker, *_plan(connection, desk, worker, facts))
            days = [(f"day{n}", DAY) for n in range(ROUNDS)]
            crew = [(f"crew{n}", ROUNDS) for n in range(CREW)]
            for login, orders in days + crew:
                someone = _hire(connection, login)
                for _ in range(orders):
                    _plan(connection, desk, someone, facts)
        db.engine.dispose()


def _add_forms(data):
    app = create_app(config.from_environment({"FIELDAPP_DATA_DIR": str(data)}))
    with app.app_context():
        with database.writing() as connection:
            desk = authors()["katia"]
            facts = _facts(connection)
            worker = _hire(connection, "forms")
            for count in FORMS:
                edition = _edition(count)
                named = ("template_version", edition["id"])
                documents.store(connection, *named, edition, clock.now())
                _plan(connection, desk, worker, facts, edition["id"])
        db.engine.dispose()


def _edition(count):
    """Return a checklist of this many items: tap, measure, and what hangs on a tap."""
    items = [item for n in range(count // 4) for item in _four_items(n)]
    sections = [
        {"title": f"Parte {n // 20}", "checklist_items": items[n : n + 20]}
        for n in range(0, count, 20)
    ]
    names = {"id": uuid7(), "template_id": uuid7(), "title": f"{count} itens"}
    kinds = {"service_type": "repair", "technology": None}
    return {**names, **kinds, "number": 1, "sections": sections}


def _four_items(n):
    yes = {"item": f"tick{n}", "in": [True]}
    measure = {"quantity": "gpon_rx_dbm", "unit": "dBm", "decimals": 1}
    limits = {"limits": [{"when": {}, **LIMIT}], "scale": {"from": "-30", "to": "-6"}}
    labels = [{"value": each, "label": each} for each in ("um", "dois")]
    choices = {"choices": labels, "multiple": False}
    return [
        {**ITEM, "id": f"tick{n}", "kind": "tick", "prompt": f"Drop {n} sem emenda?"},
        {
            **ITEM,
            **measure,
            **limits,
            "id": f"rx{n}",
            "kind": "number",
            "prompt": f"Potência {n}",
        },
        {
            **ITEM,
            **choices,
            "id": f"kind{n}",
            "kind": "choice",
            "prompt": f"Caixa {n}",
            "shown_when": yes,
        },
        {**ITEM, "id": f"photo{n}", "kind": "photo", "prompt": f"Foto {n}"},
    ]


def _facts(connection):
    """Return what a repair is about, at a house with many outlets."""
    query = select(WorkOrder.document).where(WorkOrder.service_type == "repair")
    order = json.loads(connection.execute(query.limit(1)).scalar_one())
    site = order["site"] | {"counts": {"tv_point": ENTRIES}}
    names = "priority service_type technology title description customer plan devices"
    channel = order["opened"]["channel"]
    later = clock.to_text(clock.now() + timedelta(hours=9))
    same = {name: order[name] for name in names.split()}
    return same | {"site": site, "channel": channel, "due_at": later}


def _hire(connection, login):
    user = NewUser(f"{login}@cerrado.example", login, Role.TECHNICIAN, PASSWORD)
    id_ = people.add(connection, user, clock.now())
    return Author(id_, login, "technician", uuid7(), ClientKind.PHONE)


def _plan(connection, desk, technician, facts, edition_id=None):
    """Take an order in and plan its visit for today."""
    order_id, visit_id = uuid7(), uuid7()
    numbers = {
        "number": installation.next_work_order_number(connection),
        "protocol_number": installation.next_protocol_number(connection),
    }
    _submit(
        desk, "create_work_order", order_id, work_order_id=order_id, **numbers, **facts
    )
    now = clock.now()
    window = {
        "start_at": clock.to_text(now),
        "end_at": clock.to_text(now + timedelta(hours=2)),
    }
    plan = {
        "visit_id": visit_id,
        "technician": {"id": technician.id, "name": technician.name},
        "window": window,
        "template_version_id": edition_id or editions()["repair"]["id"],
    }
    return order_id, _submit(desk, "schedule_visit", order_id, **plan)


def _work(technician, order_id, receipt):
    """Give an order as many entries as the measured peers had for each."""
    order = receipt.document
    visit_id = order["visits"][-1]["id"]
    items = expand(editions()["repair"], order)
    readings = [item["id"] for item in items if item["base_id"] == "cn"]
    for n in range(ENTRIES - PLANNED):
        if n < len(readings):
            answer = {
                "visit_id": visit_id,
                "item_id": readings[n],
                "value": f"9.{n % 10}",
            }
            _submit(technician, "answer_checklist_item", order_id, **answer)
        else:
            text = f"Medido no ponto {n}: 9,{n % 10} dB"
            _submit(technician, "add_note", order_id, text=text)


def _submit(author, name, order_id, **arguments):
    return operation_log.submit(
        name,
        arguments,
        work_order_id=order_id,
        actor=author,
        client=author.client_id,
    )
