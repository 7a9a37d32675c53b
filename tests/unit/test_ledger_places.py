from sqlalchemy import create_engine, event

from fieldapp.models import Base, LedgerEntry
from fieldapp.services.ledger_places import entries_at

PLACES = [(f"order {number}", number) for number in range(1, 40)]


def test_entries_are_found_by_their_place_without_reading_the_whole_history():
    engine = create_engine("sqlite://")
    Base.metadata.create_all(engine)
    asked = []
    event.listen(
        engine,
        "before_cursor_execute",
        lambda _, __, statement, values, *___: asked.append((statement, values)),
    )

    with engine.connect() as connection:
        entries_at(connection, PLACES, LedgerEntry.hash)
        statement, values = asked[0]
        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)

    (step,) = [row.detail for row in plan if "ledger" in row.detail]
    assert "(stream_kind=? AND stream_id=? AND rev=?)" in step
