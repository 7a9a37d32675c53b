"""The table of all refusals: what became of it, the status, what the person does."""

from dataclasses import dataclass
from typing import Literal

from fieldapp.account_problems import ACCOUNT_REFUSALS
from fieldapp.device_problems import DEVICE_REFUSALS

Receipt = Literal["applied", "conflict", "parked", "rejected"]


@dataclass(frozen=True, slots=True)
class Kind:
    """What all problems of one code share."""

    status: int
    receipt: Receipt
    sentence: str


NEVER_APPLIES = {
    "arguments_invalid": (
        422,
        (
            "“%(field)s” is missing, too long or not of the right kind. Check it and "
            "send again."
        ),
    ),
    "operation_id_reused": (
        409,
        "This number was already used for another entry. Make the entry again.",
    ),
    "transition_illegal": (
        409,
        (
            "This step does not fit the present phase of the order. Open the order and "
            "go on from there."
        ),
    ),
    "role": (403, "Your role does not allow this. Ask the office to do it."),
    "item_unknown": (
        422,
        "The item “%(item_id)s” is not on this checklist. Open the checklist again.",
    ),
    "answer_not_a_number": (422, "Type a number, such as 9.2"),
    "answer_not_a_choice": (
        422,
        "“%(value)s” is not one of the answers of this item. Choose one of the list.",
    ),
    "answer_not_text": (
        422,
        "This item takes a text of at most %(maximum)s characters. Shorten it.",
    ),
    "answer_not_expected": (
        422,
        "This item takes no answer of its own. Take the photo or read on.",
    ),
    "checklist_incomplete": (
        409,
        "The checklist still has %(count)s open. Answer what is marked, then finish.",
    ),
    "sign_off_missing": (
        409,
        "The signature is missing. Collect it, or say why there is none, then finish.",
    ),
    "evidence_unknown": (
        422,
        "This photo does not belong to the visit. Open the photos again.",
    ),
    "reason_unknown": (
        422,
        "“%(reason_code)s” is not a reason of the list. Choose one of the list.",
    ),
    "undo_too_late": (
        409,
        (
            "Too late to undo: something else was already recorded. Write a note about "
            "what should be different."
        ),
    ),
    "template_invalid": (
        422,
        (
            "The item “%(item_id)s” of the template is wrong at “%(field)s”. Correct "
            "it and publish again."
        ),
    ),
}

WAITS_FOR_A_PERSON = {
    "work_order_unknown": (
        404,
        "This order is not in your queue. Ask the office whose it is.",
    ),
    "visit_unknown": (
        404,
        "This visit is not in your queue. Ask the office whose it is.",
    ),
    "work_order_moved": (
        409,
        (
            "This order moved to %(to_name)s. What you recorded was kept. Go on with "
            "the next order."
        ),
    ),
    "work_order_cancelled": (
        409,
        (
            "This order was cancelled. What you recorded was kept. Go on with the next "
            "order."
        ),
    ),
    "operation_unknown": (
        422,
        (
            "The office does not know this kind of entry yet. It is kept there; "
            "nothing to do for you."
        ),
    ),
    "newer_version": (
        422,
        (
            "This phone is newer than the office. The entry is kept there until the "
            "office is updated; nothing to do for you."
        ),
    ),
    "template_version_unknown": (
        409,
        (
            "The checklist of this visit is not here yet. Send and receive once, then "
            "try again."
        ),
    ),
    "manifest_mismatch": (
        409,
        (
            "What was signed differs from what the office holds. The office checks it; "
            "the signature is kept."
        ),
    ),
    "client_revoked": (
        401,
        (
            "The office blocked this phone. What was recorded went to the office. Talk "
            "to your supervisor."
        ),
    ),
    "server_fault": (
        500,
        "Something failed on our side. Nothing was lost; the office was told.",
    ),
}

APPLIED_ALL_THE_SAME = {
    "late_work": (200, "This order is no longer yours. What you recorded was kept."),
    "missing_photo": (
        200,
        "The bytes of a photo or signature are no longer on the phone. Take it again.",
    ),
}

CONFLICTS = {
    "concurrent_answer": (
        200,
        (
            "“%(kept)s” stands and “%(lost)s” stays in the history: %(by)s answered "
            "the same item. Accept it or answer again."
        ),
    ),
    "concurrent_change": (
        200,
        (
            "“%(kept)s” stands and “%(lost)s” stays in the history: %(by)s changed the "
            "same thing. Accept it or ask again."
        ),
    ),
}

