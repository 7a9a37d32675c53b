"""Orders and visits in every phase, and what happened on them, for screens."""

from copy import deepcopy
from typing import Any

from screen_template import TEMPLATE_ID

from fieldapp.domain.documents import new_visit, new_work_order

Document = dict[str, Any]

NOW = "2026-11-24T13:18:00.000Z"
ZONE = "America/Sao_Paulo"
VIEWER = {
    "id": "019a0000-0000-7000-8000-000000000001",
    "name": "Marcos Sales",
    "email": "marcos@cerrado.example",
    "role": "technician",
    "language": "pt-BR",
    "region": "Uberlândia leste",
}
ORGANIZATION = {
    "name": "Cerrado Fibra",
    "phone": "+553430000100",
    "whatsapp": "+5534900000100",
    "time_zone": ZONE,
    "base": {"latitude": "-18.918600", "longitude": "-48.277200"},
}
SCENE = {"now": NOW, "zone": ZONE, "viewer": VIEWER, "organization": ORGANIZATION}
PERSON = {"id": VIEWER["id"], "name": VIEWER["name"]}


def an_order(  # noqa: PLR0913, PLR0917 # what a queue shows
    number: int = 48211,
    name: str = "Marlene Aparecida Duarte",
    title: str = "Sem sinal em 2 TVs",
    district: str = "Santa Mônica",
    distance_m: int | None = 3200,
    window: tuple = ("11:00", "13:00"),
    **facts: Any,
) -> Document:
    """Return an order with one planned visit of Marcos, windows in UTC of today."""
    order_id = f"019a0000-0000-7000-8000-0000000{number:05}"
    order = new_work_order(
        {
            "id": order_id,
            "number": number,
            "protocol_number": f"202611240{number:05}",
            "priority": "p2",
            "service_type": "repair",
            "technology": "iptv",
            "plan": {"name": "Fibra 600 Mb + TV", "mbps": 600},
            "title": title,
            "description": "As duas TVs ficaram com tela preta. A internet vai bem.",
            "due_at": "2026-11-25T21:00:00.000Z",
            "opened": {
                "at": "2026-11-24T00:14:00.000Z",
                "by": {"id": "x", "name": "Kátia Moreira"},
                "channel": "phone",
            },
            "customer": {
                "name": name,
                "phones": ["+5534900000452"],
                "document_masked": "***.444.***",
            },
            "site": {
                "street": "Rua das Acácias",
                "number": "214",
                "complement": "fundos",
                "district": district,
                "postal_code": "38408120",
                "city": "Uberlândia",
                "state": "MG",
                "reference_point": "Ao lado da farmácia",
                "access_note": None,
                "latitude": "-18.911300",
                "longitude": "-48.262200",
                "distance_from_base_m": distance_m,
                "counts": {"tv_point": 2},
            },
            "devices": [
                a_device("ont", "ONT ZTE F670L", "ZTEGC8A1F02B", None),
                a_device("stb", "B866V2", "B866V2-7710439", "sala"),
                a_device("stb", "B866V2", "B866V2-7710440", "quarto"),
            ],
            "previous_visits": [],
        }
    )
    order["phase"] = "scheduled"
    start, end = (f"2026-11-24T{time}:00.000Z" for time in window)
    order["visits"] = [
        new_visit(
            order_id.replace("8000", "9000"),
            dict(PERSON),
            {"start_at": start, "end_at": end},
            TEMPLATE_ID,
        )
    ]
    order.update(facts)
    return order


def a_device(kind: str, model: str, serial: str, location: str | None) -> Document:
    return {
        "id": f"019a0000-{serial}",
        "kind": kind,
        "model": model,
        "serial": serial,
        "mac": None,
        "location": location,
    }


def in_phase(order: Document, phase: str, **facts: Any) -> Document:
    """Return the order with its visit in this phase, times of the morning set."""
    order = deepcopy(order)
    times = {
        "travelling": "travel_started_at",
        "on_site": "arrived_at",
        "working": "work_started_at",
        "paused": "paused_at",
        "completed": "completed_at",
        "cannot_complete": "ended_at",
    }
    visit = order["visits"][0]
    visit["phase"] = phase
    for name in list(times)[: list(times).index(phase) + 1] if phase in times else []:
        if name != "paused" or phase == "paused":
            visit[times[name]] = "2026-11-24T13:05:00.000Z"
    if phase == "completed":
        visit["ended_at"] = visit["completed_at"]
    if phase == "paused":
        visit["pause"] = {
            "reason_code": "lunch",
            "from_phase": "working",
            "happened_at": visit["paused_at"],
        }
    if phase == "reassigned":
        visit["moved_to"] = {
            "id": "x",
            "name": "Danilo Rezende",
            "at": "2026-11-24T13:05:00.000Z",
        }
    visit.update(facts)
    return order


def an_answer(
    value: Any, verdict: str | None = None, note: str | None = None
) -> Document:
    return {
        "value": value,
        "note": note,
        "verdict": verdict,
        "happened_at": NOW,
        "by": dict(PERSON),
        "rev": 3,
        "client_id": "c",
        "tie_at": NOW,
    }


def a_photo(item_id: str | None) -> Document:
    return {
        "sha256": "ab" * 32,
        "size_bytes": 240_000,
        "media_type": "image/jpeg",
        "item_id": item_id,
        "caption": None,
        "taken_at": NOW,
        "position": None,
        "repeats": None,
        "by": dict(PERSON),
        "removed": None,
        "received": False,
    }


def a_sign_off(
    outcome: str = "signed", name: str | None = "Marlene Duarte"
) -> Document:
    return {
        "id": "s",
        "outcome": outcome,
        "signature_sha256": None,
        "manifest_sha256": "0" * 64,
        "signer_name": name,
        "signer_role": "holder",
        "signer_document": None,
        "consent_version": "1",
        "position": None,
        "reason": None,
        "happened_at": NOW,
        "by": dict(PERSON),
    }


def a_past_visit(
    title: str, happened_at: str, name: str, outcome: str = "completed"
) -> Document:
    return {
        "happened_at": happened_at,
        "title": title,
        "technician_name": name,
        "outcome": outcome,
        "readings": [],
    }
