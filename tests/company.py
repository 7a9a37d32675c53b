"""Cerrado Fibra in small: the people, the checklist and the orders of the tests."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import NAMESPACE_URL, uuid4, uuid5

import builders
from phone import Phone

from fieldapp import clock, database
from fieldapp.models import Role, User
from fieldapp.services import documents, installation, people, work_orders
from fieldapp.services.people import NewUser
from fieldapp.sync import operation_log

PASSWORD = "demonstracao"
ORIGIN = {"Origin": "http://localhost"}
TEMPLATE_VERSION_ID = str(uuid5(NAMESPACE_URL, "repair 7"))
PEOPLE = {
    "marcos": ("Marcos Sales", Role.TECHNICIAN),
    "danilo": ("Danilo Rezende", Role.TECHNICIAN),
    "priscila": ("Priscila Nunes", Role.DISPATCHER),
    "renata": ("Renata Campos", Role.SUPERVISOR),
    "admin": ("Helena Bastos", Role.ADMINISTRATOR),
    "auditor": ("Ivan Quadros", Role.AUDITOR),
}


@dataclass(frozen=True)
class Someone:
    id: str
    name: str
    role: str
    login: str
    client: str

    @property
    def email(self):
        return f"{self.login}@cerrado.example"


def seed(connection):
    """Write what every test starts from; runs once for each kind of database."""
    now = clock.now()
    installation.establish(connection)
    for login, (name, role) in PEOPLE.items():
        email = f"{login}@cerrado.example"
        people.add(connection, NewUser(email, name, role, PASSWORD), now)
    documents.store(connection, *documents.ORGANIZATION, builders.organization(), now)
    documents.store(connection, *documents.CATALOGUE, builders.catalogue(), now)
    edition = builders.template_version(TEMPLATE_VERSION_ID)
    documents.store(connection, "template_version", edition["id"], edition, now)


class Company:
    def __init__(self, backend):
        self.backend = backend
        self.app = backend.app
        self.people = self._people()

    def __getattr__(self, login):
        """`company.marcos` is a person."""
        if login in PEOPLE:
            return self.people[login]
        raise AttributeError(login)

    def browser(self, someone=None):
        """Return a browser, signed in as somebody."""
        browser = self.app.test_client()
        if someone:
            answer = sign_in(browser, someone.email)
            assert answer.status_code == 303, answer.text
        return browser

    def phone(self, someone):
        """Return a phone on which somebody signed in; it has not synced yet."""
        return Phone(self.browser(someone), someone)

    def order(self, technician=None, **facts):
        """Take an order in and plan a visit of the technician for it, today."""
        order_id = str(uuid4())
        with database.writing() as connection:
            numbers = {
                "number": installation.next_work_order_number(connection),
                "protocol_number": installation.next_protocol_number(connection),
            }
        arguments = builders.order_facts(order_id, **numbers, **facts)
        self.act("create_work_order", order_id, arguments)
        if technician is None:
            return self.document(order_id)
        return self.schedule(order_id, technician)

    def schedule(self, order_id, technician, *, days=0, edition=TEMPLATE_VERSION_ID):
        arguments = {
            "visit_id": str(uuid4()),
            "technician": {"id": technician.id, "name": technician.name},
            "window": builders.window(clock.now() + timedelta(days=days)),
            "template_version_id": edition,
        }
        return self.act("schedule_visit", order_id, arguments)

    def reassign(self, order, technician):
        arguments = {
            "visit_id": order["visits"][-1]["id"],
            "new_visit_id": str(uuid4()),
            "technician": {"id": technician.id, "name": technician.name},
        }
        return self.act("reassign_visit", order["id"], arguments)

    def cancel(self, order):
        return self.act("cancel_work_order", order["id"], {"reason": "duplicate"})

    def act(self, name, order_id, arguments, actor=None):
        actor = actor or self.people["priscila"]
        receipt = operation_log.submit(
            name,
            arguments,
            work_order_id=order_id,
            actor=actor,
            client=actor.client,
        )
        return receipt.document

    def document(self, order_id):
        return work_orders.document(order_id)

    def _people(self):
        with database.reading() as connection:
            rows = connection.execute(
                User.__table__.select().where(User.id != installation.SYSTEM_ID)
            )
            return {
                (login := row.email.partition("@")[0]): Someone(
                    row.id, row.name, str(row.role), login, str(uuid4())
                )
                for row in rows
            }


def sign_in(browser, email, password=PASSWORD, headers=ORIGIN):
    form = {"email": email, "password": password}
    return browser.post("/login", data=form, headers=headers)
