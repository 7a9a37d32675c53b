"""Every refusal: a code, a status, a sentence that says what to do.

Mirror: service_worker/problem.js. The table is written once, in problem_kinds.py.
"""

from collections import defaultdict
from collections.abc import Callable
from typing import Any

from fieldapp.problem_kinds import KINDS, NEVER_ON_A_PHONE, Kind, Receipt

__all__ = ["KINDS", "NEVER_ON_A_PHONE", "Kind", "Problem", "Receipt"]


class Problem(Exception):  # noqa: N818  # the word of the protocol
    """One refusal; its code is part of the protocol and never renamed."""

    def __init__(self, code: str, /, **details: Any) -> None:
        super().__init__(code, details)
        self.code = code
        self.details = details

    @property
    def status(self) -> int:
        """HTTP status of this problem."""
        return KINDS[self.code].status

    @property
    def receipt(self) -> Receipt:
        """What becomes of an operation that meets this problem."""
        return KINDS[self.code].receipt

    def message(self, translate: Callable[[str], str] = str) -> str:
        """Return the sentence in the reader's language, with the details filled in."""
        shown: defaultdict[str, str] = defaultdict(str)
        shown.update((name, _shown(value)) for name, value in self.details.items())
        return translate(KINDS[self.code].sentence) % shown

    def to_dict(self, translate: Callable[[str], str] = str) -> dict[str, Any]:
        """Return the problem as it travels in receipts and HTTP answers."""
        return {
            "code": self.code,
            "status": self.status,
            "message": self.message(translate),
            "details": self.details,
        }


def _shown(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(map(_shown, value))
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)
