"""The code on a label: its check character and how it is read (mirror: labels.js).

A code is seven characters and a check character of an alphabet of 31 without
look-alikes. The check is a weighted sum modulo 31: as 31 is prime and the weights
differ, one wrong character and two swapped ones are always found.
"""

import re
from dataclasses import dataclass

from fieldapp.domain.texts import ascii_upper, trimmed

ALPHABET = "0123456789ABCDEFGHJKMNPQRTVWXYZ"
LENGTH = 8
LONGEST = 200
_LOOK_ALIKES = {"O": "0", "I": "1", "L": "1", "S": "5", "U": "V"}
_ADDRESS = re.compile(r"HTTPS?://([^/?#]+)/D/([^/?#]+)")
_MARK = re.compile(r"[A-Z0-9][A-Z0-9 :._/-]{3,63}")


@dataclass(frozen=True, slots=True)
class CodeReading:
    """What a code is: "label", "other_company", "mark" (serial or MAC) or "unreadable".

    A mark of the right shape also names the label that it may be.
    """

    kind: str
    label: str | None
    mark: str | None


def read_code(scanned: str, host: str) -> CodeReading:
    """Tell our own label from a maker's code; an address is never more than text."""
    text = ascii_upper(trimmed(scanned))
    if len(text) > LONGEST:
        return CodeReading("unreadable", None, None)
    address = _ADDRESS.fullmatch(text)
    if address:
        return _read_address(address[1], address[2], ascii_upper(host))
    if not _MARK.fullmatch(text) or "//" in text:
        return CodeReading("unreadable", None, None)
    label = plain_label(text)
    return CodeReading("mark", label if is_label(label) else None, plain_mark(text))


def label_of(number: int) -> str:
    """Return the code of a number below 31⁷ (27.5 thousand million), with its check."""
    digits = ""
    for _ in range(LENGTH - 1):
        number, digit = divmod(number, len(ALPHABET))
        digits = ALPHABET[digit] + digits
    return digits + ALPHABET[_checksum(digits)]


def is_label(code: str) -> bool:
    """Tell whether a plain code has the right length, alphabet and check character."""
    if len(code) != LENGTH or any(each not in ALPHABET for each in code):
        return False
    return ALPHABET[_checksum(code[:-1])] == code[-1]


def plain_label(typed: str) -> str:
    """Return a typed code as it is printed: upper case, no blanks, no look-alikes."""
    plain = re.sub("[ -]", "", ascii_upper(trimmed(typed)))
    return "".join(_LOOK_ALIKES.get(each, each) for each in plain)


def plain_mark(typed: str) -> str:
    """Return a serial or MAC without what people put between its characters."""
    return re.sub("[ :.-]", "", ascii_upper(trimmed(typed)))


def format_label(code: str) -> str:
    """Write a code in two groups, as it stands below the QR code."""
    return f"{code[:4]} {code[4:]}"


def _read_address(site: str, code: str, host: str) -> CodeReading:
    if site != host:
        return CodeReading("other_company", None, None)
    label = plain_label(code)
    if not is_label(label):
        return CodeReading("unreadable", None, None)
    return CodeReading("label", label, None)


def _checksum(digits: str) -> int:
    weighted = ((place + 2) * ALPHABET.index(each) for place, each in enumerate(digits))
    return sum(weighted) % len(ALPHABET)
