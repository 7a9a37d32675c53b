"""Write down a device that the company or a customer owns; the office's, no mirror."""

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field
from typing_extensions import TypedDict

from fieldapp.domain.device_models import find_model
from fieldapp.domain.devices import read_label, read_mac, read_serial
from fieldapp.domain.documents import Document
from fieldapp.operations.arguments import (
    STRICT,
    Arguments,
    Code,
    Id,
    Short,
    Technician,
)
from fieldapp.operations.context import Context, author
from fieldapp.operations.guards import require_role
from fieldapp.operations.order_facts import Line
from fieldapp.problem import Problem

VERSION = 1


class InStock(TypedDict):
    """On the company's shelf."""

    __pydantic_config__ = STRICT  # type: ignore[misc]

    kind: Literal["stock"]


class InVan(TypedDict):
    """In the van of a technician."""

    __pydantic_config__ = STRICT  # type: ignore[misc]

    kind: Literal["van"]
    technician: Technician


class AtSite(TypedDict):
    """Where an order was or is done; the order says whose house that is."""

    __pydantic_config__ = STRICT  # type: ignore[misc]

    kind: Literal["site"]
    work_order_id: Id
    location: Line | None


Place = Annotated[InStock | InVan | AtSite, Field(discriminator="kind")]


@dataclass(frozen=True, slots=True)
class RegisterDevice(Arguments):
    """What stands on the device, whose it is and where it is now."""

    device_id: Id
    model: Code
    serial: Short
    owner: Literal["company", "customer"]
    place: Place
    mac: Line | None = None
    label: Line | None = None


def authorize(
    _device: Document | None, _registered: RegisterDevice, context: Context
) -> None:
    """Let the office register: technicians take over what it hands out."""
    require_role("register_devices", context)


def apply(
    device: Document | None, registered: RegisterDevice, context: Context
) -> Document:
    """Return the new device; no other may have its serial, MAC or label."""
    if device is not None:
        raise Problem("arguments_invalid", field="device_id")
    model = find_model(context.catalogue, registered.model)
    return {
        "id": registered.device_id,
        "kind": model["kind"],
        "model_id": model["id"],
        "model": model["name"],
        "serial": read_serial(registered.serial),
        "mac": read_mac(registered.mac),
        "label": read_label(registered.label),
        "owner": registered.owner,
        "place": dict(registered.place),
        "registered": {"at": context.happened_at, "by": author(context)},
    }
