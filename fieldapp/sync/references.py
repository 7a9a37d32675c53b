"""What an office operation names must exist; a pure function cannot know."""

from sqlalchemy import Connection, select

from fieldapp.domain.devices import read_label
from fieldapp.domain.documents import Document
from fieldapp.domain.labels import plain_label
from fieldapp.models import User, WorkOrder
from fieldapp.problem import Problem
from fieldapp.services import accounts, devices, documents, labels, order_search
from fieldapp.sync.intent import Intent
from fieldapp.sync.streams import Held

MAKES_VISITS = {"technician", "supervisor"}


def check(connection: Connection, intent: Intent, held: Held) -> None:
    """Raise Problem arguments_invalid for a person, edition or number without sense."""
    if held.kind == "issue" and held.document is None:
        raise Problem("not_found")
    arguments = intent.arguments
    if "technician" in arguments:
        _require_technician(connection, arguments["technician"]["id"])
    if intent.name == "schedule_visit":
        _require_edition(connection, arguments["template_version_id"])
    if intent.name == "create_work_order":
        _require(arguments["work_order_id"] == held.id, "work_order_id")
        _require_new_number(connection, arguments["number"])
    if intent.name == "register_device":
        _require_place(connection, arguments["place"])
        _require_new_marks(connection, arguments)
    if held.kind == "account":
        accounts.require_sound(connection, arguments)
    if intent.name == "relabel_device":
        _require_new_marks(connection, {"serial": "", **arguments})
    if intent.name == "reserve_labels":
        numbers = arguments["first_number"], arguments["count"]
        _require(not labels.is_reserved(connection, *numbers), "first_number")
    if intent.name == "retire_label":
        _require_on_no_device(connection, arguments["label"])


def _require_technician(connection: Connection, id_: str) -> None:
    query = select(User.role).where(User.id == id_, User.status == "active")
    role = connection.execute(query).scalar()
    _require(role in MAKES_VISITS, "technician")


def _require_edition(connection: Connection, id_: str) -> None:
    found = documents.template_version(connection, id_)
    _require(found is not None, "template_version_id")


def _require_new_number(connection: Connection, number: int) -> None:
    query = select(WorkOrder.id).where(WorkOrder.number == number)
    _require(connection.execute(query).scalar() is None, "number")


def _require_place(connection: Connection, place: Document) -> None:
    if "technician" in place:
        _require_technician(connection, place["technician"]["id"])
    id_ = place.get("work_order_id")
    if id_ and order_search.document(connection, id_) is None:
        raise Problem("device_place_unknown")


def _require_on_no_device(connection: Connection, typed: str) -> None:
    label = plain_label(typed)
    is_on_one = devices.taken_mark(connection, "", {"label": label})
    if is_on_one or labels.former(connection, [label]):
        raise Problem("device_label_taken", label=label)


def _require_new_marks(connection: Connection, arguments: Document) -> None:
    """Let no two devices share a mark; a label must be one that was printed."""
    marks = devices.plain_marks(arguments)
    taken = devices.taken_mark(connection, arguments["device_id"], marks)
    if taken:
        raise Problem(f"device_{taken}_taken", **{taken: arguments[taken]})
    label = read_label(arguments.get("label"))
    if label:
        labels.require_usable(connection, label)


def _require(condition: bool, field: str) -> None:  # noqa: FBT001 # reads as a sentence
    if not condition:
        raise Problem("arguments_invalid", field=field)
