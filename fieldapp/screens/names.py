"""Names where there is little room; mirror: service_worker/screens/names.js."""

ROOM = 20


def short_name(name: str) -> str:
    """Return first name, initials and last name when the whole is too long."""
    parts = [part for part in name.split(" ") if part]
    if len(name) <= ROOM or len(parts) < 3:  # noqa: PLR2004
        return name
    initials = [part[0] + "." for part in parts[1:-1] if part[0] != part[0].lower()]
    return " ".join([parts[0], *initials, parts[-1]])


def first_name(name: str) -> str:
    """Return the name that she is called by."""
    return name.split(" ", maxsplit=1)[0]
