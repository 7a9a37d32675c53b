"""Measured quantities as decimal text (mirror: service_worker/domain/quantities.js)."""

import re

from fieldapp.problem import Problem

MAXIMUM_LENGTH = 40

_SPACES = re.compile(r"[ \t\r\n\u00a0\u2009\u202f]")
_GROUPED = re.compile(r"[0-9]{1,3}(?:(?:\.[0-9]{3})+,[0-9]+|(?:,[0-9]{3})+\.[0-9]+)")
_TYPED = re.compile(r"([+-]?)([0-9]*)\.?([0-9]*)(?:[eE]([+-]?[0-9]{1,2}))?")


def parse_quantity(typed: str) -> str:
    """Return what a person typed as canonical decimal text.

    Takes comma or point, a real minus sign (U+2212), spaces and an exponent: " -21,40"
    becomes "-21.4", "2,0 e-4" becomes "2E-4". One number has one text. Raises Problem
    answer_not_a_number for anything else.
    """
    plain = _SPACES.sub("", typed).replace("\u2212", "-")
    match = _TYPED.fullmatch(_one_point(plain))
    if not match or len(typed) > MAXIMUM_LENGTH or not match[2] + match[3]:
        raise Problem("answer_not_a_number", value=typed[:MAXIMUM_LENGTH])
    sign, whole, fraction, exponent = match.groups()
    return _canonical(sign == "-", whole, fraction, int(exponent or 0))


def compare(one: str, other: str) -> int:
    """Return -1, 0 or 1 as canonical text `one` is below, equal to or above `other`."""
    (left, left_power), (right, right_power) = _scaled(one), _scaled(other)
    left *= _ten_to(left_power - right_power)
    right *= _ten_to(right_power - left_power)
    return (left > right) - (left < right)


def padded(quantity: str, decimals: int) -> str:
    """Return canonical text with at least so many decimals; no digit is dropped."""
    if "E" in quantity or decimals == 0:
        return quantity
    whole, _, fraction = quantity.partition(".")
    return f"{whole}.{fraction.ljust(decimals, '0')}"


def _one_point(plain: str) -> str:
    unsigned = plain.lstrip("+-")
    if _GROUPED.fullmatch(unsigned):
        decimal = max(plain.rfind(","), plain.rfind("."))
        whole = re.sub(r"[.,]", "", plain[:decimal])
        return f"{whole}.{plain[decimal + 1 :]}"
    return plain.replace(",", ".")


def _canonical(negative: bool, whole: str, fraction: str, exponent: int) -> str:  # noqa: FBT001  # a sign
    whole = whole.lstrip("0") or "0"
    fraction = fraction.rstrip("0")
    if whole == "0" and not fraction:
        return "0"
    number = f"{'-' if negative else ''}{whole}{'.' if fraction else ''}{fraction}"
    return f"{number}E{exponent}" if exponent else number


def _scaled(quantity: str) -> tuple[int, int]:
    number, _, exponent = quantity.partition("E")
    whole, _, fraction = number.partition(".")
    return int(whole + fraction), int(exponent or 0) - len(fraction)


def _ten_to(power: int) -> int:
    return int("1" + "0" * power)
