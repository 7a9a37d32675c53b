"""Pages of the office: one module a noun."""

from fieldapp.web.office import work_orders

blueprints = (work_orders.bp,)
