"""An e-mail address as a person types it."""

import re

LONGEST = 254
_ADDRESS = re.compile(r"[^@\s<>\"',;:()\[\]\\]{1,64}@([^@\s.]{1,63}\.)+[^@\s.]{2,63}")


def is_email(text: str) -> bool:
    """Tell whether mail could go there (RFC 5321 section 4.5.3.1: 64 and 254 octets).

    No pattern knows whether the box exists; this one finds what was typed wrongly.
    """
    return len(text.encode()) <= LONGEST and _ADDRESS.fullmatch(text) is not None
