"""The tables of the domain that JavaScript needs; operations/tables.py adds its own."""

from dataclasses import asdict

from fieldapp.domain import (
    answers,
    contacts,
    limits,
    permissions,
    phases,
    reasons,
    service_types,
)
from fieldapp.problem import KINDS, NEVER_ON_A_PHONE

EXPORTS: dict[str, object] = {
    "KINDS": {
        code: asdict(kind)
        for code, kind in KINDS.items()
        if code not in NEVER_ON_A_PHONE
    },
    "WAITING_PHASES": phases.WAITING_PHASES,
    "ACTIVE_PHASES": phases.ACTIVE_PHASES,
    "UNFINISHED_PHASES": phases.UNFINISHED_PHASES,
    "FINISHED_PHASES": phases.FINISHED_PHASES,
    "GONE_PHASES": phases.GONE_PHASES,
    "ARRIVED_PHASES": phases.ARRIVED_PHASES,
    "MOVES": phases.MOVES,
    "PERMISSIONS": permissions.PERMISSIONS,
    "BOUNDS": limits.BOUNDS,
    "SIGNED_OUTCOMES": contacts.SIGNED_OUTCOMES,
    "SIGNER_ROLES": contacts.SIGNER_ROLES,
    "CHANGE_REQUEST_PARTS": contacts.CHANGE_REQUEST_PARTS,
}

# Words that only this side looks up: templates and the catalogue hold the phone's.
SERVER_ONLY: dict[str, object] = {
    "WORK_ORDER_PHASES": phases.WORK_ORDER_PHASES,
    "VISIT_PHASES": phases.VISIT_PHASES,
    "ROLES": permissions.ROLES,
    "VERDICTS": limits.VERDICTS,
    "TICKS": answers.TICKS,
    "REASONS": reasons.REASONS,
    "PAUSE_REASONS": reasons.PAUSE_REASONS,
    "SERVICE_TYPES": service_types.SERVICE_TYPES,
    "TECHNOLOGIES": service_types.TECHNOLOGIES,
    "PRIORITIES": service_types.PRIORITIES,
    "CONTACT_CHANNELS": contacts.CONTACT_CHANNELS,
    "CONTACT_OUTCOMES": contacts.CONTACT_OUTCOMES,
    "SIGN_OFF_OUTCOMES": contacts.SIGN_OFF_OUTCOMES,
    "CHANGE_REQUEST_FIELDS": contacts.CHANGE_REQUEST_FIELDS,
}
