"""A day of a small company, and texts that try to break out, for screens."""

from typing import Any

from screen_orders import (
    NOW,
    a_device,
    a_past_visit,
    an_answer,
    an_order,
    in_phase,
)
from screen_template import a_template

from fieldapp.domain.summaries import queue_row

Document = dict[str, Any]


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
        "visit_id": "v",
        "failures": 3 if state == "failed" else 0,
        "percent": 40,
        "state": state,
        **facts,
    }
