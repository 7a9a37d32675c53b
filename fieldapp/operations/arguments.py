"""The types of arguments (mirror: service_worker/operations/arguments.js).

Here pydantic checks them at the border; the worker checks the same schemas.
"""

from typing import Annotated, ClassVar, Literal

from pydantic import ConfigDict, Field, StringConstraints
from typing_extensions import TypedDict

STRICT = ConfigDict(strict=True, extra="forbid")
MAXIMUM_ARGUMENTS_BYTES = 64 * 1024
MAXIMUM_NOTE = 10_000
MAXIMUM_EVIDENCE = 200

_UUID = r"^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$"
_INSTANT = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z$"

Id = Annotated[str, StringConstraints(pattern=_UUID)]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_-]{1,60}(\.[0-9]{1,2})?$")]
Instant = Annotated[str, StringConstraints(pattern=_INSTANT)]
Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Degrees = Annotated[str, StringConstraints(pattern=r"^-?[0-9]{1,3}(\.[0-9]{1,9})?$")]
Code = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_]{1,60}$")]
Short = Annotated[str, StringConstraints(min_length=1, max_length=200)]
Text = Annotated[str, StringConstraints(min_length=1, max_length=MAXIMUM_NOTE)]
Words = Annotated[str, StringConstraints(max_length=MAXIMUM_NOTE)]
MediaType = Annotated[str, StringConstraints(pattern=r"^[a-z]+/[a-z0-9.+-]{1,80}$")]
Count = Annotated[int, Field(ge=0, le=2**53 - 1)]


class Arguments:
    """What every set of arguments shares: no unknown name, no converted value."""

    __slots__ = ()
    __pydantic_config__: ClassVar[ConfigDict] = STRICT


class Fix(TypedDict):
    """A place as the browser measured it: WGS 84 degrees as decimal text."""

    __pydantic_config__ = STRICT  # type: ignore[misc]

    latitude: Degrees
    longitude: Degrees
    accuracy_m: Count
    taken_at: Instant


class NoFix(TypedDict):
    """Why there is no place; a tap never waits for one."""

    __pydantic_config__ = STRICT  # type: ignore[misc]

    unavailable: Literal["denied", "timeout", "unsupported"]


class Window(TypedDict):
    """The promised time span of a visit."""

    __pydantic_config__ = STRICT  # type: ignore[misc]

    start_at: Instant
    end_at: Instant


class Technician(TypedDict):
    """The user who makes the visit."""

    __pydantic_config__ = STRICT  # type: ignore[misc]

    id: Id
    name: Short


Position = Fix | NoFix
PauseReason = Literal[
    "lunch",
    "waiting_customer",
    "waiting_material",
    "waiting_network",
    "safety",
    "other_visit",
    "other",
]
AnswerValue = Words | Annotated[list[Short], Field(max_length=100)] | bool | None
