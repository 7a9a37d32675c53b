"""Today's orders: Marcos's day as the mock-ups show it, the others in every phase."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from fieldapp.cli.demo import cast, names
from fieldapp.cli.demo.customers import Household, household, uuid_from
from fieldapp.cli.demo.people import KATIA, MARCOS, ORGANIZATION, TECHNICIANS, Person
from fieldapp.cli.demo.plans import PLANS, OrderPlan, VisitPlan, order_plan, work_time

ZONE = ZoneInfo(str(ORGANIZATION["time_zone"]))
GIVEN_UP_AFTER = timedelta(minutes=12)
TAKEN_BEFORE = timedelta(minutes=9)
EARLIEST_HOUR, LATEST_HOUR = 2, 17


@dataclass(frozen=True, slots=True)
class Stop:
    """One visit of a day: window in hours from the present one, phase, its age.

    `minutes` is how long ago the phase was reached.
    """

    service: str
    starts: int
    phase: str
    minutes: int = 0
    title: str | None = None
    name: str | None = None
    home: Callable[[Random], Household] | None = None
    days: int = 0
    offline: int = 0
    works: int = 0
    readings: dict[str, tuple[str, str | None]] = field(default_factory=dict)
    clock_hours: int = 0
    number: int | None = None
    reason_code: str | None = None
    outcome: str | None = None
    mishap: str | None = None


MARCOS_STOPS = (
    Stop(
        "extra_point", -4, "completed", 133, "Ponto adicional", "Auto Peças Triângulo"
    ),
    Stop("stb_setup", -3, "completed", 97, "Troca de controle", "Célia Nogueira"),
    Stop(
        "installation",
        -2,
        "completed",
        58,
        "Instalação fibra 400 Mb",
        home=cast.wesley,
        offline=52,
        works=48,
        readings={"wifi": ("-71", names.EXPLANATIONS[0]), "throughput": ("100", None)},
        number=48_204,
    ),
    Stop(
        "repair",
        -2,
        "travelling",
        13,
        "Sem sinal em 2 TVs",
        home=cast.marlene,
        number=48_211,
    ),
    Stop(
        "installation",
        0,
        "acknowledged",
        100,
        "Instalação fibra 600 Mb + TV",
        "Rafael Tomé Siqueira",
    ),
    Stop(
        "repair",
        0,
        "planned",
        0,
        "Manutenção na prumada, bloco B",
        home=cast.condominium,
    ),
    Stop(
        "repair",
        3,
        "planned",
        0,
        "Internet lenta (plano empresa)",
        "Padaria Pão da Vila",
        mishap="asked_too_late",
    ),
    Stop(
        "repair",
        -1,
        "reassigned",
        48,
        "Cabo caído na rua",
        "Heloísa Prata Cunha",
        mishap="worked_late",
    ),
    Stop("upgrade", 3, "planned", 0, "Troca de ONT", "Ivone Kamimura"),
    Stop(
        "stb_setup",
        3,
        "planned",
        0,
        "Configurar receptor novo",
        "Nair de Souza Arantes",
    ),
    Stop("antenna_pointing", 5, "planned", 0, "Apontamento de antena", home=cast.ranch),
    Stop("relocation", 5, "planned", 0, "Mudança de endereço", "Luciano Brandão Reis"),
    Stop(
        "pick_up", 5, "planned", 0, "Retirada de equipamento", "Gilson Ferreira Diniz"
    ),
    Stop("installation", 0, "planned", days=1),
    Stop("repair", 3, "planned", days=1),
    Stop("antenna_pointing", 5, "planned", days=1),
    Stop("extra_point", 0, "planned", days=2),
    Stop("repair", 3, "planned", days=2),
)
OTHER_STOPS = (
    (
        "patricia",
        Stop(
            "repair",
            -2,
            "completed",
            70,
            "Manutenção na prumada A",
            outcome="refused",
        ),
    ),
    ("patricia", Stop("repair", -1, "working", 22, name="Sueli Portela")),
    ("patricia", Stop("installation", 3, "planned", name="Camila Mundim")),
    ("patricia", Stop("extra_point", 5, "planned", name="Bar do Zé")),
    ("danilo", Stop("repair", -2, "completed", 95, name="Nélio Avelar")),
    ("danilo", Stop("repair", -1, "working", 41, name="Clínica Vitta")),
    ("danilo", Stop("upgrade", 3, "planned", name="Rosana Fagundes")),
    ("danilo", Stop("installation", 5, "planned", name="Hélio Borges")),
    ("edson", Stop("repair", -2, "acknowledged", 150, name="Vicente Quintino")),
    ("edson", Stop("repair", 0, "planned", name="Regina Damasceno")),
    ("edson", Stop("installation", 3, "planned", name="Tiago Medeiros")),
    ("jaqueline", Stop("upgrade", -2, "completed", 80, name="Aline Carrijo")),
    ("jaqueline", Stop("upgrade", -1, "travelling", 25, name="Lucas Faria")),
    ("jaqueline", Stop("relocation", 3, "planned", name="Bruno Guerra")),
    ("wagner", Stop("repair", -2, "working", 92, name="Cond. Ipê Roxo")),
    ("wagner", Stop("installation", 1, "planned", name="Márcia Novais")),
    ("wagner", Stop("repair", 5, "planned", name="Eduardo Tavares")),
    (
        "tania",
        Stop(
            "installation",
            -2,
            "cannot_complete",
            65,
            name="Fábio Lemos",
            reason_code="customer_absent",
        ),
    ),
    ("tania", Stop("extra_point", -1, "on_site", 4, name="Yumi Okada")),
    ("tania", Stop("extra_point", 3, "planned", name="Diego Pires")),
    ("robson", Stop("repair", -2, "completed", 55, name="Quitéria Amâncio")),
    ("robson", Stop("repair", -1, "working", 12, name="Zilda Moraes", clock_hours=3)),
    ("robson", Stop("installation", 1, "planned", name="Ubirajara Cury")),
    ("luana", Stop("pick_up", -2, "completed", 110, outcome="absent")),
    ("luana", Stop("installation", -1, "paused", 18, name="Mercearia Bretanha")),
    ("luana", Stop("repair", 2, "cancelled", 30, mishap="came_in_vain")),
    ("cleber", Stop("stb_setup", -1, "completed", 35)),
    ("cleber", Stop("repair", 1, "reassigned", 40, name="Isabela Rossi")),
    ("simone", Stop("repair", -1, "travelling", 8)),
    ("simone", Stop("upgrade", 2, "planned")),
    ("adilson", Stop("relocation", -2, "working", 50)),
    ("adilson", Stop("pick_up", 3, "acknowledged", 20)),
)
UNASSIGNED = (
    ("repair", "TV sem sinal em 14 quartos", "Hotel Vila Gávea", "centro", "p1"),
    ("repair", "Internet caindo à noite", "Ana Lúcia Teixeira", "norte", "p2"),
    ("installation", "Instalação fibra 400 Mb", "Jorge Sakamoto", "oeste", "p3"),
    ("extra_point", "Ponto adicional, 3 salas", "Esc. Mun. Dom Bosco", "leste", "p3"),
    ("repair", "Internet lenta", None, "sul", "p3"),
    ("pick_up", "Retirada de equipamento", None, "centro", "p4"),
)


def today(rng: Random, now: datetime, *, is_first: bool) -> list[OrderPlan]:
    """Return the orders around the present hour; only the first day has the cast."""
    people = {person.login: person for person in TECHNICIANS}
    stops = [(MARCOS, stop) for stop in MARCOS_STOPS]
    stops += [(people[login], stop) for login, stop in OTHER_STOPS]
    planned = [
        _planned(rng, now, person, stop, is_first=is_first) for person, stop in stops
    ]
    waiting = [_waiting(rng, now, facts, is_first=is_first) for facts in UNASSIGNED]
    return planned + waiting


def present_hour(now: datetime) -> datetime:
    """Return the local hour that windows count from, so that the day holds them all."""
    local = now.astimezone(ZONE)
    hour = min(max(local.hour, EARLIEST_HOUR), LATEST_HOUR)
    return local.replace(hour=hour, minute=0, second=0, microsecond=0)


def _planned(
    rng: Random, now: datetime, person: Person, stop: Stop, *, is_first: bool
) -> OrderPlan:
    words = rng.choice(names.COMPLAINTS[stop.service])
    words = (stop.title or words[0], words[1])
    more: dict[str, Any] = {"number": stop.number if is_first else None}
    if stop.home is cast.marlene and is_first:
        words = (words[0], cast.MARLENE_SAID)
        more |= {"priority": "p2", "channel": "phone", "plan": PLANS[2]}
        more["previous_visits"] = cast.earlier_visits(
            ("Troca de conector na CTO", "2026-02-22T17:40:00.000Z", "Edson Vieira"),
            ("Instalação", "2023-03-08T13:20:00.000Z", "Danilo Rezende"),
        )
    if stop.name == "Padaria Pão da Vila":
        more["previous_visits"] = _recent_visits(now)
    return order_plan(
        rng,
        _home(rng, stop, person, is_first=is_first),
        stop.service,
        words,
        opened_at=_opened(rng, now),
        opened_by=KATIA,
        visits=[_visit(rng, now, person, stop, is_first=is_first)],
        **more,
    )


def _home(rng: Random, stop: Stop, person: Person, *, is_first: bool) -> Household:
    if stop.home and (is_first or stop.home is cast.ranch):
        return stop.home(rng)
    return household(rng, region=person.region, name=stop.name if is_first else None)


def _visit(
    rng: Random, now: datetime, person: Person, stop: Stop, *, is_first: bool
) -> VisitPlan:
    start = present_hour(now) + timedelta(days=stop.days, hours=stop.starts)
    works = timedelta(minutes=stop.works) or work_time(rng, stop.service)
    if stop.phase == "cannot_complete":
        works = GIVEN_UP_AFTER
    reached = now - timedelta(minutes=stop.minutes)
    before_arrival = {
        "completed": works + timedelta(minutes=4),
        "working": timedelta(minutes=3),
        "cannot_complete": works,
    }
    to = next(other for other in TECHNICIANS if other.login == "patricia")
    mishap = stop.mishap if is_first else None
    is_moved = stop.phase == "reassigned"
    return VisitPlan(
        id=uuid_from(rng),
        technician=person,
        start=start,
        end=start + timedelta(hours=2),
        phase=stop.phase,
        arrives=reached - before_arrival.get(stop.phase, timedelta()),
        works=works,
        minutes_offline=stop.offline,
        clock_offset=timedelta(hours=-stop.clock_hours),
        readings=stop.readings if is_first else {},
        reason_code=stop.reason_code,
        outcome=stop.outcome,
        mishap=mishap,
        taken_away_at=reached - TAKEN_BEFORE if mishap else None,
        moved_to=to if is_moved else None,
        moved_visit_id=uuid_from(rng) if is_moved else None,
    )


def _waiting(
    rng: Random,
    now: datetime,
    facts: tuple[str, str, str | None, str, str],
    *,
    is_first: bool,
) -> OrderPlan:
    service, title, name, region, priority = facts
    said = rng.choice(names.COMPLAINTS[service])[1]
    return order_plan(
        rng,
        household(rng, region=region, name=name if is_first else None),
        service,
        (title, said),
        priority=priority,
        opened_at=now - timedelta(minutes=rng.randint(20, 600)),
    )


def _opened(rng: Random, now: datetime) -> datetime:
    return now - timedelta(hours=rng.randint(13, 40), minutes=rng.randrange(60))


def _recent_visits(now: datetime) -> list[dict[str, Any]]:
    days = [now - timedelta(days=days) for days in (19, 47)]
    moments = [f"{day:%Y-%m-%d}T18:10:00.000Z" for day in days]
    return cast.earlier_visits(
        ("Internet lenta", moments[0], "Robson Brito"),
        ("Troca de roteador", moments[1], "Marcos Sales"),
    )
