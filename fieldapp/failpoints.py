"""Places where a test lets the server die, as a power cut does; otherwise nothing.

`FIELDAPP_FAILPOINT=blob_committed` in a test build kills the process there, at once;
`blob_committed:3` the third time.
"""

import os
import signal
from itertools import count

POINTS = (
    "push_locked",
    "push_performed",
    "push_committed",
    "push_settled",
    "answer_ready",
    "completion_performed",
    "completion_committed",
    "part_kept",
    "file_kept",
    "blob_written",
    "blob_committed",
    "blob_settled",
    "manifest_checked",
)

_is_test_build = os.environ.get("FIELDAPP_TEST_BUILD") == "1"
_armed, _, _times = os.environ.get("FIELDAPP_FAILPOINT", "").partition(":")
_visits = count(1)


def reach(point: str) -> None:
    """Die here when a test says so."""
    if point == _armed and _is_test_build and next(_visits) == int(_times or 1):
        os.kill(os.getpid(), signal.SIGKILL)
