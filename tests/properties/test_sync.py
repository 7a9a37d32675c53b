"""The protocol's invariants hold under random work, faults, replays and restores."""

import os

from hypothesis import HealthCheck, settings
from world import World

World.TestCase.settings = settings(
    max_examples=int(os.environ.get("SYNC_EXAMPLES", "12")),
    stateful_step_count=int(os.environ.get("SYNC_STEPS", "25")),
    deadline=None,
    suppress_health_check=list(HealthCheck),
    print_blob=True,
)
TestSync = World.TestCase
