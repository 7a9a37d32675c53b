"""Fills an empty database with Cerrado Fibra, and keeps its day present."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from random import Random

from flask import current_app
from sqlalchemy import Connection, func, select

from fieldapp import clock, database
from fieldapp.cli.demo import company, equipment
from fieldapp.cli.demo.history import history
from fieldapp.cli.demo.pens import Pens
from fieldapp.cli.demo.people import ORGANIZATION, PEOPLE
from fieldapp.cli.demo.pictures.pool import draw_ahead
from fieldapp.cli.demo.plans import OrderPlan
from fieldapp.cli.demo.proof import Proof
from fieldapp.cli.demo.shots import Camera
from fieldapp.cli.demo.story import Storyteller
from fieldapp.cli.demo.today import today
from fieldapp.models import Installation, User
from fieldapp.services import documents, installation
from fieldapp.services.feed_window import local_day
from fieldapp.translating import speaking

FIRST_NUMBER = 47_500
NUMBER_AFTER_THE_CAST = 48_230
ZONE = str(ORGANIZATION["time_zone"])


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load wrote: nothing where a company already works."""

    people: int = 0
    orders: int = 0


def load() -> Loaded:
    """Make the company in an empty database, else only today's orders of the demo."""
    now = clock.now()
    day = str(local_day(now, ZONE))
    with speaking("pt-BR"), database.writing() as connection:
        if _is_empty(connection):
            loaded = _first(connection, now)
        elif (_day(connection) or day) < day:
            plans = _plans(now, is_first=False)
            loaded = Loaded(orders=_tell(connection, now, plans, is_first=False))
        else:
            return Loaded()
        _keep(connection, "demo_day", day)
        return loaded


def _first(connection: Connection, now: datetime) -> Loaded:
    installation.establish(connection)
    company.found(connection, now)
    _keep(connection, "work_order_number", str(FIRST_NUMBER))
    plans = [*history(_rng("history", now), now), *_plans(now, is_first=True)]
    orders = _tell(connection, now, plans, is_first=True)
    _keep(connection, "work_order_number", str(NUMBER_AFTER_THE_CAST))
    return Loaded(len(PEOPLE), orders)


def _plans(now: datetime, *, is_first: bool) -> list[OrderPlan]:
    plans = today(_rng("today", now), now, is_first=is_first)
    return sorted(plans, key=lambda plan: plan.opened_at)


def _tell(
    connection: Connection, now: datetime, plans: list[OrderPlan], *, is_first: bool
) -> int:
    rng = _rng("story", now)
    pens = Pens(connection, rng, is_first, company.authors())
    with ThreadPoolExecutor(max_workers=1) as artist:
        proof = Proof(
            connection=connection,
            rng=rng,
            store=current_app.extensions["evidence_store"],
            catalogue=documents.catalogue(connection),
            zone=ZONE,
            now=now,
            drawing=draw_ahead(artist),
        )
        camera = Camera(rng, proof.photo)
        told = Storyteller(pens, rng, proof, camera, now).tell(plans)
    equipment.register(pens, _rng("equipment", now), plans, now, is_first=is_first)
    return told


def _is_empty(connection: Connection) -> bool:
    people = select(func.count()).select_from(User)
    others = people.where(User.id != installation.SYSTEM_ID)
    return not connection.execute(others).scalar_one()


def _day(connection: Connection) -> str | None:
    """Return the local day of the demo's day of work, None where there is no demo."""
    query = select(Installation.value).where(Installation.name == "demo_day")
    return connection.execute(query).scalar_one_or_none()


def _keep(connection: Connection, name: str, value: str) -> None:
    put = database.insert(Installation)
    moved = {"value": put.excluded.value}
    connection.execute(
        put.on_conflict_do_update(index_elements=["name"], set_=moved),
        [{"name": name, "value": value}],
    )


def _rng(part: str, now: datetime) -> Random:
    """Return a source of chance that the minute decides: equal loads are equal."""
    return Random(f"cerrado-fibra:{part}:{now:%Y-%m-%dT%H:%M}")  # noqa: S311 # demo