STOPS_A_BATCH = {
    "sequence_gap": (
        409,
        "An entry before this one is missing. It will be sent again by itself.",
    ),
    "sequence_reused": (
        409,
        "This phone's count went back. It will enrol again by itself.",
    ),
    "chain_broken": (
        409,
        "This phone's record does not link up. It will enrol again by itself.",
    ),
    "client_user_mismatch": (
        409,
        "This record belongs to another person. Sign in as that person to send it.",
    ),
    "protocol_too_old": (
        426,
        "This version is too old to send. Update the app; your entries stay here.",
    ),
}

REFUSES_A_REQUEST = {
    "request_invalid": (
        400,
        "The request could not be read. Update the app and send again.",
    ),
    "login_failed": (401, "User or password do not match"),
    "signed_out": (
        401,
        "You are signed out. Sign in again; everything on this phone is kept.",
    ),
    "session_expired": (
        401,
        "Your session ended. Sign in again; everything on this phone is kept.",
    ),
    "forbidden": (403, "You may not open this. Ask your supervisor if you need it."),
    "cross_site": (
        403,
        "The request came from another site. Open the page here and try again.",
    ),
    "not_found": (404, "There is nothing at this address. Go back to the queue."),
    "method_not_allowed": (
        405,
        "This address does not take that request. Go back and try again.",
    ),
    "body_too_large": (413, "Too much at once. Send it in smaller parts."),
    "media_type": (
        415,
        "This kind of content is not taken here. Send the kind that is asked for.",
    ),
    "offset_wrong": (
        409,
        "The photo goes on at another place. It will be sent again by itself.",
    ),
    "digest_mismatch": (
        460,
        "The photo arrived damaged. It will be sent again by itself.",
    ),
    "too_many_requests": (
        429,
        "Too many attempts. Wait %(seconds)s seconds and try again.",
    ),
    "database_busy": (
        503,
        "The server is busy. Nothing was lost; try again in a moment.",
    ),
    "storage_full": (
        507,
        (
            "There is no space left. Nothing recorded was lost; free some space and "
            "try again."
        ),
    ),
    "not_on_this_phone": (
        503,
        "This order is not on this phone yet. It comes when there is network.",
    ),
}

MEETS_ONLY_THE_OFFICE = {
    "record_altered": (
        409,
        (
            "The record of order %(number)s was altered, so nothing is issued over it. "
            "Tell the administrator: “fieldapp audit verify” names the place."
        ),
    ),
    "rescue_unreadable": (
        422,
        (
            "This is no rescue file of a phone of this company. Choose the file that "
            "the technician sent, without renaming or converting it."
        ),
    ),
    "rescue_damaged": (
        422,
        (
            "The file breaks off or was changed on the way. What could be read is "
            "here; ask the technician to send the file again."
        ),
    ),
}

SHOWN_BY_A_PHONE = {"request_invalid", "not_found", "storage_full", "not_on_this_phone"}
NEVER_ON_A_PHONE = {
    "template_invalid",
    *STOPS_A_BATCH,
    *REFUSES_A_REQUEST,
    *MEETS_ONLY_THE_OFFICE,
    *ACCOUNT_REFUSALS,
    *DEVICE_REFUSALS,
} - SHOWN_BY_A_PHONE
"""Codes whose sentence only the server says; the worker carries no words of them."""


def _kinds(receipt: Receipt, table: dict[str, tuple[int, str]]) -> dict[str, Kind]:
    return {
        code: Kind(status, receipt, sentence)
        for code, (status, sentence) in table.items()
    }


KINDS: dict[str, Kind] = {
    **_kinds("rejected", NEVER_APPLIES),
    **_kinds("parked", WAITS_FOR_A_PERSON),
    **_kinds("applied", APPLIED_ALL_THE_SAME),
    **_kinds("conflict", CONFLICTS),
    **_kinds("rejected", STOPS_A_BATCH),
    **_kinds("rejected", REFUSES_A_REQUEST),
    **_kinds("rejected", MEETS_ONLY_THE_OFFICE),
    **_kinds("rejected", ACCOUNT_REFUSALS),
    **_kinds("rejected", DEVICE_REFUSALS),
}
