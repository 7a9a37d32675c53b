"""Icons: one SVG sheet, printed whole into the page by both hosts."""

import re
from functools import lru_cache

from markupsafe import Markup

from fieldapp.sources import ROOT

SHEET = ROOT / "static" / "icons.svg"
SYMBOL = re.compile(r'<symbol id="i-([a-z0-9-]+)" viewBox="0 0 24 24">(.*?)</symbol>')


def icon(name: str) -> Markup:
    """Return the whole inline <svg>; raises LookupError for a name not on the sheet."""
    inner = icons().get(name)
    if inner is None:
        raise LookupError(f"no icon named {name!r} in {SHEET.name}")
    return Markup(  # noqa: S704
        f'<svg class="i" aria-hidden="true" viewBox="0 0 24 24">{inner}</svg>'
    )


@lru_cache
def icons() -> dict[str, str]:
    """Return the drawing of every icon on the sheet."""
    return dict(SYMBOL.findall(SHEET.read_text("utf-8")))
