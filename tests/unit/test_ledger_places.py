from backends import an_app
from sqlalchemy import event

from fieldapp import database
from fieldapp.extensions import db
from fieldapp.models import Base
from fieldapp.services.ledger_places import entries_at

PLACES = [(f"order {number}", number) for number in range(1, 40)]


def test_entries_are_found_by_their_place_without_reading_the_whole_history(tmp_path):
    asked = []
    with an_app(tmp_path).app_context(), database.reading() as connection:
        Base.metadata.create_all(connection)
        event.listen(
            connection,
            "before_cursor_execute",
            lambda _, __, statement, values, *___: asked.append((statement, values)),
        )
        entries_at(connection, PLACES)
        statement, values = asked[0]
        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)
        steps = [row.detail for row in plan if "ledger" in row.detail]
        db.engine.dispose()

    assert len(steps) == 1
    assert "(stream_kind=? AND stream_id=? AND rev=?)" in steps[0]
