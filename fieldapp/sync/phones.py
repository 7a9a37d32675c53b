"""What the server keeps about a phone beside its operations."""

from typing import Any

from fieldapp import clock, database
from fieldapp.services import clients, user_sessions
from fieldapp.services.clients import TOUCH_EVERY
from fieldapp.sync import head_reports
from fieldapp.sync.call import Person
from fieldapp.sync.envelope import Envelope
from fieldapp.sync.push import Pushed


def greet(envelope: Envelope, _nothing: list[Any], person: Person) -> Pushed:
    """Answer a phone that has nothing to send; writes only now and then."""
    now = clock.now()
    client_id = str(envelope.client_id)
    with database.reading() as connection:
        place = clients.place_of(connection, client_id)
    if place and place.user_id != person.id:
        return Pushed.of_another_person()
    if place is None or place.seen_at < now - TOUCH_EVERY:
        _note(envelope, person)
    return Pushed(
        last_sequence=place.last_sequence if place else 0,
        is_revoked=bool(place and place.revoked_at),
    )


def bind(envelope: Envelope, session_id: str, bound_to: str | None) -> None:
    """Bind the session to its phone, so that revoking one ends the other."""
    client_id = str(envelope.client_id)
    if client_id == bound_to:
        return
    with database.writing() as connection:
        user_sessions.bind(connection, session_id, client_id)


def note_heads(envelope: Envelope) -> None:
    """Report the heads that this phone has seen and the ledger no longer holds."""
    if not envelope.heads:
        return
    with database.reading() as connection:
        backwards = head_reports.check(connection, envelope.heads)
    head_reports.report(str(envelope.client_id), backwards)


def _note(envelope: Envelope, person: Person) -> None:
    now = clock.now()
    offset_ms = clock.now_ms() - envelope.clock.wall_ms if envelope.clock else None
    with database.writing() as connection:
        client = clients.lock(connection, str(envelope.client_id), person.id, now)
        clients.advance(connection, client, now, offset_ms)
