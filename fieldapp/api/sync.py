"""One round trip: a phone's operations in, what it has to learn out."""

from flask import Blueprint, Response, current_app

from fieldapp import clock, failpoints
from fieldapp.access import checks_itself
from fieldapp.api.bodies import json_body
from fieldapp.api.identity import Caller, calling_phone, is_revoked
from fieldapp.config import Settings
from fieldapp.problem import Problem
from fieldapp.services.durability import Durability
from fieldapp.services.json_text import compact
from fieldapp.sync import phones
from fieldapp.sync.envelope import PROTOCOL, read
from fieldapp.sync.pull import Pulled, pull
from fieldapp.sync.push import Pushed, push

MAXIMUM_BYTES = 256 * 1024

bp = Blueprint("sync", __name__)


@bp.post("/sync")
@checks_itself
def sync() -> Response:
    """Take the operations in, then answer what changed since the cursor."""
    raw = json_body(MAXIMUM_BYTES)
    caller = calling_phone()
    envelope, written = read(raw)
    phones.note_heads(envelope)
    take_in = push if written else phones.greet
    pushed = take_in(envelope, written, caller)
    if pushed.is_revoked or is_revoked():
        raise Problem("client_revoked")
    phones.bind(envelope, caller.session_id, caller.client_id)
    rescue = current_app.extensions["rescue_keys"].for_phone(caller.id)
    pulled = pull(envelope.cursor, envelope.epoch, caller.id, rescue)
    failpoints.reach("answer_ready")
    return _answer(caller, pushed, pulled)


def _answer(caller: Caller, pushed: Pushed, pulled: Pulled) -> Response:
    settings: Settings = current_app.config["SETTINGS"]
    head = {
        "protocol": PROTOCOL,
        "epoch": pulled.epoch,
        "now": clock.now_text(),
        "durable_until": _durability().until(pulled.epoch),
        "spread_s": settings.spread_s,
        "reset": pulled.reset,
        "user": {
            "id": caller.id,
            "name": caller.name,
            "role": caller.role,
            "language": caller.language,
        },
        "last_sequence": pushed.last_sequence,
        "error": pushed.error,
        "receipts": [receipt.to_dict() for receipt in pushed.receipts],
        "cursor": pulled.cursor,
        "more": pulled.more,
    }
    changes = ",".join(pulled.changes)
    body = f'{compact(head)[:-1]},"changes":[{changes}]}}'
    return Response(body, mimetype="application/json")


def _durability() -> Durability:
    found: Durability = current_app.extensions["durability"]
    return found
