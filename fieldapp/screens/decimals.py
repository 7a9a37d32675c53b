"""Decimal text as whole numbers, for drawing; mirror: .../decimals.js."""


def places(*texts: str | None) -> int:
    """Return the most decimal places that any of the texts has."""
    return max((len(text.partition(".")[2]) for text in texts if text), default=0)


def scaled(text: str, power: int) -> int:
    """Return decimal text times ten to the power; it has no more places than that."""
    whole, _, fraction = text.partition(".")
    return int(whole + fraction.ljust(power, "0"))


def unscaled(number: int, power: int) -> str:
    """Return the decimal text of a scaled number."""
    digits = str(abs(number)).rjust(power + 1, "0")
    sign = "-" if number < 0 else ""
    if not power:
        return sign + digits
    return f"{sign}{digits[:-power]}.{digits[-power:]}"


def stepped(text: str, decimals: int, steps: int) -> str:
    """Return the value so many of the last shown digit further."""
    power = max(decimals, places(text))
    step = 10 ** (power - decimals)
    return unscaled(scaled(text, power) + steps * step, power)
