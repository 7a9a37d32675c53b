"""Two desks that want the same thing at the same moment: the later one looks again."""

from collections.abc import Callable
from typing import TypeVar

from sqlalchemy.exc import DBAPIError

from fieldapp import database

Result = TypeVar("Result")


def tried_again(work: Callable[[], Result]) -> Result:
    """Do a whole transaction once more when another one came first.

    What that one wrote is then seen, and refused with a sentence where it must be.
    """
    try:
        return work()
    except DBAPIError as error:
        if not database.is_race(error):
            raise
    return work()
