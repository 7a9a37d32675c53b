"""What a visit shows to the person who signs; mirror: web/signing.js."""

from dataclasses import dataclass

from fieldapp.domain.canonical import canonical_bytes, sha256
from fieldapp.domain.local_time import local_day
from fieldapp.domain.manifest import (
    Shown,
    Words,
    current_consent,
    manifest,
    screen_shown,
    service_line,
    summary_lines,
)
from fieldapp.services.own_visits import OwnVisit
from fieldapp.translating import current_language, plural_translation, translation


@dataclass(frozen=True, slots=True)
class Signing:
    """What the screen shows, the digest of that, and the manifest's bytes."""

    shown: Shown
    shown_sha256: str
    content: bytes


def signing_of(own: OwnVisit, shown_at: str, zone: str) -> Signing:
    """Return what is signed at that moment; the server has no unsent operations."""
    order, visit, version = own.order, own.visit, own.template_version
    shown = _shown(own, shown_at, zone)
    return Signing(
        shown=shown,
        shown_sha256=sha256(
            canonical_bytes(screen_shown(order, visit, version, shown))
        ),
        content=canonical_bytes(manifest(order, visit, version, shown)),
    )


def _shown(own: OwnVisit, shown_at: str, zone: str) -> Shown:
    words = Words(current_language(), translation, plural_translation)
    types = own.catalogue["service_types"]
    service_type = types.get(own.order["service_type"])
    label = service_type["label"] if service_type else own.order["title"]
    service = service_line(label, local_day(shown_at, zone), words)
    return Shown(
        language=words.language,
        summary=summary_lines(
            own.order, own.visit, own.template_version, service, words
        ),
        shown_at=shown_at,
        base_rev=own.rev,
        operations=[],
        **current_consent(own.catalogue),
    )
