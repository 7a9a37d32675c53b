"""What may still be only on a phone, as far as the office can know it."""

from fieldapp import clock
from fieldapp.domain import unsent
from fieldapp.domain.documents import Document
from fieldapp.screens.moments import local_or_none
from fieldapp.screens.office import looks
from fieldapp.services.phones import Owed, Owned, Phone
from fieldapp.translating import gettext as _
from fieldapp.translating import marked, ngettext

ADDRESS = "/office/phones"
MOST_ORDERS = 3
ICONS = {"done": "circle-check", "warn": "clock", "late": "clock-alert"}
SILENCE = {
    "done": marked("In contact"),
    "warn": marked("Silent for more than 2 h"),
    "late": marked("Silent for more than a day"),
}
URGENCY = ["late", "warn", "done", "off"]


def phones_screen(
    phones: list[Phone], unheard: list[str], *, now: str, zone: str
) -> Document:
    """Return the context of office/phones/index.html."""
    rows = sorted((_row(phone, now, zone) for phone in phones), key=_urgency)
    owing = [row for row in rows if row["owed"]]
    return {
        "section": "phones",
        "rows": rows,
        "unheard": unheard,
        "files": sum(row["owed"]["count"] for row in owing),
        "tone": min((row["owed"]["tone"] for row in owing), key=URGENCY.index)
        if owing
        else "done",
    }


def blocking_screen(phone: Owned, *, zone: str, operation_id: str) -> Document:
    """Return the context of office/phones/block.html."""
    return {
        "section": "phones",
        "who": phone.user_name,
        "seen": local_or_none(clock.to_text(phone.seen_at), zone),
        "is_blocked": phone.revoked_at is not None,
        "href": f"{ADDRESS}/{phone.id}/block",
        "operation_id": operation_id,
    }


def _row(phone: Phone, now: str, zone: str) -> Document:
    seen_at = clock.to_text(phone.seen_at)
    return {
        "who": phone.user_name,
        "block_href": None if phone.revoked_at else f"{ADDRESS}/{phone.id}/block",
        "since": local_or_none(clock.to_text(phone.created_at), zone),
        "seen": local_or_none(seen_at, zone),
        "seen_at": seen_at,
        "contact": _contact(phone, seen_at, now),
        "owed": _owed(phone.owed, now, zone),
    }


def _contact(phone: Phone, seen_at: str, now: str) -> looks.Chip:
    if phone.revoked_at:
        return looks.chip("off", "lock", _("Blocked"))
    if phone.signed_out_at:
        return looks.chip("off", "undo-2", _("Signed out"))
    tone = unsent.tone(seen_at, now)
    return looks.chip(tone, ICONS[tone], _(SILENCE[tone]))


def _owed(owed: list[Owed], now: str, zone: str) -> Document | None:
    """Return how many files are not here, since when, and of which orders."""
    if not owed:
        return None
    oldest_at = clock.to_text(min(each.oldest_at for each in owed))
    tone, count = unsent.tone(oldest_at, now), sum(each.count for each in owed)
    words = ngettext("%(num)s file not here yet", "%(num)s files not here yet", count)
    numbered = sorted(
        (each for each in owed if each.number), key=lambda each: each.oldest_at
    )
    return {
        "count": count,
        "tone": tone,
        "chip": looks.chip(tone, "upload" if tone == "done" else ICONS[tone], words),
        "since": local_or_none(oldest_at, zone),
        "orders": [_order(each) for each in numbered[:MOST_ORDERS]],
        "more": max(len(numbered) - MOST_ORDERS, 0),
    }


def _order(owed: Owed) -> Document:
    href = f"/office/work_orders/{owed.work_order_id}"
    return {"number": owed.number, "href": href}


def _urgency(row: Document) -> tuple[int, str]:
    """Put the worst first; among equals the one that called longest ago."""
    tones = [row["contact"]["tone"], row["owed"]["tone"] if row["owed"] else "off"]
    return min(map(URGENCY.index, tones)), row["seen_at"]
