"""Founds the company: its people, its papers, the clients they write through."""

from datetime import datetime, timedelta
from uuid import NAMESPACE_URL, uuid5

from argon2 import PasswordHasher
from sqlalchemy import Connection, insert

from fieldapp.cli.demo.editions import editions
from fieldapp.cli.demo.pens import Author
from fieldapp.cli.demo.people import ORGANIZATION, PASSWORD, PEOPLE, Person
from fieldapp.domain.catalogues import default_catalogue
from fieldapp.models import ClientKind, User
from fieldapp.services import documents, installation
from fieldapp.translating import gettext

FOUNDED_BEFORE = timedelta(days=120)
SYSTEM_LOGIN = "system"


def found(connection: Connection, now: datetime) -> None:
    """Write people and documents; one hash serves all, since all share a password."""
    password_hash = PasswordHasher().hash(PASSWORD)
    founded = now - FOUNDED_BEFORE
    connection.execute(
        insert(User), [_user(person, password_hash, founded) for person in PEOPLE]
    )
    documents.store(connection, *documents.ORGANIZATION, ORGANIZATION, founded)
    catalogue = default_catalogue(gettext)
    documents.store(connection, *documents.CATALOGUE, catalogue, founded)
    for edition in editions().values():
        documents.store(connection, "template_version", edition["id"], edition, founded)


def authors() -> dict[str, Author]:
    """Return everybody as the log knows them, the server itself included."""
    system = installation.SystemActor()
    found = {person.login: _author(person) for person in PEOPLE}
    found[SYSTEM_LOGIN] = Author(
        system.id, system.name, system.role, system.id, ClientKind.SYSTEM
    )
    return found


def id_of(kind: str, login: str) -> str:
    """Return the id of a user or client, the same in every demo."""
    return str(uuid5(NAMESPACE_URL, f"demo:{kind}:{login}"))


def _author(person: Person) -> Author:
    is_technician = person.role == "technician"
    return Author(
        id=id_of("user", person.login),
        name=person.name,
        role=person.role,
        client_id=id_of("client", person.login),
        kind=ClientKind.PHONE if is_technician else ClientKind.SESSION,
    )


def _user(person: Person, password_hash: str, founded: datetime) -> dict[str, object]:
    return {
        "id": id_of("user", person.login),
        "email": person.email,
        "name": person.name,
        "role": person.role,
        "status": "active",
        "password_hash": password_hash,
        "language": "pt-BR",
        "region": person.region,
        "department": person.department,
        "created_at": founded,
    }
