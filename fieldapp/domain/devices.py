"""What a device says of itself: its serial, its MAC, its label, who lends it."""

import re

from fieldapp.domain.documents import Document
from fieldapp.domain.labels import is_label, plain_label, plain_mark
from fieldapp.domain.texts import ascii_upper, trimmed
from fieldapp.problem import Problem

_SERIAL = re.compile(r"[A-Z0-9][A-Z0-9 :._/-]{3,63}")
_MAC = re.compile(r"[0-9A-F]{12}")
_NOBODY = {"000000000000", "FFFFFFFFFFFF"}


def read_serial(typed: str) -> str:
    """Return a serial in capitals; raises Problem device_serial_invalid."""
    serial = ascii_upper(trimmed(typed))
    if not _SERIAL.fullmatch(serial):
        raise Problem("device_serial_invalid", serial=serial[:64])
    return serial


def read_mac(typed: str | None) -> str | None:
    """Return six pairs with colons, None for none; raises Problem device_mac_invalid.

    Digits may come bare or with what people put between them. The address of nobody
    and the one of everybody are misreadings.
    """
    digits = plain_mark(typed or "")
    if not digits:
        return None
    if not _MAC.fullmatch(digits) or digits in _NOBODY:
        raise Problem("device_mac_invalid", mac=digits[:64])
    return ":".join(digits[place : place + 2] for place in range(0, 12, 2))


def read_label(typed: str | None) -> str | None:
    """Return a label's code, None for none; raises Problem device_label_invalid."""
    code = plain_label(typed or "")
    if not code:
        return None
    if not is_label(code):
        raise Problem("device_label_invalid", label=code[:64])
    return code


def is_lent(device: Document) -> bool:
    """Tell whether the company's device stands at a customer's."""
    is_at_site: bool = device["place"]["kind"] == "site"
    return is_at_site and device["owner"] == "company"
