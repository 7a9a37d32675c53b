"""What the office writes down about an order; the shapes are those of the document."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints
from typing_extensions import TypedDict

from fieldapp.operations.arguments import (
    STRICT,
    Code,
    Count,
    Degrees,
    Id,
    Instant,
    Short,
    Words,
)

Line = Annotated[str, StringConstraints(max_length=200)]
Phone = Annotated[str, StringConstraints(pattern=r"^\+?[0-9]{8,15}$")]
Priority = Literal["p1", "p2", "p3", "p4"]
Channel = Literal["phone", "email", "online", "field"]


class Plan(TypedDict):
    """What the customer bought."""

    __pydantic_config__ = STRICT  # type: ignore[misc]

    name: Short
    mbps: Count | None


class Customer(TypedDict):
    """Who pays; the document number is masked everywhere outside its own record."""

    __pydantic_config__ = STRICT  # type: ignore[misc]

    name: Short
    phones: Annotated[list[Phone], Field(max_length=10)]
    document_masked: Line | None


class Site(TypedDict):
    """Where the work is; a house may have no number and no coordinates."""

    __pydantic_config__ = STRICT  # type: ignore[misc]

    street: Line
    number: Line
    complement: Line | None
    district: Line
    postal_code: Line
    city: Line
    state: Line
    reference_point: Line | None
    access_note: Line | None
    latitude: Degrees | None
    longitude: Degrees | None
    distance_from_base_m: Count | None
    counts: dict[Code, Count]


class Device(TypedDict):
    """Customer equipment that stands at the site."""

    __pydantic_config__ = STRICT  # type: ignore[misc]

    id: Id
    kind: Literal["ont", "stb", "router", "antenna", "lnbf"]
    model: Short
    serial: Short
    mac: Line | None
    location: Line | None


class PreviousReading(TypedDict):
    """One measured value of an earlier visit."""

    __pydantic_config__ = STRICT  # type: ignore[misc]

    item_id: Short
    quantity: Short
    value: Short
    unit: Line


class PreviousVisit(TypedDict):
    """An earlier visit of the same site, in short."""

    __pydantic_config__ = STRICT  # type: ignore[misc]

    happened_at: Instant
    title: Short
    technician_name: Short
    outcome: Literal["completed", "cannot_complete"]
    readings: Annotated[list[PreviousReading], Field(max_length=100)]


class Changes(TypedDict, total=False):
    """The parts of an order that the office may edit; absent ones stay."""

    __pydantic_config__ = STRICT  # type: ignore[misc]

    title: Short
    description: Words
    priority: Priority
    due_at: Instant
    service_type: Code
    technology: Code
    plan: Plan | None
    customer: Customer
    site: Site
