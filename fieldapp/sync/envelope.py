"""The request of one round trip, checked from its raw bytes."""

import json
from typing import Annotated, Any, NoReturn
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from fieldapp.problem import Problem

PROTOCOL = 1
MAXIMUM_OPERATIONS = 250
MAXIMUM_HEADS = 2000
MAXIMUM_INTEGER = 2**53 - 1

Integer = Annotated[int, Field(ge=-MAXIMUM_INTEGER, le=MAXIMUM_INTEGER)]
Count = Annotated[int, Field(ge=0, le=MAXIMUM_INTEGER)]
Sequence = Annotated[int, Field(ge=1, le=MAXIMUM_INTEGER)]
Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,59}$")]
Short = Annotated[str, StringConstraints(max_length=80)]


class Strict(BaseModel):
    """Nothing is converted and nothing unknown is taken."""

    model_config = ConfigDict(strict=True, extra="forbid")


class Clock(Strict):
    """What the phone knows about its own clock."""

    wall_ms: Integer
    monotonic_ms: Count | None = None
    boot_id: Short | None = None
    offset_ms: Integer | None = None


class WireOperation(Strict):
    """One operation as it travels."""

    id: UUID
    sequence: Sequence
    name: Name
    version: Annotated[int, Field(ge=1, le=9999)]
    work_order_id: UUID | None = None
    base_rev: Count | None = None
    happened_at: Short
    arguments: dict[str, Any]
    chain: Sha256


class Envelope(Strict):
    """One push and pull."""

    protocol: Count
    client_id: UUID
    epoch: Short | None = None
    cursor: Short | None = None
    clock: Clock | None = None
    heads: Annotated[
        dict[UUID, tuple[Count, Sha256]], Field(max_length=MAXIMUM_HEADS)
    ] = {}
    operations: Annotated[
        list[WireOperation], Field(max_length=MAXIMUM_OPERATIONS)
    ] = []


def read(raw: bytes) -> tuple[Envelope, list[dict[str, Any]]]:
    """Return the envelope and its operations as they were written.

    Raises Problem request_invalid for what cannot be read, protocol_too_old for a
    protocol that this server does not speak.
    """
    written = parse_json(raw)
    refuse_other_protocols(written)
    try:
        envelope = Envelope.model_validate_json(raw)
    except ValidationError as error:
        raise Problem("request_invalid", errors=_places(error)) from error
    return envelope, written.get("operations", [])


def parse_json(raw: bytes) -> Any:
    """Return the parsed text; refuses duplicate keys, NaN and endless nesting."""
    try:
        return json.loads(
            raw, object_pairs_hook=_without_duplicates, parse_constant=_refuse
        )
    except (ValueError, RecursionError) as error:
        raise Problem("request_invalid") from error


def refuse_other_protocols(written: Any) -> None:
    """Raise Problem protocol_too_old for operations in a protocol that is not ours.

    Who sends none still learns what is new.
    """
    protocol = written.get("protocol") if isinstance(written, dict) else None
    if type(protocol) is not int or protocol < 1:
        raise Problem("request_invalid", errors=["protocol"])
    if protocol != PROTOCOL and written.get("operations"):
        raise Problem("protocol_too_old", upgrade=True)


def _without_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("duplicate key")
    return found


def _refuse(constant: str) -> NoReturn:
    raise ValueError(constant)


def _places(error: ValidationError) -> list[str]:
    errors = error.errors(include_url=False, include_input=False, include_context=False)
    return [".".join(str(step) for step in each["loc"]) for each in errors[:10]]
