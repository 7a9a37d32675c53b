"""What one ledger entry says to a person: tone, icon and sentence."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from fieldapp.domain.documents import Document
from fieldapp.domain.labels import format_label, plain_label
from fieldapp.translating import gettext as _


@dataclass(frozen=True, slots=True)
class Facts:
    """What sentences may need besides the entry: the order, items, names of reasons."""

    order: Document
    items: dict[str, Document]
    catalogue: Document


Said = tuple[str, str, str]
Sentence = Callable[[Document, Facts], Said]


def say(name: str, arguments: Document | None, facts: Facts) -> Said:
    """Return tone, icon and sentence of an operation; an erased one keeps its name."""
    if arguments is None:
        return "off", "eraser", _("Content erased by law")
    return SENTENCES.get(name, UNKNOWN)(arguments, facts)


def always(tone: str, icon: str, text: str) -> Sentence:
    """Return a sentence that does not depend on the arguments."""
    return lambda _arguments, _facts: (tone, icon, _(text))


def _opened(arguments: Document, facts: Facts) -> Said:
    channel = (facts.order.get("opened") or arguments.get("opened") or {}).get(
        "channel"
    )
    words = {
        "phone": ("phone", _("Opened by phone")),
        "email": ("message-square-text", _("Opened by e-mail")),
        "online": ("plug", _("Opened on the site")),
        "field": ("wrench", _("Opened in the field")),
    }
    icon, text = words.get(str(channel), ("plus", _("Order opened")))
    return "todo", icon, text


def _assigned(arguments: Document, facts: Facts) -> Said:
    name = _technician_name(arguments, facts)
    return "todo", "user-check", _("Assigned to %(name)s", name=name)


def _moved(arguments: Document, facts: Facts) -> Said:
    name = _technician_name(arguments, facts)
    return "warn", "user-check", _("Passed to %(name)s", name=name)


def _technician_name(arguments: Document, facts: Facts) -> str:
    technician = arguments.get("technician") or {}
    if technician.get("name"):
        return str(technician["name"])
    names = {
        visit["technician"]["id"]: visit["technician"]["name"]
        for visit in facts.order["visits"]
    }
    wanted = technician.get("id") or arguments.get("technician_id")
    return str(names.get(wanted, _("technician")))


def _paused(arguments: Document, facts: Facts) -> Said:
    reason = _label(facts, "pause_reasons", arguments.get("reason_code"))
    return "warn", "circle-pause", _("Paused: %(reason)s", reason=reason)


def _not_done(arguments: Document, facts: Facts) -> Said:
    reason = _label(facts, "reasons", arguments.get("reason_code"))
    return "off", "ban", _("Could not be done: %(reason)s", reason=reason)


def _label(facts: Facts, table: str, code: Any) -> str:
    entry = (facts.catalogue.get(table) or {}).get(code)
    label = entry["label"] if isinstance(entry, dict) else entry
    return str(label or code)


def _scanned(arguments: Document, _facts: Facts) -> Said:
    text = _("Code %(code)s read", code=arguments.get("code"))
    return "todo", "scan-qr-code", text


def _answered(arguments: Document, facts: Facts) -> Said:
    item = facts.items.get(arguments.get("item_id", ""))
    prompt = item["prompt"] if item else _("Answer to an unknown item")
    return "todo", "list-checks", str(prompt)


def _signed(arguments: Document, _facts: Facts) -> Said:
    name = arguments.get("signer_name") or _("customer")
    words = {
        "signed": _("Signed by %(name)s", name=name),
        "signed_by_other": _("Signed by %(name)s", name=name),
        "refused": _("Signature refused by %(name)s", name=name),
        "absent": _("Not signed: customer absent"),
        "minor_only": _("Not signed: only a minor at home"),
    }
    outcome = str(arguments.get("outcome"))
    tone = "todo" if outcome.startswith("signed") else "warn"
    return tone, "signature", words.get(outcome, outcome)


def _attempted(arguments: Document, _facts: Facts) -> Said:
    channel = {
        "phone": _("by phone"),
        "whatsapp": _("by WhatsApp"),
        "doorbell": _("at the door"),
        "intercom": _("by intercom"),
    }.get(str(arguments.get("channel")), "")
    return "todo", "phone", _("Contact attempt %(channel)s", channel=channel)


def _noted(arguments: Document, _facts: Facts) -> Said:
    return "todo", "message-square-text", _("Note: “%(text)s”", text=arguments["text"])


def _relabelled(arguments: Document, _facts: Facts) -> Said:
    code = format_label(plain_label(arguments["label"]))
    return "todo", "scan-qr-code", _("New label %(code)s", code=code)


SENTENCES: dict[str, Sentence] = {
    "create_work_order": _opened,
    "edit_work_order": always("todo", "pencil", "Order data changed"),
    "schedule_visit": _assigned,
    "reassign_visit": _moved,
    "cancel_work_order": always("off", "ban", "Order cancelled"),
    "reopen_work_order": always("warn", "rotate-ccw", "Order reopened"),
    "close_work_order": always("done", "lock", "Order closed"),
    "override_reading": always("conf", "shield-check", "Reading accepted"),
    "resolve_issue": always("conf", "git-compare", "Decision recorded"),
    "acknowledge_visit": always("todo", "check", "Accepted"),
    "start_travel": always("route", "navigation", "On the way"),
    "arrive_on_site": always("work", "map-pin-check", "Arrived on site"),
    "start_work": always("work", "wrench", "Work started"),
    "pause_work": _paused,
    "resume_work": always("work", "wrench", "Work resumed"),
    "finish_visit": always("done", "flag", "Visit finished"),
    "answer_checklist_item": _answered,
    "attach_evidence": always("todo", "camera", "Photo taken"),
    "remove_evidence": always("todo", "trash-2", "Photo removed"),
    "scan_device": _scanned,
    "register_device": always("todo", "plus", "Equipment registered"),
    "relabel_device": _relabelled,
    "move_device": always("todo", "router", "Device moved"),
    "use_material": always("todo", "plug", "Material used"),
    "record_contact_attempt": _attempted,
    "add_note": _noted,
    "request_change": always("conf", "calendar-clock", "Change requested"),
    "sign_off": _signed,
    "report_cannot_complete": _not_done,
    "undo": always("todo", "undo-2", "Step undone"),
    "confirm_evidence": always("done", "check-check", "Proof complete"),
}
UNKNOWN = always("todo", "circle", "Entry of a kind that is unknown here")
