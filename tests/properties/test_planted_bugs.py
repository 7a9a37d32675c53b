"""A suite is worth what it catches: each planted bug must turn it red."""

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test
from world import World

from fieldapp.services import change_feed, feed_window, issues
from fieldapp.sync import admission, performing, settling, uploads
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
}


@pytest.mark.parametrize("bug", BUGS)
def test_a_planted_bug_turns_the_suite_red(bug, monkeypatch):
    module, name, wrong = BUGS[bug]
    monkeypatch.setattr(module, name, wrong)

    with pytest.raises(Exception):  # noqa: B017, PT011 # any red will do
        run_state_machine_as_test(World, settings=FEW)
