"""A clock breaks ties only, and only as far as causality leaves it free."""

from datetime import UTC, datetime, timedelta

import pytest

from fieldapp.sync import ties
from fieldapp.sync.intent import Intent

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
SEEN_AT = NOW - timedelta(hours=1)
BOUNDS = {("order", 7): SEEN_AT}


def intent(happened_at, base_rev=7):
    return Intent("id", 1, "add_note", 1, "order", base_rev, happened_at, {})


@pytest.mark.parametrize(
    ("claimed", "clamped"),
    [
        (NOW - timedelta(minutes=5), NOW - timedelta(minutes=5)),
        (NOW + timedelta(days=3650), NOW),
        (NOW - timedelta(days=3650), SEEN_AT),
        (None, NOW),
    ],
)
def test_a_claim_is_kept_between_its_cause_and_its_arrival(claimed, clamped):
    assert ties.clamp(intent(claimed), BOUNDS, NOW) == clamped


def test_without_a_known_cause_only_the_arrival_bounds_it():
    early = NOW - timedelta(days=3650)

    assert ties.clamp(intent(early, base_rev=0), BOUNDS, NOW) == early
