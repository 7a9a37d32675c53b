"""Customers, their sites and devices: invented, believable, 5 % of them dirty."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Any

from fieldapp.cli.demo import names
from fieldapp.cli.demo.device_models import DeviceModel, models_of
from fieldapp.cli.demo.people import ORGANIZATION
from fieldapp.cli.demo.places import (
    ACCESS_NOTES,
    COMPLEMENTS,
    DISTRICTS,
    REFERENCES,
    District,
)

DIRTY_PERCENT = 5
METRES_PER_DEGREE = 111_195
COSINE_OF_UBERLANDIA = 946  # thousandths, at 18.9° south


@dataclass(frozen=True, slots=True)
class Household:
    """Who called, where it is and what stands there."""

    customer: dict[str, Any]
    site: dict[str, Any]
    devices: list[dict[str, Any]]
    region: str


def household(
    rng: Random, *, region: str | None = None, name: str | None = None
) -> Household:
    """Make one household, in a region when one is asked for."""
    district = rng.choice([d for d in DISTRICTS if region in (None, d.region)])
    site = _site(rng, district)
    customer = _customer(rng, name or _name(rng))
    if rng.randrange(100) < DIRTY_PERCENT:
        rng.choice(DIRT)(customer, site)
    devices = _devices(rng, tv_points=site["counts"]["tv_point"])
    return Household(customer, site, devices, district.region)


def serial_like(rng: Random, pattern: str) -> str:
    """Fill a serial pattern of `device_models`."""
    digits = {"#": "0123456789", "@": "0123456789ABCDEF"}
    return "".join(rng.choice(digits[c]) if c in digits else c for c in pattern)


def device(
    rng: Random, model: DeviceModel, location: str, serial: str | None = None
) -> dict[str, Any]:
    """Make one device of a model."""
    return {
        "id": str(uuid_from(rng)),
        "kind": model.kind,
        "model": model.name,
        "serial": serial or serial_like(rng, model.serial_pattern),
        "mac": serial_like(rng, "@@:@@:@@:@@:@@:@@") if model.has_mac else None,
        "location": location,
    }


def uuid_from(rng: Random) -> str:
    """Return a random UUID that the seed decides."""
    digits = f"{rng.getrandbits(128):032x}"
    variant = "89ab"[int(digits[16], 16) % 4]
    return "-".join(
        (
            digits[:8],
            digits[8:12],
            f"4{digits[13:16]}",
            f"{variant}{digits[17:20]}",
            digits[20:],
        )
    )


def distance_from_base_m(latitude_e6: int, longitude_e6: int) -> int:
    """Return the flat-map distance to the base, good to 1 % within the city."""
    base = ORGANIZATION["base"]
    assert isinstance(base, dict)
    north = latitude_e6 - _e6(base["latitude"])
    east = (longitude_e6 - _e6(base["longitude"])) * COSINE_OF_UBERLANDIA // 1000
    metres: float = (north**2 + east**2) ** 0.5 * METRES_PER_DEGREE / 1_000_000
    return round(metres / 100) * 100


def _site(rng: Random, district: District) -> dict[str, Any]:
    latitude = district.latitude_e6 + rng.randrange(-6000, 6000)
    longitude = district.longitude_e6 + rng.randrange(-6000, 6000)
    return {
        "street": rng.choice(district.streets),
        "number": str(rng.randrange(12, 2900)),
        "complement": rng.choice(COMPLEMENTS),
        "district": district.name,
        "postal_code": f"{district.postal_stem}{rng.randrange(20, 900):03d}",
        "city": "Uberlândia",
        "state": "MG",
        "reference_point": rng.choice(REFERENCES),
        "access_note": rng.choice(ACCESS_NOTES),
        "latitude": _degrees(latitude),
        "longitude": _degrees(longitude),
        "distance_from_base_m": distance_from_base_m(latitude, longitude),
        "counts": {"tv_point": rng.choice((1, 1, 2, 2, 3))},
    }


def _customer(rng: Random, name: str) -> dict[str, Any]:
    return {
        "name": name,
        "phones": [f"+5534900{rng.randrange(1_000_000):06d}"],
        "document_masked": f"***.{rng.randrange(1000):03d}.***",
    }


def _name(rng: Random) -> str:
    if rng.randrange(100) < 12:  # noqa: PLR2004 # one in eight is a company
        return rng.choice(names.COMPANIES)
    parts = [
        rng.choice(names.GIVEN),
        rng.choice(names.MIDDLE),
        rng.choice(names.FAMILY),
    ]
    return " ".join(parts)


def _devices(rng: Random, *, tv_points: int) -> list[dict[str, Any]]:
    rooms = ("sala", "quarto", "cozinha")
    models = [(rng.choice(models_of("ont")), "sala")]
    models += [(rng.choice(models_of("stb")), room) for room in rooms[:tv_points]]
    return [device(rng, model, room) for model, room in models]


def _no_number(_customer: dict[str, Any], site: dict[str, Any]) -> None:
    site["number"] = ""


def _wrong_postal_code(_customer: dict[str, Any], site: dict[str, Any]) -> None:
    site["postal_code"] = "38400000"


def _same_phone(customer: dict[str, Any], _site: dict[str, Any]) -> None:
    customer["phones"] = ["+5534900000000", "+5534900000000"]


def _no_coordinates(_customer: dict[str, Any], site: dict[str, Any]) -> None:
    site["latitude"] = site["longitude"] = None


DIRT: tuple[Callable[[dict[str, Any], dict[str, Any]], None], ...] = (
    _no_number,
    _wrong_postal_code,
    _same_phone,
    _no_coordinates,
)


def _degrees(millionths: int) -> str:
    sign = "-" if millionths < 0 else ""
    whole, part = divmod(abs(millionths), 1_000_000)
    return f"{sign}{whole}.{part:06d}"


def _e6(degrees: str) -> int:
    return int(degrees.replace(".", ""))
