"""Text as both hosts see it alike (mirror: service_worker/domain/texts.js).

Python's and JavaScript's own trimming and upper case differ for rare characters.
"""

import re

BLANKS = " \t\r\n\u00a0"


def trimmed(text: str) -> str:
    """Return the text without blanks at its ends."""
    return text.strip(BLANKS)


def ascii_upper(text: str) -> str:
    """Return the text with a to z in upper case and all else as it is."""
    return re.sub("[a-z]", lambda letter: letter[0].upper(), text)
