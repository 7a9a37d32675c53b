"""A suite is worth what it catches: each planted bug must turn it red."""

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test
from world import World

from fieldapp import bulk
from fieldapp.services import (
    change_feed,
    evidence,
    feed_window,
    issues,
    ledger,
    projections,
)
from fieldapp.sync import (
    admission,
    changes,
    performing,
    pull,
    recording,
    settling,
    uploads,
)
from fieldapp.sync.performing import Outcome

pytestmark = [pytest.mark.long, pytest.mark.timeout(900)]
FEW = settings(
    max_examples=80,
    stateful_step_count=30,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


def nothing(*_arguments, **_facts):
    return None


def empty(*_arguments, **_facts):
    return []


def chained_to_nothing(_head, row, link=ledger.link):
    return link(ledger.ZERO_HEAD, row)


def all_but_the_last(connection, statement, rows, write=bulk.execute_rows):
    write(connection, statement, rows[:-1] or rows)


BUGS = {
    "an issue is invisible": (issues, "save", empty),
    "a silent last writer wins": (
        performing,
        "_noticed",
        lambda _notices: Outcome("applied", None),
    ),
    "no check after an upload": (uploads.settling, "settle", nothing),
    "completed before the photos are here": (
        settling,
        "_is_complete",
        lambda _connection, order: order["phase"] == "completing",
    ),
    "known operations are not recognised": (
        admission,
        "_stored",
        lambda _connection, _ids: {},
    ),
    "a reassigned order stays": (feed_window, "news_of", empty),
    "an arrival is not announced": (feed_window, "news_about", empty),
    "changes are not announced": (change_feed, "announce", nothing),
    "the chain is not checked": (
        admission,
        "_break",
        lambda *_arguments, **_facts: None,
    ),
    "an order that is gone is not said farewell": (
        changes,
        "_farewells",
        lambda _connection, _rows: {},
    ),
    "the cursor runs past what was sent": (
        pull,
        "_filled",
        lambda rows, _found, start: (rows[-1].number if rows else start, []),
    ),
    "announced photos are not noted": (evidence, "save", nothing),
    "every photo counts as received": (
        evidence,
        "received",
        lambda _connection, digests: set(digests),
    ),
    "the document stays as it was": (projections, "save_orders", nothing),
    "each chain begins anew": (ledger, "link", chained_to_nothing),
    "the last content of a batch is not kept": (
        recording.bulk,
        "execute_rows",
        all_but_the_last,
    ),
}


@pytest.mark.parametrize("bug", BUGS)
def test_a_planted_bug_turns_the_suite_red(bug, monkeypatch):
    module, name, wrong = BUGS[bug]
    monkeypatch.setattr(module, name, wrong)

    with pytest.raises(Exception):  # noqa: B017, PT011 # any red will do
        run_state_machine_as_test(World, settings=FEW)
