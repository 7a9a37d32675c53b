"""A batch of labels: the codes of numbers in a row, of which some are retired."""

from collections.abc import Iterator

from fieldapp.domain.documents import Document
from fieldapp.domain.labels import ALPHABET, label_of

MOST_LABELS = 1000
FIRST_NUMBER = 31**6
"""The code of the first label starts with a 1: zeros in front look like a mistake."""
LAST_NUMBER = 31**7 - 1
RETIRING_REASONS = ("worn", "lost", "misprinted", "other")


def number_of(code: str) -> int:
    """Return the number whose code this is; its check character is not looked at."""
    number = 0
    for each in code[:-1]:
        number = number * len(ALPHABET) + ALPHABET.index(each)
    return number


def codes_of(batch: Document) -> Iterator[str]:
    """Yield every code of a batch in order, the retired ones too."""
    first = batch["first_number"]
    return map(label_of, range(first, first + batch["count"]))


def holds(batch: Document, code: str) -> bool:
    """Tell whether a code is of this batch."""
    place: int = number_of(code) - batch["first_number"]
    return 0 <= place < int(batch["count"])
