"""Pages of the office: one module a noun."""

from fieldapp.web.office import evidence, intake, issues, plans, work_orders

blueprints = (
    evidence.bp,
    intake.bp,
    issues.bp,
    plans.bp,
    work_orders.bp,
)
