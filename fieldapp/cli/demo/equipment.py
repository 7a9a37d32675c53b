"""The company's devices: at its customers' sites, in its vans, on its shelf."""

from datetime import datetime, timedelta
from random import Random

from sqlalchemy import select

from fieldapp.cli.demo.company import id_of
from fieldapp.cli.demo.customers import device, uuid_from
from fieldapp.cli.demo.device_models import DEVICE_MODELS, models_of
from fieldapp.cli.demo.pens import Act, Pens
from fieldapp.cli.demo.people import OTAVIO, TECHNICIANS
from fieldapp.cli.demo.plans import OrderPlan
from fieldapp.domain.documents import Document
from fieldapp.domain.label_batches import MOST_LABELS
from fieldapp.domain.labels import label_of, plain_mark
from fieldapp.models import Device
from fieldapp.services import labels

AT_ONCE = 200
OWN_PERCENT = 8
UNLABELLED_PERCENT = 6
SPARE_LABELS = 63
STOCK = 40
LOADED = ("ont", "ont", "stb", "stb", "stb", "router", "antenna", "lnbf")
"""What a van carries."""
IDS = {model.name: model.id for model in DEVICE_MODELS}


def register(
    pens: Pens, rng: Random, plans: list[OrderPlan], now: datetime, *, is_first: bool
) -> None:
    """Write the registrations, oldest first; what is registered already is left."""
    acts = [act for plan in plans for act in _at_site(rng, plan)]
    if is_first:
        acts += _in_vans(rng, now) + _in_stock(rng, now)
    known = set(pens.connection.execute(select(Device.serial)).scalars())
    fresh = [act for act in acts if _is_new(act, known)]
    fresh.sort(key=lambda act: act.at)
    if fresh:
        _label(pens, rng, fresh)
    for start in range(0, len(fresh), AT_ONCE):
        pens.write(OTAVIO.login, fresh[start : start + AT_ONCE])
    pens.save()


def _label(pens: Pens, rng: Random, acts: list[Act]) -> None:
    """Reserve labels for all, with some to spare, and put them on nearly every one."""
    first = labels.next_number(pens.connection)
    wanted = len(acts) + SPARE_LABELS
    reserving = [
        _reservation(rng, start, min(MOST_LABELS, first + wanted - start), acts[0].at)
        for start in range(first, first + wanted, MOST_LABELS)
    ]
    pens.write(OTAVIO.login, reserving)
    pens.save()
    for place, act in enumerate(acts):
        if rng.randrange(100) >= UNLABELLED_PERCENT:
            act.arguments["label"] = label_of(first + place)


def _reservation(rng: Random, first_number: int, count: int, before: datetime) -> Act:
    at = before - timedelta(hours=1)
    wanted = {
        "label_batch_id": uuid_from(rng),
        "first_number": first_number,
        "count": count,
    }
    return Act("reserve_labels", wanted, None, at, at)


def _is_new(act: Act, known: set[str]) -> bool:
    """Tell whether a serial comes for the first time: chance may draw one twice."""
    serial = plain_mark(act.arguments["serial"])
    if serial in known:
        return False
    known.add(serial)
    return True


def _at_site(rng: Random, plan: OrderPlan) -> list[Act]:
    return [
        _registration(
            each,
            "customer" if rng.randrange(100) < OWN_PERCENT else "company",
            {
                "kind": "site",
                "work_order_id": plan.id,
                "location": each["location"],
            },
            plan.opened_at + timedelta(minutes=3),
        )
        for each in plan.household.devices
    ]


def _in_vans(rng: Random, now: datetime) -> list[Act]:
    return [
        _registration(
            device(rng, rng.choice(models_of(kind)), ""),
            "company",
            {
                "kind": "van",
                "technician": {"id": id_of("user", person.login), "name": person.name},
            },
            now - timedelta(days=rng.randint(2, 60), minutes=rng.randrange(480)),
        )
        for person in TECHNICIANS
        for kind in LOADED
    ]


def _in_stock(rng: Random, now: datetime) -> list[Act]:
    return [
        _registration(
            device(rng, rng.choice(DEVICE_MODELS), ""),
            "company",
            {"kind": "stock"},
            now - timedelta(days=rng.randint(2, 60), minutes=rng.randrange(480)),
        )
        for _ in range(STOCK)
    ]


def _registration(made: Document, owner: str, place: Document, at: datetime) -> Act:
    arguments = {
        "device_id": made["id"],
        "model": IDS[made["model"]],
        "serial": made["serial"],
        "mac": made["mac"],
        "owner": owner,
        "place": place,
    }
    return Act("register_device", arguments, None, at, at)
