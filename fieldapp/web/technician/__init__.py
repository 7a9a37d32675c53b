"""The technician's pages: parse, submit, show."""

from fieldapp.web.technician import (
    cannot_complete,
    checklists,
    drafts,
    evidence,
    issues,
    notes,
    outbox,
    profile,
    queue,
    scans,
    sign_offs,
    steps,
    visits,
)

blueprints = [
    module.bp
    for module in (
        cannot_complete,
        checklists,
        drafts,
        evidence,
        issues,
        notes,
        outbox,
        profile,
        queue,
        scans,
        sign_offs,
        steps,
        visits,
    )
]
