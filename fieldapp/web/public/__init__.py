"""Pages for everybody, without a login."""

from fieldapp.web.public import reports

blueprints = (reports.bp,)
