"""Pages for everybody, without a login."""

from fieldapp.web.public import passwords, reports

blueprints = (
    passwords.bp,
    reports.bp,
)
