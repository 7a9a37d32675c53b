"""Waiting by asking again: the strict CSP forbids Playwright's own way."""

import time

STEP_S = 0.05


def wait_until(condition, timeout_s=15, message=None):
    """Return the condition's first true value; fail when none comes in time.

    Playwright's `wait_for_function` makes code from text, which the CSP refuses.
    An exception of the condition counts as "not yet": pages come and go.
    """
    deadline = time.monotonic() + timeout_s
    seen = None
    while True:
        try:
            if seen := condition():
                return seen
        except Exception as problem:  # noqa: BLE001 # "not yet", and shown at the end
            seen = problem
        if time.monotonic() > deadline:
            raise AssertionError(
                f"{message or 'Not so'} after {timeout_s} s; last seen: {seen!r}"
            )
        time.sleep(STEP_S)


def address(page):
    """Return where the page is now; `page.url` stands still while a test only waits."""
    return page.evaluate("location.href")
