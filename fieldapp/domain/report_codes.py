"""Short codes of reports: typed from paper, so without letters that look alike."""

import re
import secrets

from fieldapp.domain.texts import ascii_upper

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32
LENGTH = 10
GROUP = 5
LOOK_ALIKES = str.maketrans("ILO", "110")
SEPARATORS = re.compile(r"[\s.-]")


def new_code() -> str:
    """Return a code that nobody can guess: 50 random bits."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def read_code(typed: str) -> str | None:
    """Return the code that was typed or scanned, None when it cannot be one."""
    plain = ascii_upper(SEPARATORS.sub("", typed)).translate(LOOK_ALIKES)
    is_code = len(plain) == LENGTH and not set(plain) - set(ALPHABET)
    return plain if is_code else None


def shown_code(code: str) -> str:
    """Return the code in two groups, as it stands on the paper."""
    return f"{code[:GROUP]} {code[GROUP:]}"
