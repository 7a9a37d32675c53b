"""Documents of a small company's day, for screens and for the parity of their pages."""

from copy import deepcopy
from typing import Any

from fieldapp.domain.documents import new_visit, new_work_order
from fieldapp.domain.summaries import queue_row

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
TEMPLATE_ID = "019a0000-0000-7000-8000-00000000aaaa"


def a_template() -> Document:
    """Return a repair's checklist with every kind of item."""
    return {
        "id": TEMPLATE_ID,
        "template_id": "019a0000-0000-7000-8000-00000000aaab",
        "number": 7,
        "title": "Reparo TV por fibra",
        "service_type": "repair",
        "technology": "iptv",
        "sections": [
            {
                "title": "Antes de começar",
                "checklist_items": [
                    an_item(
                        "safety",
                        "instruction",
                        "Segurança primeiro",
                        help="Acima de 2 m use cinto e escada amarrada.",
                        required=False,
                    ),
                    an_item(
                        "drop", "tick", "Drop sem emenda exposta?", not_applicable=True
                    ),
                    a_number(
                        "rx",
                        "Potência na ONT",
                        "dBm",
                        ("-32", "-5"),
                        ("-27", "-24", "-15", "-8"),
                    ),
                ],
            },
            {
                "title": "Medições",
                "checklist_items": [
                    a_number(
                        "cn",
                        "C/N no ponto da TV",
                        "dB",
                        ("4", "16"),
                        ("9", "12", None, None),
                        repeat_for="tv_point",
                        help="Meça com o receptor ligado.",
                    ),
                    an_item(
                        "channels",
                        "tick",
                        "Os canais abrem nas 2 TVs?",
                        not_applicable=True,
                    ),
                    an_item(
                        "cause",
                        "choice",
                        "O que causou o defeito?",
                        choices=choices(
                            "connector:Conector",
                            "drop:Cabo ou drop",
                            "stb:Receptor",
                            "network:Rede externa",
                        ),
                    ),
                    an_item(
                        "connector_photo",
                        "photo",
                        "Foto do conector novo",
                        shown_when={"item": "cause", "in": ["connector"]},
                    ),
                    an_item("serial", "scan", "Serial do receptor"),
                    an_item(
                        "remark", "text", "Observação para o cliente", required=False
                    ),
                    an_item(
                        "used",
                        "choice",
                        "Material usado",
                        multiple=True,
                        required=False,
                        choices=choices(
                            "f:Conector F",
                            "rg6:Cabo RG6",
                            "clip:Fixador de parede com bucha de seis milímetros",
                        ),
                    ),
                ],
            },
        ],
    }


def an_item(item_id: str, kind: str, prompt: str, **facts: Any) -> Document:
    return {
        "id": item_id,
        "kind": kind,
        "prompt": prompt,
        "help": None,
        "required": True,
        "repeat_for": None,
        "shown_when": None,
        "photo_on": [],
        "note_on": [],
        **facts,
    }


def a_number(
    item_id: str, prompt: str, unit: str, scale: tuple, bounds: tuple, **facts: Any
) -> Document:
    names = ("red_below", "amber_below", "amber_above", "red_above")
    limit = {"when": {}, **dict(zip(names, bounds, strict=True))}
    return an_item(
        item_id,
        "number",
        prompt,
        quantity=item_id,
        unit=unit,
        decimals=1,
        scale={"from": scale[0], "to": scale[1]},
        limits=[limit],
        **{"photo_on": ["amber"], "note_on": ["amber", "red"], **facts},
    )


def choices(*pairs: str) -> list[Document]:
    return [
        dict(zip(("value", "label"), pair.split(":"), strict=True)) for pair in pairs
    ]


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
                "postal_code": "38408-120",
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
                a_device("ont", "ZTE F670L", "ZTEGC8A1F02B", None),
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


def some_answers() -> Document:
    """Return answers half-way: a red reading to explain, an amber one to come."""
    return {
        "drop": an_answer(True),
        "rx": an_answer("-21.4", "green"),
        "cn.1": an_answer("7.8", "red"),
        "cn.2": an_answer("11.2", "amber", "Conector antigo, cliente avisado"),
        "cause": an_answer("connector"),
    }


