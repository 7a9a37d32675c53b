"""Pages of the office: one module a noun."""

from fieldapp.web.office import (
    editing,
    evidence,
    intake,
    issues,
    plans,
    work_orders,
)

blueprints = (
    editing.bp,
    evidence.bp,
    intake.bp,
    issues.bp,
    plans.bp,
    work_orders.bp,
)
