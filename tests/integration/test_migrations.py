"""The database goes up and down, and the models say the same as the migrations."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask_migrate import downgrade, upgrade
from sqlalchemy import inspect, text
from sqlalchemy.exc import DBAPIError

from fieldapp import database
from fieldapp.extensions import db

pytestmark = pytest.mark.both_databases


def differences():
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return compare_metadata(context, db.metadata)


def test_models_and_migrations_say_the_same(backend):
    assert differences() == []


def test_down_leaves_nothing_and_up_builds_it_again(backend):
    downgrade(revision="base")
    assert inspect(db.engine).get_table_names() == ["alembic_version"]

    upgrade()

    assert differences() == []


@pytest.mark.parametrize(
    "statement", ["UPDATE ledger SET status = 'applied'", "DELETE FROM ledger"]
)
def test_the_database_itself_refuses_to_change_the_ledger(company, statement):
    company.order(company.marcos)

    with (
        pytest.raises(DBAPIError, match="only grows"),
        database.writing() as connection,
    ):
        connection.execute(text(statement))