def a_day() -> list[Document]:
    """Return the orders of one day, in every phase that the queue shows."""
    current = in_phase(an_order(), "travelling")
    current["site"]["access_note"] = (
        "Portão verde ao lado da farmácia. Cachorro solto: toque a campainha."
    )
    repeat = an_order(
        48213,
        "Padaria Pão da Vila",
        "Internet lenta (plano empresa)",
        "Martins",
        6400,
        ("16:00", "18:00"),
    )
    repeat["previous_visits"] = [
        a_past_visit("Troca de roteador", "2026-11-02T13:00:00.000Z", "Edson Vieira"),
        a_past_visit(
            "Sem acesso", "2026-10-12T13:00:00.000Z", "Edson Vieira", "cannot_complete"
        ),
    ]
    key = an_order(
        48212,
        "Cond. Solar das Palmeiras",
        "Manutenção na prumada, bloco B",
        "Saraiva",
        4100,
        ("13:30", "15:30"),
    )
    key["site"]["access_note"] = "Chave na portaria"
    return [
        current,
        an_order(
            48214,
            "Rafael Tomé Siqueira",
            "Instalação fibra 600 Mb + TV",
            "Tibery",
            5800,
            ("13:00", "15:00"),
        ),
        key,
        repeat,
        an_order(
            48215, "Ivone Kamimura", "Troca de ONT", "Granada", 7000, ("16:00", "18:00")
        ),
        an_order(
            48216,
            "Luciano Brandão Reis",
            "Mudança de endereço",
            "Luizote",
            9700,
            ("18:00", "20:00"),
        ),
        in_phase(
            an_order(48198, "Célia Nogueira", "Troca de controle"),
            "completed",
            ended_at="2026-11-24T11:41:00.000Z",
            completed_at="2026-11-24T11:41:00.000Z",
        ),
        in_phase(
            an_order(48204, "Wesley Prado", "Instalação fibra 400 Mb"),
            "completed",
            ended_at="2026-11-24T12:32:00.000Z",
            completed_at="2026-11-24T12:32:00.000Z",
            has_exception=True,
        ),
        in_phase(
            an_order(48195, "Auto Peças Triângulo", "Ponto adicional"),
            "cannot_complete",
            ended_at="2026-11-24T11:05:00.000Z",
            cannot_complete={"reason_code": "customer_absent"},
        ),
    ]


def rows_of(orders: list[Document]) -> list[Document]:
    return [queue_row(order, order["visits"][0], a_template()) for order in orders]


HOSTILE_NAMES = [
    "<script>alert('x')</script> & \"Filhos\" Ltda.",
    "José 😀 d'Ávila de Albuquerque e Bragança Cavalcanti Sobrinho Neto Júnior",
    "שלום עולם \u202e العربية",
    "  ",
    "İ ß ǅ",
]


def a_hostile_order(name: str) -> Document:
    """Return an order whose texts try to break out, with nothing optional given."""
    order = an_order(name=name, title=name, district=name, distance_m=None)
    order["description"] = f"{name}\n%s %(name)s {{{{ 7 }}}} </textarea>"
    order["site"] |= {
        "complement": None,
        "reference_point": None,
        "access_note": name * 3,
        "latitude": None,
        "longitude": None,
        "counts": {},
    }
    order["customer"]["phones"] = ["+5534900000452", "+15550100", "1&2<3>"]
    order["devices"] = [a_device("lnbf", name, "'\"><b>", name)]
    order["notes"] = [
        {"id": "n", "text": name, "by": {"id": "x", "name": name}, "happened_at": NOW}
    ]
    order["previous_visits"] = [
        a_past_visit(name, "2026-11-01T02:59:59.999Z", name)
    ] * 3
    return in_phase(order, "working", answers=hostile_answers(name))


def hostile_answers(name: str) -> Document:
    return {
        "drop": an_answer("na"),
        "rx": an_answer("-27.5", "red", name),
        "cn.1": an_answer("2E-4", "red"),
        "cause": an_answer("</script>"),
        "serial": an_answer("<B>'\""),
        "remark": an_answer(f"{name}\n</textarea>"),
        "used": an_answer(["f", name]),
        "unknown": an_answer(None),
    }


def an_issue(reason: str = "concurrent_answer", **facts: Any) -> Document:
    return {
        "id": "i",
        "status": "open",
        "operation_id": "o",
        "operation_name": "answer_checklist_item",
        "work_order_id": "w",
        "work_order_number": 48236,
        "visit_id": "v",
        "reason": reason,
        "message": "Outro aparelho respondeu “9,2”.",
        "details": {"field": "cn", "kept": "9.2", "lost": ["a", "b"], "by": "Priscila"},
        "to_name": None,
        "at": NOW,
        "choices": ["keep", "apply"],
        "resolution": None,
        **facts,
    }


def an_operation(name: str, state: str, **facts: Any) -> Document:
    return {
        "id": name,
        "name": name,
        "work_order_number": 48204,
        "customer_name": "Wesley Prado",
        "happened_at": "2026-11-24T12:32:00.000Z",
        "received_at": NOW if state == "received" else None,
        "size_bytes": 4_000,
        "state": state,
        **facts,
    }
