"""What waits for a decision, said to the office: every code has words of its own."""

from fieldapp.domain.documents import Document
from fieldapp.screens.office.issue_fields import clashing, label
from fieldapp.screens.office.issue_words import late_words
from fieldapp.translating import gettext as _
from fieldapp.translating import marked


def title_of(issue: Document, items: dict[str, Document]) -> str:
    """Return one sentence; `items` are those of the order's checklists by id."""
    code, details = issue["reason"], issue["details"] or {}
    if code == "late_work":
        return late_words(issue["to_name"])
    if code == "concurrent_answer":
        item = label(details.get("field"), items)
        return _("Two answers to “%(item)s”", item=item)
    if code == "concurrent_change":
        names = [label(clash["field"], items) for clash in clashing(details)]
        return _("Two values for: %(fields)s", fields=", ".join(dict.fromkeys(names)))
    if code == "work_order_moved" and details.get("to_name"):
        return _("A step after the order passed to %(name)s", name=details["to_name"])
    return _(TITLES.get(code, "An entry that could not be applied"))


def what_was_sent(name: str) -> str:
    """Return what kind of entry it is, in a word or two."""
    return _(OPERATION_WORDS.get(name, "Entry"))


TITLES: dict[str, str] = {
    "arguments_invalid": marked("An entry with something missing or of the wrong kind"),
    "operation_id_reused": marked("Two different entries came under one number"),
    "transition_illegal": marked("A step that did not fit the phase of the order"),
    "role": marked("An entry that this person's role does not allow"),
    "item_unknown": marked("An answer to an item that is not on the checklist"),
    "answer_not_a_number": marked("An answer that is no number where one is asked for"),
    "answer_not_a_choice": marked("An answer that is none of the item's choices"),
    "answer_not_text": marked("An answer that is no text, or too long"),
    "answer_not_expected": marked("An answer to an item that takes none"),
    "checklist_incomplete": marked("The visit ended with the checklist still open"),
    "sign_off_missing": marked("The visit ended without a signature or a reason"),
    "evidence_unknown": marked("A photo that does not belong to the visit"),
    "reason_unknown": marked("A reason that is not on the list"),
    "undo_too_late": marked("A step was undone after something else was recorded"),
    "template_invalid": marked("A checklist was published with a mistake in it"),
    "work_order_unknown": marked("Work on an order that was not this person's"),
    "visit_unknown": marked("Work on a visit that was not this person's"),
    "work_order_moved": marked("A step after the order passed to somebody else"),
    "work_order_cancelled": marked("A step after the order was cancelled"),
    "operation_unknown": marked("An entry of a kind that this server does not know"),
    "newer_version": marked("An entry from a newer version of the app"),
    "template_version_unknown": marked("Work on a checklist that is not here"),
    "manifest_mismatch": marked("What was signed differs from what is recorded here"),
    "missing_photo": marked("A photo or signature is missing: the phone lost it"),
    "client_revoked": marked("Work from a phone that was blocked"),
    "server_fault": marked("The server failed at this entry"),
}
OPERATION_WORDS = {
    "acknowledge_visit": marked("Accepted"),
    "add_note": marked("Note"),
    "answer_checklist_item": marked("Answer"),
    "arrive_on_site": marked("Arrival"),
    "attach_evidence": marked("Photo"),
    "cancel_work_order": marked("Cancellation"),
    "close_work_order": marked("Closing of the order"),
    "create_work_order": marked("New order"),
    "edit_work_order": marked("Change of the order"),
    "finish_visit": marked("End of the visit"),
    "override_reading": marked("Reading accepted"),
    "pause_work": marked("Pause"),
    "publish_template_version": marked("Publication of a checklist"),
    "reassign_visit": marked("Change of technician"),
    "record_contact_attempt": marked("Contact attempt"),
    "register_device": marked("Registration of equipment"),
    "relabel_device": marked("Another label"),
    "remove_evidence": marked("Photo removed"),
    "reopen_work_order": marked("Reopening of the order"),
    "report_cannot_complete": marked("Visit not done"),
    "request_change": marked("Request of a change"),
    "reserve_labels": marked("New labels"),
    "resolve_issue": marked("Decision"),
    "resume_work": marked("Work resumed"),
    "retire_label": marked("Label taken out of use"),
    "scan_device": marked("Code read"),
    "schedule_visit": marked("Planning"),
    "sign_off": marked("Signature"),
    "start_travel": marked("On the way"),
    "start_work": marked("Start of the work"),
    "undo": marked("Step undone"),
}
