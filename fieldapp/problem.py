"""Every refusal: a code, a status, a sentence that says what to do.

Mirror: service_worker/problem.js; the table itself is written once, here.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

Receipt = Literal["applied", "conflict", "parked", "rejected"]


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
        shown = {name: _shown(value) for name, value in self.details.items()}
        return translate(KINDS[self.code].sentence) % shown

    def to_dict(self, translate: Callable[[str], str] = str) -> dict[str, Any]:
        """Return the problem as it travels in receipts and HTTP answers."""
        return {
            "code": self.code,
            "status": self.status,
            "message": self.message(translate),
            "details": self.details,
        }


@dataclass(frozen=True, slots=True)
class Kind:
    """What all problems of one code share."""

    status: int
    receipt: Receipt
    sentence: str


KINDS: dict[str, Kind] = {
    # An operation that can never apply.
    "arguments_invalid": Kind(
        422,
        "rejected",
        "“%(field)s” is missing, too long or not of the right kind. "
        "Check it and send again.",
    ),
    "operation_id_reused": Kind(
        409,
        "rejected",
        "This number was already used for another entry. Make the entry again.",
    ),
    "transition_illegal": Kind(
        409,
        "rejected",
        "This step does not fit the present phase of the order. "
        "Open the order and go on from there.",
    ),
    "role": Kind(
        403,
        "rejected",
        "Your role does not allow this. Ask the office to do it.",
    ),
    "item_unknown": Kind(
        422,
        "rejected",
        "The item “%(item_id)s” is not on this checklist. Open the checklist again.",
    ),
    "answer_not_a_number": Kind(
        422,
        "rejected",
        "Type a number, such as 9.2",
    ),
    "answer_not_a_choice": Kind(
        422,
        "rejected",
        "“%(value)s” is not one of the answers of this item. Choose one of the list.",
    ),
    "answer_not_text": Kind(
        422,
        "rejected",
        "This item takes a text of at most %(maximum)s characters. Shorten it.",
    ),
    "answer_not_expected": Kind(
        422,
        "rejected",
        "This item takes no answer of its own. Take the photo or read on.",
    ),
    "checklist_incomplete": Kind(
        409,
        "rejected",
        "The checklist still has %(count)s open. Answer what is marked, then finish.",
    ),
    "sign_off_missing": Kind(
        409,
        "rejected",
        "The signature is missing. Collect it, or say why there is none, then finish.",
    ),
    "evidence_unknown": Kind(
        422,
        "rejected",
        "This photo does not belong to the visit. Open the photos again.",
    ),
    "reason_unknown": Kind(
        422,
        "rejected",
        "“%(reason_code)s” is not a reason of the list. Choose one of the list.",
    ),
    "undo_too_late": Kind(
        409,
        "rejected",
        "Too late to undo: something else was already recorded. "
        "Write a note about what should be different.",
    ),
    "template_invalid": Kind(
        422,
        "rejected",
        "The item “%(item_id)s” of the template is wrong at “%(field)s”. "
        "Correct it and publish again.",
    ),
    # An operation that waits for a person.
    "work_order_unknown": Kind(
        404,
        "parked",
        "This order is not in your queue. Ask the office whose it is.",
    ),
    "visit_unknown": Kind(
        404,
        "parked",
        "This visit is not in your queue. Ask the office whose it is.",
    ),
    "work_order_moved": Kind(
        409,
        "parked",
        "This order moved to %(to_name)s. What you recorded was kept. "
        "Go on with the next order.",
    ),
    "work_order_cancelled": Kind(
        409,
        "parked",
        "This order was cancelled. What you recorded was kept. "
        "Go on with the next order.",
    ),
    "operation_unknown": Kind(
        422,
        "parked",
        "The office does not know this kind of entry yet. "
        "It is kept there; nothing to do for you.",
    ),
    "newer_version": Kind(
        422,
        "parked",
        "This phone is newer than the office. The entry is kept there until the "
        "office is updated; nothing to do for you.",
    ),
    "template_version_unknown": Kind(
        409,
        "parked",
        "The checklist of this visit is not here yet. "
        "Send and receive once, then try again.",
    ),
    "manifest_mismatch": Kind(
        409,
        "parked",
        "What was signed differs from what the office holds. "
        "The office checks it; the signature is kept.",
    ),
    "client_revoked": Kind(
        401,
        "parked",
        "The office blocked this phone. What was recorded went to the office. "
        "Talk to your supervisor.",
    ),
    "server_fault": Kind(
        500,
        "parked",
        "Something failed on our side. Nothing was lost; the office was told.",
    ),
    # An operation that applied, with something to know.
    "late_work": Kind(
        200,
        "applied",
        "This order is no longer yours. What you recorded was kept.",
    ),
    "concurrent_answer": Kind(
        200,
        "conflict",
        "“%(kept)s” stands and “%(lost)s” stays in the history: %(by)s answered the "
        "same item. Accept it or answer again.",
    ),
    "concurrent_change": Kind(
        200,
        "conflict",
        "“%(kept)s” stands and “%(lost)s” stays in the history: %(by)s changed the "
        "same thing. Accept it or ask again.",
    ),
    # A batch that stops.
    "sequence_gap": Kind(
        409,
        "rejected",
        "An entry before this one is missing. It will be sent again by itself.",
    ),
    "sequence_reused": Kind(
        409,
        "rejected",
        "This phone's count went back. It will enrol again by itself.",
    ),
    "chain_broken": Kind(
        409,
        "rejected",
        "This phone's record does not link up. It will enrol again by itself.",
    ),
    "client_user_mismatch": Kind(
        409,
        "rejected",
        "This record belongs to another person. Sign in as that person to send it.",
    ),
    "protocol_too_old": Kind(
        426,
        "rejected",
        "This version is too old to send. Update the app; your entries stay here.",
    ),
    # A request that is refused.
    "request_invalid": Kind(
        400,
        "rejected",
        "The request could not be read. Update the app and send again.",
    ),
    "login_failed": Kind(
        401,
        "rejected",
        "User or password do not match",
    ),
    "signed_out": Kind(
        401,
        "rejected",
        "You are signed out. Sign in again; everything on this phone is kept.",
    ),
    "session_expired": Kind(
        401,
        "rejected",
        "Your session ended. Sign in again; everything on this phone is kept.",
    ),
    "forbidden": Kind(
        403,
        "rejected",
        "You may not open this. Ask your supervisor if you need it.",
    ),
    "cross_site": Kind(
        403,
        "rejected",
        "The request came from another site. Open the page here and try again.",
    ),
    "not_found": Kind(
        404,
        "rejected",
        "There is nothing at this address. Go back to the queue.",
    ),
    "method_not_allowed": Kind(
        405,
        "rejected",
        "This address does not take that request. Go back and try again.",
    ),
    "body_too_large": Kind(
        413,
        "rejected",
        "Too much at once. Send it in smaller parts.",
    ),
    "media_type": Kind(
        415,
        "rejected",
        "This kind of content is not taken here. Send the kind that is asked for.",
    ),
    "offset_wrong": Kind(
        409,
        "rejected",
        "The photo goes on at another place. It will be sent again by itself.",
    ),
    "digest_mismatch": Kind(
        460,
        "rejected",
        "The photo arrived damaged. It will be sent again by itself.",
    ),
    "too_many_requests": Kind(
        429,
        "rejected",
        "Too many attempts. Wait %(seconds)s seconds and try again.",
    ),
    "database_busy": Kind(
        503,
        "rejected",
        "The server is busy. Nothing was lost; try again in a moment.",
    ),
    "storage_full": Kind(
        507,
        "rejected",
        "There is no space left. Nothing recorded was lost; free some space "
        "and try again.",
    ),
    "not_on_this_phone": Kind(
        503,
        "rejected",
        "This order is not on this phone yet. It comes when there is network.",
    ),
}


def _shown(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(map(_shown, value))
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)
