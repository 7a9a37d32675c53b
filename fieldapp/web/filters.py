"""Template filters that exist twice; mirror: service_worker/templates/filters.js.

Nothing here reads CLDR or a clock: both hosts must print the same bytes. Text that is
not what a filter expects is shown as it is; a number must be a whole number.
"""

import re
from collections.abc import Callable
from datetime import date as calendar_date

from fieldapp.translating import current_language
from fieldapp.translating import gettext as _

MINUS = "\N{MINUS SIGN}"
SPACE = "\N{NO-BREAK SPACE}"

LOCAL_TIME = re.compile(
    r"([1-9][0-9]{3})-([0-9]{2})-([0-9]{2})(?:T([0-9]{2}:[0-9]{2})[0-9:.]*Z?)?"
)
DECIMAL = re.compile(r"(-?)([0-9]+)(?:\.([0-9]+))?")
MOBILE = re.compile(r"\+55([0-9]{2})([0-9]{4,5})([0-9]{4})")


def clock(local: str) -> str:
    """Return "10:18" of a local time."""
    match = LOCAL_TIME.fullmatch(local)
    return match[4] if match and match[4] else local


def day(local: str) -> str:
    """Return "terça, 24 de novembro" of a local time or date."""
    found = _calendar_date(local)
    if found is None:
        return local
    return _(
        "%(weekday)s, %(day)s %(month)s",
        weekday=_weekdays()[found.weekday()],
        day=found.day,
        month=_months()[found.month - 1],
    )


def date(local: str) -> str:
    """Return "24/11/2026" of a local time or date."""
    match = LOCAL_TIME.fullmatch(local)
    return f"{match[3]}/{match[2]}/{match[1]}" if match else local


def quantity(text: str, unit: str = "") -> str:
    """Return decimal text as it is read, "−21,4", its unit after a no-break space."""
    match = DECIMAL.fullmatch(text)
    if not match:
        return text
    sign = MINUS if match[1] else ""
    fraction = _decimal_mark() + match[3] if match[3] else ""
    return sign + match[2] + fraction + (SPACE + unit if unit else "")


def number(value: int) -> str:
    """Return a whole number in groups of three, "48.211"."""
    _check_whole(value)
    grouped = f"{abs(value):,}".replace(",", _group_mark())
    return (MINUS if value < 0 else "") + grouped


def duration(minutes: int) -> str:
    """Return minutes as "18 min" or "1 h 42"."""
    _check_whole(minutes)
    hours, rest = divmod(abs(minutes), 60)
    sign = MINUS if minutes < 0 else ""
    if not hours:
        return f"{sign}{rest}{SPACE}min"
    return f"{sign}{hours}{SPACE}h" + (f"{SPACE}{rest:02}" if rest else "")


def distance(metres: int) -> str:
    """Return metres as "850 m", "3,2 km" or "120 km"."""
    _check_whole(metres)
    if metres < 1000:  # noqa: PLR2004
        return quantity(str(metres), "m")
    tenths = (metres + 50) // 100
    if tenths >= 1000:  # noqa: PLR2004
        return f"{number((metres + 500) // 1000)}{SPACE}km"
    return quantity(f"{tenths // 10}.{tenths % 10}", "km")


def bytes_(count: int) -> str:
    """Return a size as "512 B", "240 kB" or "1,8 MB"."""
    _check_whole(count)
    if count < 1000:  # noqa: PLR2004
        return quantity(str(count), "B")
    if count < 999_500:  # noqa: PLR2004
        return quantity(str((count + 500) // 1000), "kB")
    tenths = (count + 50_000) // 100_000
    return quantity(f"{tenths // 10}.{tenths % 10}", "MB")


def phone(e164: str) -> str:
    """Return a Brazilian number as "(34) 90000-0452", any other as it is."""
    match = MOBILE.fullmatch(e164)
    return f"({match[1]}) {match[2]}-{match[3]}" if match else e164


def join(parts: list[str], separator: str = "") -> str:
    """Return texts set side by side."""
    return separator.join(parts)


FILTERS: dict[str, Callable[..., str]] = {
    "clock": clock,
    "day": day,
    "date": date,
    "quantity": quantity,
    "number": number,
    "duration": duration,
    "distance": distance,
    "bytes": bytes_,
    "phone": phone,
    "join": join,
}


def _calendar_date(local: str) -> calendar_date | None:
    match = LOCAL_TIME.fullmatch(local)
    if not match:
        return None
    try:
        return calendar_date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None


def _check_whole(value: object) -> None:
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError(f"{value!r} is not a whole number")


def _decimal_mark() -> str:
    return "," if current_language() == "pt-BR" else "."


def _group_mark() -> str:
    return "." if current_language() == "pt-BR" else ","


def _weekdays() -> tuple[str, ...]:
    return (
        _("Monday"),
        _("Tuesday"),
        _("Wednesday"),
        _("Thursday"),
        _("Friday"),
        _("Saturday"),
        _("Sunday"),
    )


def _months() -> tuple[str, ...]:
    return (
        _("January"),
        _("February"),
        _("March"),
        _("April"),
        _("May"),
        _("June"),
        _("July"),
        _("August"),
        _("September"),
        _("October"),
        _("November"),
        _("December"),
    )
