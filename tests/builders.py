"""Plain data of the trade with sensible defaults; say only what the test is about."""

from datetime import timedelta

from fieldapp import clock
from fieldapp.domain.catalogues import default_catalogue
from fieldapp.ids import uuid7

NO_FIX = {"unavailable": "denied"}


def organization():
    return {
        "name": "Cerrado Fibra",
        "phone": "+553432000000",
        "whatsapp": "+5534999990000",
        "time_zone": "America/Sao_Paulo",
        "base": {"latitude": "-18.911300", "longitude": "-48.262200"},
    }


def catalogue():
    return default_catalogue()


def template_version(id_):
    return {
        "id": id_,
        "template_id": id_,
        "number": 7,
        "title": "Reparo TV por fibra",
        "service_type": "repair",
        "technology": None,
        "sections": [
            {
                "title": "Medições",
                "checklist_items": [
                    tick("drop_ok"),
                    number("cn", red_below="9", amber_below="12"),
                    text("remark"),
                ],
            }
        ],
    }


def item(id_, kind, **facts):
    return {
        "id": id_,
        "kind": kind,
        "prompt": id_,
        "help": None,
        "required": False,
        "shown_when": None,
        **facts,
    }


def tick(id_, **facts):
    return item(id_, "tick", not_applicable=False, **facts)


def text(id_, **facts):
    return item(id_, "text", **facts)


def number(id_, **limits):
    no_limits = dict.fromkeys(("red_below", "amber_below", "amber_above", "red_above"))
    return item(
        id_,
        "number",
        quantity="cn_db",
        unit="dB",
        decimals=1,
        repeat_for=None,
        photo_on=[],
        note_on=[],
        scale={"from": "4", "to": "16"},
        limits=[{"when": {}, **no_limits, **limits}],
    )


def order_facts(order_id, **facts):
    """Return the arguments of create_work_order."""
    return {
        "work_order_id": order_id,
        "number": 48211,
        "protocol_number": "20261124000123",
        "priority": "p3",
        "service_type": "repair",
        "technology": "gpon",
        "title": "Sem sinal em 2 TVs",
        "description": "Desde ontem.",
        "due_at": instant(clock.now() + timedelta(days=2)),
        "channel": "phone",
        "customer": {
            "name": "Joana Prado",
            "phones": ["+5534900000452"],
            "document_masked": "***.444.***",
        },
        "site": site(),
        **facts,
    }


def a_device(serial, place, **facts):
    """Return the arguments of register_device: a set-top box that the company owns."""
    return {
        "device_id": uuid7(),
        "model": "zte_b866v2",
        "serial": serial,
        "owner": "company",
        "place": place,
        **facts,
    }


def site():
    return {
        "street": "Rua das Acácias",
        "number": "120",
        "complement": None,
        "district": "Santa Mônica",
        "postal_code": "38408-100",
        "city": "Uberlândia",
        "state": "MG",
        "reference_point": None,
        "access_note": None,
        "latitude": "-18.918600",
        "longitude": "-48.241200",
        "distance_from_base_m": 3200,
        "counts": {"tv_point": 2},
    }


def window(start):
    return {"start_at": instant(start), "end_at": instant(start + timedelta(hours=2))}


def instant(moment):
    return clock.to_text(moment)


def photo(visit_id, sha256, **facts):
    """Return the arguments of attach_evidence."""
    return {
        "visit_id": visit_id,
        "sha256": sha256,
        "size_bytes": 10,
        "media_type": "image/jpeg",
        "taken_at": clock.now_text(),
        "position": NO_FIX,
        **facts,
    }


def absence(visit_id, manifest_sha256, **facts):
    """Return the arguments of a sign_off that nobody could sign."""
    return {
        "visit_id": visit_id,
        "outcome": "absent",
        "manifest_sha256": manifest_sha256,
        "consent_version": "1",
        "position": NO_FIX,
        "reason": "Ninguém em casa",
        **facts,
    }


def operation(name, arguments, *, work_order_id, sequence, **facts):
    """Return an operation as it travels, without its chain."""
    return {
        "id": uuid7(),
        "sequence": sequence,
        "name": name,
        "version": 1,
        "work_order_id": work_order_id,
        "base_rev": 0,
        "happened_at": clock.now_text(),
        "arguments": arguments,
        **facts,
    }
