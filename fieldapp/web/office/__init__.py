"""Pages of the office: one module a noun."""

from fieldapp.web.office import (
    audit,
    devices,
    dossiers,
    editing,
    evidence,
    intake,
    issues,
    labels,
    phones,
    photos,
    plans,
    reports,
    rescue,
    team,
    work_orders,
)

blueprints = (
    audit.bp,
    devices.bp,
    dossiers.bp,
    editing.bp,
    evidence.bp,
    intake.bp,
    issues.bp,
    labels.bp,
    phones.bp,
    photos.bp,
    plans.bp,
    reports.bp,
    rescue.bp,
    team.bp,
    work_orders.bp,
)
