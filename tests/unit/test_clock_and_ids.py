"""The wall clock has one reader; ids sort by their millisecond."""

import uuid
from datetime import UTC, datetime

from fieldapp import clock, ids


def test_the_time_can_be_fixed(monkeypatch):
    monkeypatch.setenv("FIELDAPP_NOW", "2026-11-24T09:06:38.123456-03:00")
    assert clock.now_text() == "2026-11-24T12:06:38.123Z"
    assert clock.now_ms() == 1795521998123


def test_without_it_time_passes(monkeypatch):
    monkeypatch.delenv("FIELDAPP_NOW", raising=False)
    assert abs((clock.now() - datetime.now(UTC)).total_seconds()) < 5


def test_an_id_is_a_uuid_of_version_7():
    made = uuid.UUID(ids.uuid7(1795521998123))
    assert (made.version, made.variant) == (7, uuid.RFC_4122)
    assert made.int >> 80 == 1795521998123


def test_ids_sort_by_time_and_never_repeat():
    assert ids.uuid7(1) < ids.uuid7(2) < ids.uuid7(2**40)
    assert len({ids.uuid7(1) for _ in range(1000)}) == 1000
