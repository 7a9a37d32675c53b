"""Tables of measured figures beside their goals."""

import statistics


def table(title, rows):
    """Print figures as lines: what, measured, goal, and whether it is met."""
    print(f"\n{title}")
    for what, measured, goal, unit in rows:
        met = "" if goal is None else ("ok" if measured <= goal else "MISSED")
        limit = "" if goal is None else f"goal ≤ {goal:g} {unit}"
        print(f"  {what:44} {measured:10.4g} {unit:6} {limit:20} {met}")


def p95(values):
    """Return the value that 95 of 100 do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, round(0.95 * len(ordered)))]


def median(values):
    """Return the middle value."""
    return statistics.median(values)
