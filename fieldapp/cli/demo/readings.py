"""What a technician measures and ticks: mostly good, sometimes not."""

from random import Random
from typing import Any

from fieldapp.cli.demo import names
from fieldapp.cli.demo.customers import serial_like
from fieldapp.domain import limits
from fieldapp.domain.documents import Document

ZONES = ("green",) * 88 + ("amber",) * 9 + ("red",) * 3
TEXTS = {
    "cto": ("187-A, porta 5", "042-C, porta 2", "310-B, porta 8"),
    "ont_place": ("Sala, rack da TV", "Quarto, mesa", "Escritório, prateleira"),
    "place": ("Quarto 2, perto da janela", "Cozinha, atrás da geladeira"),
    "cas_id": ("004412879031", "004412880417"),
    "firmware": ("5.2.11", "4.8.0"),
    "damage": ("Carcaça trincada, sem fonte.",),
    "missing": ("Controle perdido, cliente vai pagar.",),
    "network_place": ("CTO 187-A sem potência na porta 5.",),
}


def answer(rng: Random, item: Document, order: Document) -> tuple[Any, str | None]:
    """Return the value and the note that an item gets."""
    kind = item["kind"]
    if kind == "number":
        return _measured(rng, item, order)
    if kind == "choice":
        choices = item["choices"]
        if item["base_id"] == "rating":
            choices = choices[rng.choice((0, 2, 3, 3, 3, 4, 4, 4, 4)) :][:1]
        value = rng.choice(choices)["value"]
        return ([value] if item["multiple"] else value), None
    if kind == "scan":
        return _serial(rng, item, order), None
    if kind == "text":
        return rng.choice(TEXTS.get(item["base_id"], names.FIXES)), None
    return True, None


def _measured(
    rng: Random, item: Document, order: Document
) -> tuple[str | None, str | None]:
    limit = limits.limit_for(item, limits.facts_of(order))
    if limit is None:
        return None, None
    if item["scale"] is None:
        return f"{rng.randint(1, 9)}.{rng.randint(1, 9)}E-5", None
    low, high = _span(rng.choice(ZONES), limit, item)
    value = _decimal(rng.randint(low, high), item["decimals"])
    verdict = limits.verdict(item, value, limits.facts_of(order))["verdict"]
    asks_note = verdict in (item["note_on"] or [])
    return value, rng.choice(names.EXPLANATIONS) if asks_note else None


def _span(zone: str, limit: Document, item: Document) -> tuple[int, int]:
    """Return the ends of a zone in the item's smallest step; green has no gap."""
    places = item["decimals"]
    low, high = (_steps(item["scale"][end], places) for end in ("from", "to"))
    ends = limits.accepted_range(limit)["green"]
    green = (
        low if ends["from"] is None else _steps(ends["from"], places),
        high if ends["to"] is None else _steps(ends["to"], places),
    )
    if zone == "green" or (zone == "amber" and limit["amber_below"] is None):
        return green
    if zone == "amber":
        return _steps(limit["red_below"] or limit["amber_below"], places), green[0]
    if limit["red_below"] is not None:
        return low, _steps(limit["red_below"], places) - 1
    return green


def _steps(decimal: str, places: int) -> int:
    sign = -1 if decimal.startswith("-") else 1
    whole, _, fraction = decimal.lstrip("-").partition(".")
    return sign * int(whole + fraction.ljust(places, "0")[:places])


def _decimal(steps: int, places: int) -> str:
    sign, digits = ("-" if steps < 0 else ""), str(abs(steps)).rjust(places + 1, "0")
    if not places:
        return f"{sign}{digits}"
    return f"{sign}{digits[:-places]}.{digits[-places:]}"


def _serial(rng: Random, item: Document, order: Document) -> str:
    wanted = "ont" if "ont" in item["id"] else "stb"
    for device in order["devices"]:
        if device["kind"] == wanted:
            return str(device["serial"])
    return serial_like(rng, "ZTEGC8@@@@@@")
